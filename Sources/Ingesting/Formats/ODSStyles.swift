import Markup

/// What the styles of an OpenDocument file say about values: which sheets are hidden, and which times are elapsed times.
///
/// Styles of the document (`styles.xml`) are not looked at: programs write those of cells and sheets beside the cells.
struct ODSStyles {
  /// Time styles that count hours beyond a day (`[h]:mm`): number:truncate-on-overflow="false".
  private var elapsedFormats: Set<String> = []
  private var elapsedCells: Set<String> = []
  private var hiddenTables: Set<String> = []
  /// The style whose properties are being read.
  private var openTable = ""

  /// To be called at each start of an element that stands before the sheets.
  mutating func meet(_ pull: XMLPull) {
    let isStyle = pull.namespace == ODSWord.style.rawValue
    if pull.namespace == ODSWord.number.rawValue, pull.local == ODSWord.timeStyle.rawValue {
      if value(pull, .truncateOnOverflow, .number) == "false", let name = value(pull, .name, .style) {
        elapsedFormats.insert(name)
      }
    } else if isStyle, pull.word(pull.local) == "style" {
      openTable = ""
      guard let name = value(pull, .name, .style) else { return }
      switch value(pull, .family, .style) {
      case "table": openTable = name
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
    }
  }

  func isHidden(_ table: String) -> Bool { hiddenTables.contains(table) }
  func isElapsed(_ cell: String) -> Bool { elapsedCells.contains(cell) }
  var hasElapsed: Bool { !elapsedCells.isEmpty }

  private func value(_ pull: XMLPull, _ word: ODSWord, _ namespace: ODSWord) -> String? {
    pull.value(word.rawValue, in: namespace.rawValue)
  }
}
