import Bytes
package import Findings

/// A table of the user's own that a method is run on: columns of the key, then variables.
package struct MethodTable: Sendable {
  let table: SeparatedTable
  /// Positions of the columns that name a unit.
  let keyColumns: [Int]

  /// - Parameter key: names of the columns that make the key; empty takes the first column.
  /// - Throws: `.data` when such a column is missing.
  package init(path: String, key: [String]) throws(Refusal) {
    try self.init(try SeparatedTable(path: path), key: key)
  }

  init(_ table: SeparatedTable, key: [String]) throws(Refusal) {
    self.table = table
    var columns: [Int] = []
    for name in key { columns.append(try table.column(name)) }
    keyColumns = key.isEmpty ? [0] : columns
  }

  var count: Int { table.rows.count }
  var header: [String] { table.header }
  /// Positions of the columns that are not of the key.
  var otherColumns: [Int] { header.indices.filter { !keyColumns.contains($0) } }

  func key(_ row: Int) -> [String] { keyColumns.map { table.rows[row][$0] } }
  /// The key as one text, for messages and for joining.
  func name(_ row: Int) -> String { key(row).joined(separator: "/") }
  /// `unit` for a key of one column, else the names of its columns.
  var keyHeader: [String] { keyColumns.count == 1 ? ["unit"] : keyColumns.map { header[$0] } }

  /// The numbers of a column, nil where the field is empty.
  /// - Throws: `.data` with row and column when a field is no number.
  func numbers(_ column: Int) throws(Refusal) -> [Double?] {
    var values: [Double?] = []
    values.reserveCapacity(count)
    for row in table.rows.indices {
      let text = table.rows[row][column]
      if isMissing(text) {
        values.append(nil)
      } else if let value = readNumber(text) {
        values.append(value)
      } else {
        throw Refusal(
          .data,
          Wording(
            "„\(text)” w kolumnie „\(header[column])” nie jest liczbą",
            en: "'\(text)' in the column '\(header[column])' is no number"),
          at: table.place(row, column: header[column]),
          mend: Wording(
            "brak danych zostaw pusty; liczby bez jednostek i odstępów",
            en: "leave missing data empty; numbers without units or blanks"))
      }
    }
    return values
  }

  /// The same without missing values, which the method cannot take.
  func completeNumbers(_ column: Int) throws(Refusal) -> [Double] {
    var complete: [Double] = []
    for (row, value) in try numbers(column).enumerated() {
      guard let value else {
        throw Refusal(
          .data,
          Wording(
            "brak wartości w kolumnie „\(header[column])”, a metoda jej wymaga",
            en: "a value is missing in the column '\(header[column])', and the method needs it"),
          at: table.place(row, column: header[column]),
          mend: Wording("uzupełnij wartość albo usuń wiersz", en: "fill the value in or leave the row out"))
      }
      complete.append(value)
    }
    return complete
  }

  func texts(_ column: Int) -> [String] { table.rows.map { $0[column] } }

  /// Rows by key, in the order in which the keys first stand.
  var groups: [(key: [String], rows: [Int])] {
    var places: [[String]: Int] = [:]
    var groups: [(key: [String], rows: [Int])] = []
    for row in 0..<count {
      let key = key(row)
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append((key, [row]))
      }
    }
    return groups
  }

  /// - Throws: `.data` when two rows have the same key.
  func checkUniqueKeys() throws(Refusal) {
    var seen: [[String]: Int] = [:]
    for row in 0..<count {
      if let first = seen.updateValue(row, forKey: key(row)) {
        throw Refusal(
          .data,
          Wording(
            "jednostka „\(name(row))” występuje dwa razy (także w wierszu \(table.rowNumbers[first]))",
            en: "the unit '\(name(row))' stands twice (also in row \(table.rowNumbers[first]))"), at: table.place(row),
          mend: Wording(
            "usuń powtórzenie albo podaj pełny klucz: --key A,B", en: "remove one of them or give the whole key: --key A,B"))
      }
    }
  }
}
