package import Findings

import Bytes

/// How `show` prints.
package enum ShowFormat: Sendable, Hashable {
  /// Aligned columns for a person.
  case text
  /// RFC 4180.
  case csv
  /// One array of objects, a row a line; a JSON file as it is.
  case json
}

/// `COLUMN=VALUE`: the rows whose column has that value as printed; an empty value means that there is none.
package struct ShowFilter: Sendable, Hashable {
  package var column: String
  package var value: String

  package init(column: String, value: String) {
    self.column = column
    self.value = value
  }

  /// - Throws: `.usage` when there is no `=`.
  package init(parsing text: String) throws(Refusal) {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw Refusal(
        .usage, Wording("warunek „\(text)” nie ma postaci KOLUMNA=WARTOŚĆ", en: "the filter \"\(text)\" is not COLUMN=VALUE"),
        mend: Wording("np. --where unit=2801011", en: "for example --where unit=2801011"))
    }
    column = String(text[..<sign])
    value = String(text[text.index(after: sign)...])
  }
}

/// Prints any file that a stage leaves: Arrow, CSV, JSON. What it is is seen from its content. Memory does not grow with the
/// rows.
///
/// - Parameters:
///   - path: the file.
///   - format: how to print it.
///   - filters: all must hold.
///   - limit: rows printed at most; nil for all.
///   - shownAs: the file's name in messages.
///   - sink: takes the text piece by piece.
/// - Throws: `.usage` for a column that is not there, with the nearest that is; `.data` for a damaged file or one that is no
///   table; whatever the sink throws.
package func show(
  _ path: String, as format: ShowFormat, where filters: [ShowFilter] = [], limit: Int? = nil, shownAs: String? = nil,
  to sink: ([UInt8]) throws(Refusal) -> Void
) throws(Refusal) {
  let shownAs = shownAs ?? path
  switch try ShownKind.of(path, shownAs: shownAs) {
  case .arrow:
    try printRows(of: try ShownArrow(path, filters, shownAs: shownAs), limit, as: format, to: sink)
  case .separated:
    try printRows(of: try ShownSeparated(path, filters, shownAs: shownAs), limit, as: format, to: sink)
  case .json:
    let document = try ShownDocument(path, filters, shownAs: shownAs)
    if format == .json, filters.isEmpty, limit == nil { return try sink(document.whole) }
    try printRows(of: document, limit, as: format, to: sink)
  }
}

private func printRows(
  of source: some RowSource, _ limit: Int?, as format: ShowFormat, to sink: ([UInt8]) throws(Refusal) -> Void
) throws(Refusal) {
  let columns = source.columns
  switch format {
  case .text: try printRows(of: source, limit, with: AlignedPrinter(columns), to: sink)
  case .csv: try printRows(of: source, limit, with: SeparatedPrinter(columns), to: sink)
  case .json: try printRows(of: source, limit, with: ObjectPrinter(columns), to: sink)
  }
}

private func printRows(
  of source: some RowSource, _ limit: Int?, with printer: some RowPrinter, to sink: ([UInt8]) throws(Refusal) -> Void
) throws(Refusal) {
  var (source, printer) = (source, printer)
  var left = limit ?? Int.max
  while left > 0, let row = try source.next() {
    left -= 1
    printer.row(row)
    if printer.bytes.count >= 1 << 16 { try sink(printer.take()) }
  }
  printer.end()
  try sink(printer.take())
}

/// What a file is by its content.
enum ShownKind {
  case arrow, separated, json

  static func of(_ path: String, shownAs: String) throws(Refusal) -> ShownKind {
    var start = [UInt8](repeating: 0, count: 64)
    let got = try FileAccess(path: path, shownAs: shownAs).read(at: 0, into: &start)
    start = Array(start[..<got])
    guard got > 0 else {
      throw Refusal(
        .data, Wording("plik jest pusty", en: "the file is empty"), at: Place(file: shownAs),
        mend: Wording(
          "żaden etap takiego nie zostawia: uruchom potok jeszcze raz", en: "no stage leaves such a file: run the pipeline again")
      )
    }
    if start.starts(with: ArrowMessage.magic) { return .arrow }
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start[3...] : start[...]
    let first = text.first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return .json }
    guard first != UInt8(ascii: "<"), !start.contains(0), !start.starts(with: Array("PK".utf8)) else {
      throw Refusal(
        .data, Wording("to nie jest tabela ani zapis etapu", en: "neither a table nor a record of a stage"),
        at: Place(file: shownAs),
        mend: Wording(
          "show wypisuje pliki .arrow, .csv i .json; inne pokazuje inspect albo przeglądarka",
          en: "show prints .arrow, .csv and .json files; see others with inspect or a browser"))
    }
    return .separated
  }
}
