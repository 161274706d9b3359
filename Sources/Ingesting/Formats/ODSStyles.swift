import Findings
import Markup

/// What the styles of an OpenDocument file say about values: which sheets are hidden, which times are elapsed times, and which
/// pieces of texts stand above the line.
///
/// Programs write the styles of cells and sheets beside the cells, and the formats of numbers that these name in the document's
/// styles (`styles.xml`).
struct ODSStyles {
  /// Time styles that count hours beyond a day (`[h]:mm`): number:truncate-on-overflow="false".
  private var elapsedFormats: Set<String> = []
  private var elapsedCells: Set<String> = []
  private var hiddenTables: Set<String> = []
  private var raisedTexts: Set<String> = []
  /// The style whose properties are being read.
  private var openTable = ""
  private var openText = ""

  /// Reads the part with the document's styles; those of its pages, which have names of their own, are left out.
  mutating func read(_ pull: XMLPull) throws(Refusal) {
    var isInStyles = false
    while let event = try pull.next() {
      if pull.depth == 2, event != .text {
        isInStyles = event == .start && pull.namespace == ODSWord.office.rawValue && pull.word(pull.local) == "styles"
      } else if isInStyles, event == .start {
        meet(pull)
      }
    }
  }

  /// To be called at each start of an element that stands before the sheets.
  mutating func meet(_ pull: XMLPull) {
    let isStyle = pull.namespace == ODSWord.style.rawValue
    if pull.namespace == ODSWord.number.rawValue, pull.local == ODSWord.timeStyle.rawValue {
      guard let name = value(pull, .name, .style) else { return }
      if value(pull, .truncateOnOverflow, .number) == "false" {
        elapsedFormats.insert(name)
      } else {
        elapsedFormats.remove(name)
      }
    } else if isStyle, pull.word(pull.local) == "style" {
      openTable = ""
      openText = ""
      guard let name = value(pull, .name, .style) else { return }
      switch value(pull, .family, .style) {
      case "table": openTable = name
      case "text": openText = name
      case "table-cell":
        if let format = value(pull, .dataStyle, .style) {
          if elapsedFormats.contains(format) { elapsedCells.insert(name) }
        } else if let parent = value(pull, .parentStyle, .style), elapsedCells.contains(parent) {
          elapsedCells.insert(name)
        }
      default: break
      }
    } else if isStyle, pull.local == ODSWord.tableProperties.rawValue, !openTable.isEmpty {
      if value(pull, .display, .table) == "false" { hiddenTables.insert(openTable) }
    } else if isStyle, pull.local == ODSWord.textProperties.rawValue, !openText.isEmpty {
      // `super 58%`, or how many percent above the line, and of which size.
      let position = value(pull, .textPosition, .style) ?? ""
      let percent = position.prefix { $0 != "%" }
      if position.hasPrefix("super") || Int(percent).map({ $0 > 0 }) == true { raisedTexts.insert(openText) }
    }
  }

  func isHidden(_ table: String) -> Bool { hiddenTables.contains(table) }
  func isElapsed(_ cell: String) -> Bool { elapsedCells.contains(cell) }
  func isRaised(_ text: String) -> Bool { raisedTexts.contains(text) }
  var hasElapsed: Bool { !elapsedCells.isEmpty }

  private func value(_ pull: XMLPull, _ word: ODSWord, _ namespace: ODSWord) -> String? {
    pull.value(word.rawValue, in: namespace.rawValue)
  }
}
