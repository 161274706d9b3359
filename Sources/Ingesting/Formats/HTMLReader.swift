import Bytes
package import Findings

/// Reads the tables of a web page, which programs save as `.xls`: each table as a sheet, spans as merged ranges.
///
/// All values are texts as published, but for numbers that a program has put beside them (see `HTMLStoredNumber`). What stands
/// outside of tables is no data; a page without a table is refused. The page is held in memory.
package func readHTML(
  _ input: Input, options: ReadingOptions = ReadingOptions(), into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  var understanding = Understanding(format: .html)
  let raw = try input.open().readAll(limit: HTMLPage.limit, shownAs: input.name)
  try findHTMLEncoding(raw, input, options, into: &understanding)
  var text: [UInt8] = []
  var decoder = TextDecoder(understanding.encoding ?? .utf8)
  do throws(UndecodableBytes) {
    try decoder.decode(raw.span, into: &text)
    try decoder.finish()
  } catch { throw error.refusal(file: input.name) }
  var page = HTMLPage(text, shown: input.name)
  page.raisesDigits = options.isForLayouts
  try page.read()
  for table in page.tables where options.sheet == nil || options.sheet == table.name {
    try table.hand(to: &receiver)
  }
  if let wanted = options.sheet, !page.tables.contains(where: { $0.name == wanted }) {
    throw noSuchSheet(wanted, among: page.tables.map(\.name), file: input.name)
  }
  return understanding
}

/// The encoding: chosen; else as the bytes themselves tell (a mark, UTF-8); else as the page says; else by its texts.
private func findHTMLEncoding(
  _ raw: [UInt8], _ input: Input, _ options: ReadingOptions, into understanding: inout Understanding
) throws(Refusal) {
  let survey = EncodingSurvey(of: raw)
  let isPlain = survey.verdict.map { $0.encoding == .utf8 && survey.utf8.wholeCharacters == 0 } ?? false
  if options.encoding == nil, survey.verdict == nil || isPlain, let declared = declaredCharset(raw.prefix(4096)),
    isPlain || !isContradicted(declared, by: raw)
  {
    understanding.encoding = declared
    understanding.encodingBy = .detected
    understanding.evidence.append(
      Wording(
        "kodowanie \(declared.rawValue): tak mówi strona (charset)",
        en: "encoding \(declared.rawValue): the page says so (charset)"))
    return
  }
  try findEncoding(input, chosen: options.encoding, into: &understanding)
}

/// Whether the bytes speak against what the page says it is: many a page says what its program says of all its pages.
private func isContradicted(_ declared: TextEncoding, by bytes: [UInt8]) -> Bool {
  switch declared {
  // Bytes that are UTF-8 are known as such before the page is asked.
  case .utf8: return true
  case .windows1250, .iso8859part2, .windows1252, .iso8859part1:
    var evidence = SingleByteEvidence()
    evidence.update(bytes.span)
    return evidence.rules(out: declared) || evidence.makesSignsInWords(declared)
  default: return false
  }
}

/// `<meta charset=windows-1250>`, `content="text/html; charset=windows-1250"`.
private func declaredCharset(_ head: ArraySlice<UInt8>) -> TextEncoding? {
  let lower = head.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 < 0x80 ? $0 : 0x3F }
  let mark = Array("charset".utf8)
  var index = 0
  while index + mark.count < lower.count {
    guard lower[index] == mark[0], Array(lower[index..<index + mark.count]) == mark else {
      index += 1
      continue
    }
    let rest = lower[(index + mark.count)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "=") || $0 == 0x22 || $0 == 0x27 }
    let name = rest.prefix { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D || $0 == 0x5F }
    if let encoding = TextEncoding(alias: String(decoding: name, as: UTF8.self)), encoding.unitSize == 1 { return encoding }
    index += mark.count
  }
  return nil
}
