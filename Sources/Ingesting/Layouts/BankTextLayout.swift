import Bytes
import Contracts
import Findings
import Pipelines

/// Lays out the CSV downloads of the Local Data Bank: long (CREL, one value a row), wide (CTAB, one unit a row), and wide as
/// exported around 2013 (a line about the download, then a row for each feature, the years, the units), told apart by their
/// header. FORMATS 1.2 and 1.3.
struct BankTextLayout: RowReceiver {
  private enum Shape {
    case unknown
    case long(LongColumns)
    case wide([WideColumn?], width: Int)
  }

  private struct LongColumns {
    var dimensions: Range<Int>
    var period: Int
    var value: Int
    var unitOfMeasure: Int
    var attribute: Int
    var width: Int
  }

  private struct WideColumn {
    var series: Int32
    var period: Int32
    var unitOfMeasure: Int32
  }

  private let sink: CellSink
  /// `P2137`, or `=` and the title where the file gives that.
  private var subgroup: String?
  /// The rows above the first row of data, until they are understood.
  private var headerRows: [(row: Int32, texts: [String])] = []
  private var shape = Shape.unknown
  private var repeated = Repeated()
  private var dataRows = 0

  /// - Parameter subgroup: `P2137`, from the file's name; nil when the name does not tell.
  init(_ sink: CellSink, subgroup: String?) {
    self.sink = sink
    self.subgroup = subgroup
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {}

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var batch = RecordBatch(rows)
    if case .unknown = shape {
      var view = RowView(rows)
      while case .unknown = shape {
        guard view.advance() else { return }
        try header(view)
        // The old export has no last row of the header: its first row of data ends it.
        let isData = if case .wide = shape { isCode(view.text(1)) } else { false }
        if !isData { batch.skipRow() }
      }
    }
    switch shape {
    case .unknown: return
    case .long(let columns): try longRows(&batch, columns)
    case .wide(let columns, let width): try wideRows(&batch, columns, width)
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    if case .unknown = shape { throw notABankFile(sink.place(row: headerRows.first?.row ?? 0)) }
    if dataRows == 0 {
      throw Refusal(
        .data, Wording("Plik ma nagłówek, ale żadnego wiersza danych.", en: "The file has a header but no row of data."),
        at: Place(file: sink.file),
        mend: Wording("Pobierz plik ponownie z BDL.", en: "Download the file again from the Local Data Bank."))
    }
  }

  // MARK: Header

  private mutating func header(_ view: RowView) throws(Refusal) {
    var names = view.texts()
    while names.last?.isEmpty ?? false { names.removeLast() }
    guard names.count >= 3, foldedHeading(names[0]) == "kod", foldedHeading(names[1]) == "nazwa",
      names.dropFirst(2).contains(where: { BankHeading($0) != nil }) || foldedHeading(names[names.count - 1]) == "atrybut"
    else {
      let isNamed = names.count > 2 && foldedHeading(names[0]) == "kod" && foldedHeading(names[1]) == "nazwa"
      if isNamed, names.contains(where: isUnit) { throw damaged(names[2], view.row, column: 3) }
      try oldHeader(view)
      return
    }
    let subgroup = try namedSubgroup()
    sink.skip("heading", count: view.filledCount())
    let folded = names.map(foldedHeading)
    if folded.count >= 6, let year = folded.lastIndex(of: "rok"), year + 3 < folded.count,
      folded[year + 1] == "wartosc" || folded[year + 1] == "wartość",
      ["jednostka miary", "jednostka"].contains(folded[year + 2]),
      folded[year + 3] == "atrybut"
    {
      shape = .long(
        LongColumns(
          dimensions: 3..<(year + 1), period: year + 1, value: year + 2, unitOfMeasure: year + 3, attribute: year + 4,
          width: names.count))
      return
    }
    var columns: [WideColumn?] = [nil, nil]
    var years = HeadingYears()
    for (index, name) in names.enumerated().dropFirst(2) {
      guard let heading = BankHeading(name) else {
        throw damaged(name, view.row, column: index + 1)
      }
      years.note(heading.period, of: heading.dimensions, column: index + 1)
      columns.append(
        WideColumn(
          series: sink.series(([subgroup] + heading.dimensions).joined(separator: "|")), period: sink.period(heading.period),
          unitOfMeasure: sink.unitOfMeasure(heading.unitOfMeasure)))
    }
    shape = .wide(columns, width: names.count)
    if let finding = years.finding(sink.place(row: view.row)) { sink.note(finding) }
  }

  /// A heading that a spreadsheet has split, or somebody has changed.
  private func damaged(_ heading: String, _ row: Int32, column: Int) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Nagłówek „\(heading)” nie ma postaci „cecha;rok;[jednostka]”.",
        en: "The header “\(heading)” does not have the form “feature;year;[unit]”."),
      at: sink.place(row: row, column: column),
      mend: Wording(
        "Plik zmieniono po pobraniu; pobierz go z BDL jeszcze raz i nie zapisuj go arkuszem.",
        en: "The file was changed after the download; download it again and do not save it with a spreadsheet."))
  }

  /// One row of the header of the old export; lays it out when the row is the first of data.
  private mutating func oldHeader(_ view: RowView) throws(Refusal) {
    guard isCode(view.text(1)), let units = headerRows.last(where: { $0.texts.contains(where: isUnit) }) else {
      guard headerRows.count < Self.longestHeader else { throw notABankFile(sink.place(row: headerRows[0].row)) }
      headerRows.append((view.row, view.texts()))
      sink.skip("heading", count: view.filledCount())
      return
    }
    guard let years = headerRows.last(where: { $0.row < units.row && $0.texts.contains { BankHeading.isYear($0) } }) else {
      throw notABankFile(sink.place(row: units.row))
    }
    if subgroup == nil { subgroup = titleInHeader().map { "=" + $0 } }
    let subgroup = try namedSubgroup()
    // The line about the download comes first: pairs of a label with a colon and a text.
    let features = headerRows.filter { $0.row < years.row && $0.texts.first?.hasSuffix(":") != true && $0.texts.count > 2 }
    let width = units.texts.lastIndex(where: isUnit).map { $0 + 1 } ?? 0
    let filled = features.map { filledRight($0.texts.enumerated().map { $0.offset < 2 ? "" : $0.element }, to: width) }
    let periods = filledRight(years.texts, to: width)
    var columns: [WideColumn?] = []
    for index in 0..<width {
      let unit = units.texts[index]
      guard isUnit(unit) else {
        columns.append(nil)
        continue
      }
      guard BankHeading.isYear(periods[index]) else { throw notABankFile(sink.place(row: years.row, column: index + 1)) }
      let labels = filled.map { $0[index] }.map { String($0.drop { $0 == " " }) }
      columns.append(
        WideColumn(
          series: sink.series(([subgroup] + labels).joined(separator: "|")), period: sink.period(periods[index]),
          unitOfMeasure: sink.unitOfMeasure(String(unit.dropFirst().dropLast()))))
    }
    guard columns.count > 2, columns[0] == nil, columns[1] == nil else {
      throw notABankFile(sink.place(row: units.row))
    }
    shape = .wide(columns, width: width)
  }

  /// More rows than this above the first code are no header of the bank.
  private static let longestHeader = 12

  private func isUnit(_ text: String) -> Bool { text.hasPrefix("[") && text.hasSuffix("]") }

  private func isCode(_ text: String) -> Bool {
    text.utf8.count >= 4 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// The title of the subgroup in the line about the download: `"Podgrupa:";"Ludność wg płci"`.
  private func titleInHeader() -> String? {
    for (_, texts) in headerRows {
      for (index, text) in texts.enumerated() where foldedHeading(text).hasPrefix("podgrupa") && index + 1 < texts.count {
        return texts[index + 1]
      }
    }
    return nil
  }

  private func namedSubgroup() throws(Refusal) -> String {
    guard let subgroup else {
      throw Refusal(
        .data,
        Wording(
          "Nazwa pliku nie mówi, która to podgrupa BDL, a w pliku CSV tego nie ma.",
          en: "The file's name does not say which subgroup of the Local Data Bank it is, and a CSV does not either."),
        at: Place(file: sink.file),
        mend: Wording(
          "Przywróć nazwę z pobrania, na przykład LUDN_2137_CREL_20250113221303.csv.",
          en: "Restore the name of the download, for example LUDN_2137_CREL_20250113221303.csv."))
    }
    return subgroup
  }

  private func notABankFile(_ place: Place) -> Refusal {
    Refusal(
      .data,
      Wording(
        "To nie jest plik BDL: nagłówek nie zaczyna się od „Kod” i „Nazwa”.",
        en: "This is no file of the Local Data Bank: its header does not begin with “Kod” and “Nazwa”."),
      at: place,
      mend: Wording(
        "Wskaż w potoku inny profil dla tego pliku albo pobierz go z BDL jeszcze raz.",
        en: "Name another profile for this file in the pipeline, or download it again."))
  }

  /// A row that does not have as many fields as the header: values would stand under the wrong headings.
  private func misaligned(_ row: RecordBatch, width: Int) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Wiersz ma \(row.count) pól, a nagłówek \(width): wartości stałyby pod niewłaściwymi nagłówkami.",
        en: "The row has \(row.count) fields and the header \(width): values would stand under the wrong headings."),
      at: sink.place(row: row.row),
      mend: Wording(
        "Plik jest ucięty albo zapisany na nowo innym programem; pobierz go z BDL jeszcze raz.",
        en: "The file is cut or was saved anew by another program; download it again."))
  }

  // MARK: Rows

  private mutating func longRows(_ batch: inout RecordBatch, _ columns: LongColumns) throws(Refusal) {
    var headings = 0
    var repeated = repeated
    self.repeated = Repeated()
    let beginning = Array((subgroup ?? "").utf8)
    let key = columns.dimensions.upperBound - 1
    var rows = 0
    var mistake: Refusal?
    try sink.values { (run) throws(Refusal) in
      while batch.advance() {
        guard batch.fits(width: columns.width) else {
          mistake = misaligned(batch, width: columns.width)
          return
        }
        rows += 1
        let bytes = batch.bytes.span
        if batch.repeated < key || rows == 1, !repeated.isSame(batch, key: key) {
          repeated.series.removeAll(keepingCapacity: true)
          repeated.series.append(contentsOf: beginning)
          for column in columns.dimensions {
            repeated.series.append(UInt8(ascii: "|"))
            repeated.series.append(contentsOf: bytes.extracting(batch.range(column)))
          }
          repeated.heading.unitCode = run.unitCode(bytes.extracting(batch.range(1)))
          repeated.heading.unitName = run.unitName(bytes.extracting(batch.range(2)))
          repeated.heading.series = run.series(repeated.series.span)
        }
        repeated.heading.period = run.period(bytes.extracting(batch.range(columns.period)))
        repeated.heading.unitOfMeasure = run.unitOfMeasure(bytes.extracting(batch.range(columns.unitOfMeasure)))
        repeated.heading.attribute = run.attribute(bytes.extracting(batch.range(columns.attribute)))
        let value = batch.range(columns.value)
        try run.value(
          row: batch.row, column: Int32(truncatingIfNeeded: columns.value), repeated.heading, text: bytes.extracting(value))
        headings += batch.filledCount() - (value.isEmpty ? 0 : 1)
      }
    }
    if let mistake { throw mistake }
    dataRows += rows
    self.repeated = repeated
    sink.skip("heading", count: headings)
  }

  /// The unit and the series of the row before, and the bytes that said them: most rows repeat them.
  private struct Repeated {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    var heading = CellHeading()
    var series: [UInt8] = []

    /// Whether the first `key` columns say the same as in the row before; if not, what they say is remembered.
    mutating func isSame(_ row: RecordBatch, key: Int) -> Bool {
      let start = row.range(1).lowerBound
      let end = row.range(key).upperBound
      let whole = row.bytes.span.extracting(start..<max(start, end))
      var isSame = whole.count == bytes.count && ends.count == key
      var column = 1
      while isSame, column <= key {
        isSame = ends[column - 1] == row.range(column).upperBound - start
        column += 1
      }
      if isSame, areEqual(whole, bytes.span) { return true }
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: whole)
      ends.removeAll(keepingCapacity: true)
      for column in 1...max(1, key) { ends.append(row.range(column).upperBound - start) }
      return false
    }
  }

  private mutating func wideRows(_ batch: inout RecordBatch, _ columns: [WideColumn?], _ width: Int) throws(Refusal) {
    var rows = 0
    var mistake: Refusal?
    let noAttribute = sink.attribute("")
    try sink.values { (run) throws(Refusal) in
      while batch.advance() {
        guard batch.fits(width: width) else {
          mistake = misaligned(batch, width: width)
          return
        }
        rows += 1
        let bytes = batch.bytes.span
        var heading = CellHeading(
          unitCode: run.unitCode(bytes.extracting(batch.range(1))), unitName: run.unitName(bytes.extracting(batch.range(2))),
          attribute: noAttribute)
        var column = 2
        while column < columns.count {
          column += 1
          guard let meaning = columns[column - 1] else { continue }
          heading.period = meaning.period
          heading.series = meaning.series
          heading.unitOfMeasure = meaning.unitOfMeasure
          try run.value(
            row: batch.row, column: Int32(truncatingIfNeeded: column), heading, text: bytes.extracting(batch.range(column)))
        }
      }
    }
    if let mistake { throw mistake }
    dataRows += rows
    sink.skip("heading", count: rows * 2)
  }
}

