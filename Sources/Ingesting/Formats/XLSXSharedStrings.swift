import Findings
import Markup

/// The texts that cells refer to by number (ECMA-376 part 1, 18.4): plain, or rich text whose pieces are joined; phonetic
/// readings are left out.
struct XLSXSharedStrings {
  /// All texts in one row, and where each ends.
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Bytes of all texts of one workbook.
  static let limit = 1 << 29

  init() {}

  /// - Parameter raisesDigits: whether digits of marks above the line are given as what they are (see `RaisedDigits`).
  init(_ part: String, _ package: XLSXPackage, raisesDigits: Bool) throws(Refusal) {
    let pull = try package.read(part, words: XLSXWorkbook.namespaces)
    let words = (
      item: pull.code(of: "si"), text: pull.code(of: "t"), phonetic: pull.code(of: "rPh"), run: pull.code(of: "r"),
      align: pull.code(of: "vertAlign"), value: pull.code(of: "val")
    )
    var phoneticDepth = 0
    var isInText = false
    var isRaised = false
    var begin = 0
    while let event = try pull.next() {
      switch event {
      case .start:
        if pull.depth == 1 { try XLSXWorkbook.requireNamespace(pull, root: "sst") }
        if pull.local == words.item, pull.depth == 2 { begin = bytes.count }
        if pull.local == words.phonetic, phoneticDepth == 0 { phoneticDepth = pull.depth }
        if pull.local == words.item || pull.local == words.run { isRaised = false }
        if raisesDigits, pull.local == words.align {
          isRaised = pull.value(words.value) == "superscript" && RaisedDigits.matter(behind: bytes, from: begin)
        }
        isInText = pull.local == words.text && phoneticDepth == 0 && XLSXWorkbook.isMain(pull.namespace)
      case .text:
        guard isInText else { continue }
        if isRaised { RaisedDigits.append(pull.text.utf8, to: &bytes) } else { pull.appendText(to: &bytes) }
      case .end:
        isInText = false
        if pull.depth == phoneticDepth { phoneticDepth = 0 }
        guard pull.local == words.item, pull.depth == 2 else { continue }
        XLSXText.unescape(&bytes, from: begin)
        ends.append(bytes.count)
        guard bytes.count <= Self.limit else {
          throw pull.refusal(
            Wording("teksty skoroszytu mają ponad \(Self.limit) bajtów", en: "the workbook's texts exceed \(Self.limit) bytes"),
            mend: Wording("podziel skoroszyt", en: "split the workbook"))
        }
      }
    }
  }

  var count: Int { ends.count }

  /// Where the text of that number stands in `bytes`; nil when there is none.
  func range(_ index: Int) -> Range<Int>? {
    guard index >= 0, index < ends.count else { return nil }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
