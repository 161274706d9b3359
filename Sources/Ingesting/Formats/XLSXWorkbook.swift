import Archive
import Bytes
import Findings
import Markup

/// A workbook as its parts describe it: sheets, date system, styles, shared strings (ECMA-376 part 1, section 18; both
/// the transitional and the strict namespaces).
struct XLSXWorkbook {
  struct Sheet {
    let heading: TableHeading
    let part: String
  }

  /// The namespaces of SpreadsheetML; a part in any other is refused, because reading it would find nothing in it.
  static let namespaces = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    // Excel 2007 before its release.
    "http://schemas.microsoft.com/office/excel/2006/2",
  ]

  /// Whether a code is of one of them, which are the first words of every part: asked at each cell.
  static func isMain(_ namespace: Int32) -> Bool { (0..<3).contains(namespace) }

  let package: XLSXPackage
  /// In the order of the workbook; charts, dialogues and macros are left out.
  let sheets: [Sheet]
  /// What is left out, to be told.
  let findings: [Finding]
  /// Whether day 0 is 1904-01-01 (workbooks from a Macintosh) and not 1899-12-31.
  let isDate1904: Bool
  let styles: [WorkbookNumberFormat]
  let strings: XLSXSharedStrings

  /// - Parameter isForLayouts: whether texts are wanted as people see them.
  init(_ input: Input, isForLayouts: Bool = false) throws(Refusal) {
    package = try XLSXPackage(try input.access(), shownAs: input.name)
    guard let main = try Self.mainPart(package) else {
      throw Refusal(
        .data, Wording("to nie jest skoroszyt: brak części głównej", en: "this is no workbook: it has no main part"),
        at: Place(file: input.name), mend: XLSXPackage.saveAgain)
    }
    let relationships = try package.relationships(of: main)
    let (entries, isDate1904) = try Self.readMain(main, package)
    var sheets: [Sheet] = []
    var findings: [Finding] = []
    for entry in entries {
      // Old versions of Excel listed modules of programs among the sheets, and gave them no part.
      if entry.relationship?.isEmpty == true {
        findings.append(Self.leftOut(entry.heading.name, file: input.name))
        continue
      }
      guard let relationship = relationships.first(where: { $0.id == entry.relationship }) else {
        throw Self.refusal(
          "arkusz „\(entry.heading.name)” bez części", "sheet \"\(entry.heading.name)\" without a part", package, main)
      }
      switch relationship.type {
      case "worksheet":
        guard let part = relationship.part else {
          throw Self.refusal(
            "arkusz „\(entry.heading.name)” jest w innym pliku", "sheet \"\(entry.heading.name)\" is in another file", package,
            main)
        }
        sheets.append(Sheet(heading: entry.heading, part: part))
      default: findings.append(Self.leftOut(entry.heading.name, file: input.name))
      }
    }
    // One of charts alone has no cells and is no damaged file.
    guard !sheets.isEmpty || !findings.isEmpty else {
      throw Self.refusal(
        "skoroszyt nie ma ani jednego arkusza z komórkami", "the workbook has no sheet with cells", package, main)
    }
    self.sheets = sheets
    self.findings = findings
    self.isDate1904 = isDate1904
    styles =
      if let part = Self.part("styles", relationships, package) { try WorkbookNumberFormat.readStyles(part, package) } else { [] }
    // Some programs announce the part and leave it out when there is no text in the workbook.
    strings =
      if let part = Self.part("sharedStrings", relationships, package) {
        try XLSXSharedStrings(part, package, raisesDigits: isForLayouts)
      } else {
        XLSXSharedStrings()
      }
  }

  /// The part of a type: the first of those announced that is there, else where it stands nearly always, for some programs
  /// announce it as `NULL`, or not at all.
  private static func part(_ type: String, _ relationships: [XLSXPackage.Relationship], _ package: XLSXPackage) -> String? {
    let announced = relationships.filter { $0.type == type }.compactMap(\.part)
    return (announced + ["xl/\(type).xml"]).first { package.has($0) }
  }

  /// A sheet that is no table of cells: a chart, a dialogue, macros of Excel 4, a module of a program.
  static func leftOut(_ sheet: String, file: String) -> Finding {
    Finding(
      .note, "sheet-left-out", at: Place(file: file, sheet: sheet),
      Wording("arkusz wykresu, okna albo makr: pominięty", en: "a sheet of a chart, a dialogue or macros: left out"))
  }

  /// The workbook's part: what the package says is its document, else where nearly all programs put it.
  private static func mainPart(_ package: XLSXPackage) throws(Refusal) -> String? {
    let declared = try package.relationships(of: "").first { $0.type == "officeDocument" }?.part
    if let declared, package.has(declared) { return declared }
    return package.has("xl/workbook.xml") ? "xl/workbook.xml" : nil
  }

  private struct SheetEntry {
    let heading: TableHeading
    /// Empty for what has no part; nil where the workbook does not speak of one.
    let relationship: String?
  }

  private static func readMain(_ part: String, _ package: XLSXPackage) throws(Refusal) -> ([SheetEntry], Bool) {
    let pull = try package.read(part, words: namespaces)
    let words = (
      sheet: pull.code(of: "sheet"), name: pull.code(of: "name"), state: pull.code(of: "state"), id: pull.code(of: "id"),
      properties: pull.code(of: "workbookPr"), date1904: pull.code(of: "date1904"), sheets: pull.code(of: "sheets")
    )
    let relationshipNamespaces = [
      pull.code(of: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
      pull.code(of: "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ]
    var entries: [SheetEntry] = []
    var isDate1904 = false
    var isInSheets = false
    while let event = try pull.next() {
      guard event != .text else { continue }
      if pull.depth == 1, event == .start { try requireNamespace(pull, root: "workbook") }
      guard XLSXWorkbook.isMain(pull.namespace) else { continue }
      if pull.depth == 2, pull.local == words.sheets { isInSheets = event == .start }
      guard event == .start else { continue }
      if pull.depth == 2, pull.local == words.properties {
        isDate1904 = ["1", "true", "on"].contains(pull.value(words.date1904) ?? "0")
      } else if pull.depth == 3, isInSheets, pull.local == words.sheet {
        let relationship = relationshipNamespaces.lazy.compactMap { pull.value(words.id, in: $0) }.first
        let state = pull.value(words.state) ?? "visible"
        entries.append(
          SheetEntry(
            heading: TableHeading(
              name: XLSXText.unescaped(pull.value(words.name) ?? ""),
              visible: ["hidden", "veryHidden"].contains(state) ? state : "visible"),
            relationship: relationship))
      }
    }
    return (entries, isDate1904)
  }

  /// Refuses a part whose root is not what its relationship promises; to be called at the root's start, with the
  /// namespaces as the first words.
  static func requireNamespace(_ pull: XMLPull, root: String) throws(Refusal) {
    guard XLSXWorkbook.isMain(pull.namespace), pull.word(pull.local) == root else {
      throw pull.refusal(
        Wording("nieznany rodzaj części: \(pull.name)", en: "a part of an unknown kind: \(pull.name)"),
        mend: XLSXPackage.saveAgain)
    }
  }

  private static func refusal(
    _ polish: String, _ english: String, _ package: XLSXPackage, _ part: String
  ) -> Refusal {
    Refusal(
      .data, Wording(polish, en: english), at: Place(file: package.shownName(of: part)), mend: XLSXPackage.saveAgain)
  }
}
