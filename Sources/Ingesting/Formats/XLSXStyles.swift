import Findings
import Markup

extension WorkbookNumberFormat {
  /// The formats of the styles that cells refer to, in their order; one that gives no format has that of its named style.
  static func readStyles(_ part: String, _ package: XLSXPackage) throws(Refusal) -> [WorkbookNumberFormat] {
    let pull = try package.read(part, words: XLSXWorkbook.namespaces)
    let words = (
      format: pull.code(of: "numFmt"), id: pull.code(of: "numFmtId"), code: pull.code(of: "formatCode"),
      cells: pull.code(of: "cellXfs"), cell: pull.code(of: "xf"), formats: pull.code(of: "numFmts"),
      named: pull.code(of: "cellStyleXfs"), namedID: pull.code(of: "xfId")
    )
    var own: [Int: WorkbookNumberFormat] = [:]
    var ids: [Int] = []
    /// Of the named styles, which stand before those of cells.
    var namedIDs: [Int] = []
    var section: Int32 = -1
    while let event = try pull.next() {
      guard event == .start else { continue }
      if pull.depth == 1 { try XLSXWorkbook.requireNamespace(pull, root: "styleSheet") }
      guard XLSXWorkbook.isMain(pull.namespace) else { continue }
      if pull.depth == 2 { section = pull.local }
      guard pull.depth == 3 else { continue }
      let given = pull.value(words.id).flatMap { Int($0) }
      let id = given ?? 0
      if section == words.formats, pull.local == words.format {
        own[id] = WorkbookNumberFormat(code: pull.value(words.code) ?? "")
      } else if section == words.cells, pull.local == words.cell {
        guard ids.count < 1 << 20 else {
          throw pull.refusal(Wording("za dużo stylów komórek", en: "too many cell styles"), mend: XLSXPackage.saveAgain)
        }
        let named = pull.value(words.namedID).flatMap { Int($0) } ?? 0
        ids.append(given ?? (namedIDs.indices.contains(named) ? namedIDs[named] : 0))
      } else if section == words.named, pull.local == words.cell, namedIDs.count < 1 << 20 {
        namedIDs.append(id)
      }
    }
    return ids.map { own[$0] ?? WorkbookNumberFormat(builtIn: $0) }
  }
}