/// A composite heading of a wide table: `ogółem;ogółem;2024;[osoba]`, or with commas. Read from the right, since the
/// labels of features may hold the separator themselves.
struct BankHeading {
  var dimensions: [String]
  var period: String
  var unitOfMeasure: String

  init?(_ text: String) {
    for separator in [Character(";"), ","] {
      // Labels hold commas themselves: their blanks are kept, so that they can be put together again.
      let parts = text.split(separator: separator, omittingEmptySubsequences: false).map { part in
        separator == "," ? part : part.drop { $0 == " " }
      }
      guard parts.count >= 3, let last = parts.last, last.hasPrefix("["), last.hasSuffix("]"),
        Self.isYear(parts[parts.count - 2])
      else { continue }
      dimensions = parts.dropLast(2).map(String.init)
      period = String(parts[parts.count - 2])
      unitOfMeasure = String(last.dropFirst().dropLast())
      return
    }
    return nil
  }

  static func isYear(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 4 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

/// `P2137` from `LUDN_2137_CREL_20250113221303.csv`; nil when the name does not carry the number.
func bankSubgroup(fileName: String) -> String? {
  let parts = fileName.split(separator: "_")
  guard parts.count >= 3, parts[0].count == 4, parts[0].allSatisfy({ $0.isLetter && $0.isUppercase }),
    parts[1].count == 4, parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
  else { return nil }
  return "P" + parts[1]
}
