import Bytes
package import Findings
import Synchronization

/// A quick table of ratios from one long table of any size: sums by unit, measure and year, ratio indicators and ranks.
///
/// For an analyst who has a national download and no pipeline for it. One pass, memory for the sums alone, no files in between; a
/// published diagnosis is made by `run`, which keeps the origin of every number.
package struct Tabulation: Sendable {
  package let file: String
  package let indicators: [RatioIndicator]
  package let level: ComparedLevel
  /// Keep the measures of the indicators only; `summary.csv` then has only those.
  package let keepsOnlyNeeded: Bool
  package let threads: Int

  package init(
    file: String, indicators: [RatioIndicator], level: ComparedLevel = .gmina, keepsOnlyNeeded: Bool = false, threads: Int = 1
  ) {
    self.file = file
    self.indicators = indicators
    self.level = level
    self.keepsOnlyNeeded = keepsOnlyNeeded
    self.threads = threads
  }

  /// What was read.
  package struct Account: Sendable {
    package let rows: Int
    package let missing: Int
    package let units: Int
    package let measures: Int
    package let years: Int
  }

  /// Writes `indicators.csv` and `summary.csv` into a folder.
  ///
  /// - Throws: 65 when a row cannot be read (nothing is written), 78 when an indicator names a measure that does not come.
  package func write(to folder: String) throws(Refusal) -> Account {
    var wanted: Set<String>?
    if keepsOnlyNeeded { wanted = Set(indicators.flatMap { [$0.numerator, $0.denominator] }) }
    let scanner = try LongTableReading.read(file, wanted: wanted, threads: threads)
    try check(scanner)
    let table = RatioTable(scanner.cube, level: level)
    var codes: [(id: String, numerator: Int, denominator: Int)] = []
    let names = scanner.cube.measures.strings
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    for indicator in indicators {
      guard let numerator = places[indicator.numerator], let denominator = places[indicator.denominator] else {
        let missing = places[indicator.numerator] == nil ? indicator.numerator : indicator.denominator
        throw Refusal(
          .configuration,
          Wording(
            "wskaźnik \(indicator.id): nie ma miary „\(missing)”",
            en: "indicator \(indicator.id): there is no measure “\(missing)”"),
          at: Place(file: file),
          mend: nearest(to: missing, among: names).map { Wording("czy chodziło o „\($0)”?", en: "did you mean “\($0)”?") }
            ?? Wording("podaj nazwę miary z kolumny tabeli", en: "give the name of a measure from the table's column"))
      }
      codes.append((indicator.id, numerator, denominator))
    }
    codes.sort { precedesByBytes($0.id, $1.id) }
    try Files.createDirectories(folder)
    try writeLines(table, codes, to: "\(folder)/indicators.csv")
    var summary = try ByteWriter(creating: "\(folder)/summary.csv")
    try summary.write(table.summary())
    try summary.finish()
    return Account(
      rows: scanner.rows, missing: scanner.missing, units: scanner.cube.units.count, measures: names.count,
      years: scanner.cube.years.count)
  }

  private func check(_ scanner: borrowing LongTableScanner) throws(Refusal) {
    if scanner.hasOverflowed {
      throw Refusal(
        .data, Wording("suma większa niż 9 bilionów", en: "a sum above 9 million million"), at: Place(file: file),
        mend: Wording("podaj wartości w tysiącach", en: "give the values in thousands"))
    }
    guard scanner.rejected == 0 else {
      throw Refusal(
        .data,
        Wording("wiersze, których nie da się odczytać: \(scanner.rejected)", en: "rows that cannot be read: \(scanner.rejected)"),
        at: Place(file: file),
        mend: Wording("popraw te wiersze i uruchom ponownie", en: "mend these rows and run again"),
        findings: scanner.rejects.map { reject in
          Finding(
            .error, "unreadable-row", at: Place(file: file, row: reject.row + 1, column: reject.column),
            Wording("„\(reject.text)” – nie da się odczytać", en: "“\(reject.text)” cannot be read"))
        })
    }
    for name in scanner.cube.units.strings + scanner.cube.measures.strings where name.unicodeScalars.contains("\u{FFFD}") {
      throw Refusal(
        .data, Wording("tekst „\(name)” nie jest w UTF-8", en: "the text “\(name)” is not UTF-8"), at: Place(file: file),
        mend: Wording("zapisz plik jako CSV UTF-8", en: "save the file as CSV UTF-8"))
    }
  }

  /// The indicators are computed by several threads and written in their order.
  private func writeLines(
    _ table: RatioTable, _ codes: [(id: String, numerator: Int, denominator: Int)], to path: String
  ) throws(Refusal) {
    var writer = try ByteWriter(creating: path)
    try writer.write(utf8: "indicator;year;unit;value;rank\n")
    var start = 0
    while start < codes.count {
      let end = min(start + threads, codes.count)
      let group = Array(codes[start..<end])
      let parts = Mutex<[[UInt8]]>(Array(repeating: [], count: group.count))
      concurrently(group.count, threads: threads) { part in
        let code = group[part]
        let lines = table.lines(code.id, numerator: code.numerator, denominator: code.denominator)
        parts.withLock { $0[part] = lines }
      }
      for part in parts.withLock({ $0 }) { try writer.write(part) }
      start = end
    }
    try writer.finish()
  }
}
