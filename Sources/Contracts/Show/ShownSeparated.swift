import Bytes
import Findings

/// A CSV table as `show` sees it. Columns of the tables between the stages are known; those of others are texts.
struct ShownSeparated: RowSource {
  let columns: [ShownColumn]
  private var records: TableRecords
  private let shownAs: String
  private let tests: [(column: Int, value: String)]

  init(_ path: String, _ filters: [ShowFilter], shownAs: String) throws(Refusal) {
    self.shownAs = shownAs
    records = try TableRecords(try FileStream(path: path, shownAs: shownAs, hashing: false), shownAs: shownAs)
    let header = try records.next()?.fields ?? []
    let numbers = ShownSeparated.numberColumns(header)
    columns = header.map { ShownColumn(name: $0, isNumber: numbers.contains($0)) }
    var tests: [(column: Int, value: String)] = []
    for filter in filters { tests.append((try columns.position(of: filter.column, shownAs: shownAs), filter.value)) }
    self.tests = tests
  }

  mutating func next() throws(Refusal) -> [ShownValue]? {
    while let (fields, line) = try records.next() {
      guard fields.count == columns.count else {
        throw Refusal(
          .data,
          Wording(
            "wiersz ma \(fields.count) pól zamiast \(columns.count)",
            en: "the row has \(fields.count) fields instead of \(columns.count)"),
          at: Place(file: shownAs, row: line), mend: Wording("popraw wiersz", en: "correct the row"))
      }
      let values = zip(fields, columns).map { value($0, $1) }
      if tests.allSatisfy({ ShownSeparated.agree(values[$0.column], $0.value) }) { return values }
    }
    return nil
  }

  private func value(_ field: String, _ column: ShownColumn) -> ShownValue {
    guard column.isNumber else { return .text(TextSafety.unguarded(field)) }
    if field.isEmpty { return .missing }
    return ShownSeparated.isNumber(field) ? .number(field) : .text(field)
  }

  /// Whether a field is a number in JSON's grammar, without exponent. Anything else is shown as the text that it is.
  private static func isNumber(_ field: String) -> Bool {
    let isNegative = field.utf8.first == UInt8(ascii: "-")
    var digits = 0
    var decimals = -1
    var hasLeadingZero = false
    for byte in field.utf8.dropFirst(isNegative ? 1 : 0) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if decimals >= 0 {
          decimals += 1
        } else {
          if digits == 1, hasLeadingZero { return false }
          if digits == 0 { hasLeadingZero = byte == UInt8(ascii: "0") }
          digits += 1
        }
      case UInt8(ascii: "."):
        guard decimals < 0 else { return false }
        decimals = 0
      default: return false
      }
    }
    return digits > 0 && decimals != 0
  }

  private static func agree(_ value: ShownValue, _ wanted: String) -> Bool {
    if value.text == wanted { return true }
    guard case .number(let text) = value, let number = Double(wanted) else { return false }
    return Double(text) == number
  }

  /// The number columns when the header is that of a table between the stages.
  private static func numberColumns(_ header: [String]) -> Set<String> {
    let known: [[TableColumn]] = [
      // The second as earlier versions wrote it.
      IndicatorRow.columns, Array(IndicatorRow.columns.dropLast(IndicatorRow.addedColumns)), UnitRow.columns,
      IndexRow.columns, IndexDomainRow.columns, TrendRow.columns, ForecastRow.columns, IndexMethodRow.columns,
      IndexDriverRow.columns, AdequacyRow.columns, AdequacyPairRow.columns,
      PeerRow.columns, PeerValueRow.columns, DisclosureRow.columns, FindingLine.columns, RejectLine.columns,
    ]
    let columns = known.first { $0.map(\.name) == header } ?? []
    return Set(columns.filter { $0.kind != .text }.map(\.name))
  }
}
