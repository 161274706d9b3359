import Bytes
import Markup

/// A cell as its start tag describes it; its text may still follow.
struct ODSCell {
  private(set) var kind = CellKind.text
  /// Whether the paragraphs that follow are the cell's value.
  private(set) var takesText = false
  /// Whether the attribute with the value cannot be read, so that the text stands for it.
  private(set) var isUnreadable = false
  /// What is to be computed where the cell has no value yet; empty for all others.
  private(set) var formula: [UInt8] = []
  private(set) var repeats = 1
  private(set) var spannedColumns = 1
  private(set) var spannedRows = 1

  var isMerged: Bool { spannedColumns > 1 || spannedRows > 1 }

  init() {}

  /// Reads the attributes of the last event and appends the value to `bytes` where they have it.
  ///
  /// - Parameter inheritedStyle: that of the row or the column, for a cell that names none.
  init(_ pull: XMLPull, _ styles: ODSStyles, inheritedStyle: String?, to bytes: inout [UInt8]) {
    var type: UInt8 = 0
    var isError = false
    var value = -1
    var style = -1
    var formula = -1
    for index in 0..<pull.attributeCount {
      let namespace = pull.attributeNamespace(index)
      switch pull.attributeLocal(index) {
      case ODSWord.valueType.rawValue:
        let first = pull.withAttribute(index) { $0.isEmpty ? 0 : $0[0] }
        // An error is a text with a type of LibreOffice's own beside it.
        if namespace == ODSWord.calc.rawValue { isError = first == UInt8(ascii: "e") } else { type = first }
      case ODSWord.value.rawValue, ODSWord.dateValue.rawValue, ODSWord.timeValue.rawValue, ODSWord.booleanValue.rawValue,
        ODSWord.stringValue.rawValue:
        if namespace == ODSWord.office.rawValue { value = index }
      case ODSWord.styleName.rawValue: style = index
      case ODSWord.formula.rawValue: formula = index
      case ODSWord.repeatedColumns.rawValue: repeats = pull.withAttribute(index) { ODSValue.count($0) }
      case ODSWord.spannedColumns.rawValue: spannedColumns = pull.withAttribute(index) { ODSValue.count($0) }
      case ODSWord.spannedRows.rawValue: spannedRows = pull.withAttribute(index) { ODSValue.count($0) }
      default: break
      }
    }
    if isError {
      kind = .error
      takesText = true
      return
    }
    guard value >= 0 else {
      // A text without the attribute, or a cell that gives no type at all: what it shows is what it holds.
      takesText = true
      // The formula begins with the name of its grammar: `of:=SUM([.B2:.B5])`.
      if type == 0, formula >= 0 { self.formula = Array(pull.attributeValue(formula).utf8.drop { $0 != UInt8(ascii: "=") }) }
      isUnreadable = type != 0 && type != UInt8(ascii: "s") && type != UInt8(ascii: "v")
      return
    }
    let read: CellKind?
    switch type {
    case UInt8(ascii: "s"):
      pull.withAttribute(value) { bytes.append(contentsOf: $0) }
      read = .text
    case UInt8(ascii: "d"): read = WorkbookDate.append(iso: Array(pull.attributeValue(value).utf8), to: &bytes)
    case UInt8(ascii: "t"):
      let isElapsed =
        styles.hasElapsed && styles.isElapsed(style >= 0 ? pull.attributeValue(style) : inheritedStyle ?? "")
      read = pull.withAttribute(value) { ODSValue.append(duration: $0, isElapsed: isElapsed, to: &bytes) }
    case UInt8(ascii: "b"):
      switch pull.attributeValue(value) {
      case "true", "1":
        bytes.append(contentsOf: "true".utf8)
        read = .boolean
      case "false", "0":
        bytes.append(contentsOf: "false".utf8)
        read = .boolean
      default: read = nil
      }
    default:
      let kind = type == UInt8(ascii: "p") ? CellKind.percentage : .number
      read = pull.withAttribute(value) { WorkbookNumber.append($0, to: &bytes) } ? kind : nil
    }
    if let read {
      kind = read
    } else {
      takesText = true
      isUnreadable = true
    }
  }
}
