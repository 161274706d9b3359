import Bytes
import Findings

/// An Arrow file as `show` sees it. Filters are decided on codes and numbers; only rows that pass are spelled out.
struct ShownArrow: RowSource {
  let columns: [ShownColumn]
  private let reader: ArrowReader
  private let tests: [(column: Int, test: ColumnTest)]
  private var batch = ArrowBatch(columns: [], rows: 0)
  private var nextBatch = 0
  private var nextRow = 0

  init(_ path: String, _ filters: [ShowFilter], shownAs: String) throws(Refusal) {
    let reader = try ArrowReader(path: path, shownAs: shownAs)
    self.reader = reader
    let fields = reader.schema.fields
    columns = fields.map { ShownColumn(name: $0.name, isNumber: $0.type != .utf8 && $0.type != .dictionary && $0.type != .bool) }
    var tests: [(column: Int, test: ColumnTest)] = []
    for filter in filters {
      let column = try columns.position(of: filter.column, shownAs: shownAs)
      tests.append((column, ColumnTest(filter.value, reader.dictionaries[column])))
    }
    self.tests = tests
  }

  mutating func next() throws(Refusal) -> [ShownValue]? {
    while true {
      while nextRow < batch.rows {
        let row = nextRow
        nextRow += 1
        guard tests.allSatisfy({ $0.test.passes(batch.columns[$0.column], row) }) else { continue }
        return batch.columns.indices.map { value(batch.columns[$0], row, reader.dictionaries[$0]) }
      }
      guard nextBatch < reader.batchCount else { return nil }
      batch = try reader.batch(nextBatch)
      nextBatch += 1
      nextRow = 0
    }
  }

  private func value(_ column: ArrowColumn, _ row: Int, _ dictionary: [String]) -> ShownValue {
    if column.isNull(row) { return .missing }
    return switch column.values {
    case .utf8(let texts): .text(texts[row])
    case .dictionary(let codes): .text(dictionary[Int(codes[row])])
    case .int8(let numbers): .number(String(numbers[row]))
    case .int16(let numbers): .number(String(numbers[row]))
    case .int32(let numbers): .number(String(numbers[row]))
    case .int64(let numbers): .number(String(numbers[row]))
    case .float64(let numbers):
      numbers[row].isFinite ? .number(NumberPrinting.shortest(numbers[row])) : .text(numbers[row].description)
    case .bool(let flags): .flag(flags[row])
    }
  }
}

/// A filter made ready for one column.
private struct ColumnTest {
  private let wanted: String
  private let code: Int32?
  private let whole: Int64?
  private let number: Double?

  init(_ value: String, _ dictionary: [String]) {
    wanted = value
    code = dictionary.firstIndex(of: value).map { Int32($0) }
    whole = Int64(value)
    number = Double(value)
  }

  func passes(_ column: ArrowColumn, _ row: Int) -> Bool {
    if column.isNull(row) { return wanted.isEmpty }
    return switch column.values {
    case .utf8(let texts): texts[row] == wanted
    case .dictionary(let codes): codes[row] == code
    case .int8(let numbers): Int64(numbers[row]) == whole
    case .int16(let numbers): Int64(numbers[row]) == whole
    case .int32(let numbers): Int64(numbers[row]) == whole
    case .int64(let numbers): numbers[row] == whole
    case .float64(let numbers): numbers[row] == number
    case .bool(let flags): wanted == (flags[row] ? "true" : "false")
    }
  }
}

extension [ShownColumn] {
  /// Where a column stands.
  /// - Throws: `.usage` with the nearest name when there is none.
  func position(of name: String, shownAs: String) throws(Refusal) -> Int {
    if let index = firstIndex(where: { $0.name == name }) { return index }
    let names = map(\.name)
    let suggestion = nearest(to: name, among: names)
    let list = names.joined(separator: ", ")
    throw Refusal(
      .usage, Wording("nie ma kolumny „\(name)”", en: "there is no column \"\(name)\""), at: Place(file: shownAs),
      mend: suggestion.map { Wording("czy chodzi o „\($0)”?", en: "did you mean \"\($0)\"?") }
        ?? Wording("kolumny: \(list)", en: "columns: \(list)"))
  }
}
