import Archive
import Bytes
package import Findings

/// What a file is, by its content alone: the first bytes, and for archives and OLE2 files what is inside.
///
/// - Throws: `.data` when the wrapping itself is broken (a zip archive that is cut off).
package func detectFormat(_ input: Input) throws(Refusal) -> InputFormat {
  let head = try input.head(8192)
  if head.isEmpty { return .empty }
  if let format = formatBySignature(head) {
    switch format {
    case .zip: return try formatInZip(input)
    case .ole2: return try formatInOLE2(input)
    default: return format
    }
  }
  if DBFHeader.isPlausible(head) { return .dbf }
  var format = formatOfText(head)
  if (format == .xml || format == .json) && !isMarkupAfterAll(head, format, input.name) { format = .csv }
  // A document that calls itself XML and may be is one, though its root is a page's.
  if format == .html, input.name.lowercased().hasSuffix(".xml"), !contains(head, "<!doctype") { return .xml }
  if format == .binary, isZipBehindSomething(input) { return try formatInZip(input) }
  guard format == .csv else { return format }
  if isBrokenMarkup(head, input.name) { return .xml }
  return isJSONScalar(head, input.name) || isBrokenJSON(head, input.name) ? .json : .csv
}

/// A document that calls itself JSON and is no table: it has no separator at all, or begins as JSON does once the comments
/// in front of it, which JSON has not, are left out. Its reader tells the place of the damage.
private func isBrokenJSON(_ head: [UInt8], _ name: String) -> Bool {
  let name = name.lowercased()
  guard name.hasSuffix(".json") || name.hasSuffix(".geojson") else { return false }
  guard let plain = plainHead(head, EncodingSurvey(of: head)) else { return false }
  let rest = behindComments(plain[...])
  if !rest.contains(where: { ";,\t|".utf8.contains($0) }) { return true }
  switch rest.first {
  case UInt8(ascii: "{"): return !beginsWithBracketedName(rest, "}")
  case UInt8(ascii: "["): return !beginsWithBracketedName(rest, "]")
  default: return false
  }
}

/// What stands behind comments as programs know them, and behind white space.
private func behindComments(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var rest = text
  while true {
    rest = rest.drop { [9, 10, 13, 32].contains($0) }
    if rest.starts(with: "//".utf8) || rest.first == UInt8(ascii: "#") {
      rest = rest.drop { $0 != 10 && $0 != 13 }
    } else if rest.starts(with: "/*".utf8) {
      rest = rest.dropFirst(2)
      while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
      rest = rest.dropFirst(2)
    } else {
      return rest
    }
  }
}

/// Whether something else stands in front of a zip archive: programs that unpack themselves.
private func isZipBehindSomething(_ input: Input) -> Bool {
  do throws(Refusal) {
    return try !ZipArchive(try input.access(), shownAs: input.name).entries.isEmpty
  } catch {
    return false
  }
}

/// A word alone is JSON where the file calls itself so; else it is a table of one cell.
private func isJSONScalar(_ head: [UInt8], _ name: String) -> Bool {
  guard name.lowercased().hasSuffix(".json"), head.count < 8192 else { return false }
  let marked = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head[...]
  let text = String(decoding: marked, as: UTF8.self).split { $0.isWhitespace }
  guard let first = text.first else { return true }
  // One word that is no table either is JSON that is damaged.
  return first.hasPrefix("\"") || text.count == 1 && !first.contains { ";,|".contains($0) }
}

/// A document that calls itself XML and has tags, but none at its beginning: it is damaged markup and no table.
private func isBrokenMarkup(_ head: [UInt8], _ name: String) -> Bool {
  guard name.lowercased().hasSuffix(".xml") else { return false }
  let text = head.filter { $0 != 0 }
  let isBlank = text.allSatisfy { [9, 10, 13, 32].contains($0) }
  // A word or two are no table either.
  let isBare = !text.contains { ";,\t|".utf8.contains($0) }
  return isBlank || isBare || ["</", "/>", "<!", "<?", "?xml"].contains { contains(text, $0) }
}

/// Whether a text that begins as markup or JSON does goes on as such. `<a;b`, `{a}` and a lone `<name>` are what a table may
/// begin with; in a file that calls itself markup or JSON they are damage, and the place of it is told.
private func isMarkupAfterAll(_ head: [UInt8], _ format: InputFormat, _ name: String) -> Bool {
  let name = name.lowercased()
  let ownNames =
    format == .xml ? ["xml", "xsl", "xslt", "xsd", "svg", "gml", "kml", "rdf", "xhtml", "fods"] : ["json", "geojson"]
  if ownNames.contains(where: { name.hasSuffix("." + $0) }) { return true }
  let text = (plainHead(head, EncodingSurvey(of: head)) ?? head).filter { $0 != 0 }.drop {
    $0 >= 0x80 || [9, 10, 13, 32].contains($0)
  }
  return format == .xml ? isTag(text, isWhole: head.count < 8192) : isJSONBeginning(text)
}

/// A name after `<`, and what may follow it. Where a separator or a line's end follows the first tag, a text that is seen
/// whole ends some element too.
private func isTag(_ text: ArraySlice<UInt8>, isWhole: Bool) -> Bool {
  let rest = text.dropFirst()
  guard let first = rest.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?"), first != UInt8(ascii: "/") else {
    return true
  }
  let isInName: (UInt8) -> Bool = {
    $0 >= 0x80 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || $0 >= 0x2d && $0 <= 0x3a && $0 != 0x2f || $0 == 0x5f
  }
  let after = rest.drop(while: isInName)
  guard let next = after.first else { return true }
  guard [9, 10, 13, 32, UInt8(ascii: "/"), UInt8(ascii: ">")].contains(next) else { return false }
  if isCell(after, String(decoding: rest.prefix(while: isInName), as: UTF8.self)) { return false }
  guard isWhole, next == UInt8(ascii: ">"), let further = after.dropFirst().first, ";,|\t\r\n".utf8.contains(further) else {
    return true
  }
  return after.dropFirst().allSatisfy { [9, 10, 13, 32].contains($0) } || contains(text, "</") || contains(text, "/>")
}

/// Whether an element ends before a separator: `<a href='…'>GUS</a>,<b>…`. A table of links begins so; behind the root of a
/// document there is nothing of the kind.
///
/// - Parameter text: from behind the element's name.
private func isCell(_ text: ArraySlice<UInt8>, _ name: String) -> Bool {
  guard var end = placeBehind(">", in: text) else { return false }
  if text[..<end].dropLast().last != UInt8(ascii: "/") {
    let content = text[end...]
    guard let closed = placeBehind("</\(name)>", in: content) else { return false }
    // An element of the same name inside: the one that ended may be that.
    guard !contains(content[..<closed], "<\(name)") else { return false }
    end = closed
  }
  return end < text.endIndex && ";,|\t".utf8.contains(text[end])
}

/// After `{` a name in quotes or the end, after `[` a value or the end.
private func isJSONBeginning(_ text: ArraySlice<UInt8>) -> Bool {
  let rest = text.dropFirst().drop { [9, 10, 13, 32].contains($0) }
  guard let next = rest.first else { return true }
  if text.first == UInt8(ascii: "{") { return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") }
  if "\"[]{,-0123456789".utf8.contains(next) { return true }
  return ["true", "false", "null"].contains { rest.starts(with: $0.utf8) }
}

/// Refuses a format that has no reader, saying what the file is and what to ask for.
package func refusalOfFormat(_ format: InputFormat, file: String) -> Refusal {
  let mend: Wording =
    switch format {
    case .pdf, .docx, .doc, .ppt, .pptx, .msg, .rtf, .odt, .image:
      Wording(
        "poproś o te dane w CSV albo XLSX; tabela w dokumencie nie jest danymi",
        en: "ask for the data as CSV or XLSX; a table in a document is no data")
    case .xlsb: Wording("zapisz skoroszyt jako XLSX", en: "save the workbook as XLSX")
    case .mhtml, .works, .sxc, .numbers:
      Wording(
        "otwórz plik w arkuszu kalkulacyjnym i zapisz jako XLSX albo CSV",
        en: "open the file in a spreadsheet and save it as XLSX or CSV")
    case .empty: Wording("pobierz plik jeszcze raz", en: "download the file again")
    case .rar, .sevenZip, .tar, .bzip2, .xz, .zstd, .cab:
      Wording("rozpakuj archiwum albo spakuj je jako ZIP", en: "unpack the archive, or pack it as ZIP")
    default:
      Wording(
        "wskaż plik CSV, XLSX, ODS, XLS, DBF, XML albo JSON", en: "name a CSV, XLSX, ODS, XLS, DBF, XML or JSON file")
    }
  return Refusal(
    .data,
    Wording("tego pliku nie da się wczytać: \(format.title.polish)", en: "this file cannot be read: \(format.title.english)"),
    at: Place(file: file), mend: mend)
}

private func formatBySignature(_ head: [UInt8]) -> InputFormat? {
  func begins(_ signature: [UInt8]) -> Bool { head.starts(with: signature) }
  func begins(_ signature: String) -> Bool { head.starts(with: Array(signature.utf8)) }
  if begins([0x50, 0x4b, 3, 4]) || begins([0x50, 0x4b, 5, 6]) || begins([0x50, 0x4b, 7, 8]) { return .zip }
  if begins([0x1f, 0x8b]) { return .gzip }
  if begins([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) { return .ole2 }
  // A PDF may have up to a kilobyte of anything before its mark.
  if contains(head.prefix(1024), "%PDF-") { return .pdf }
  if head.dropFirst(257).starts(with: "ustar".utf8) { return .tar }
  // There are tens of thousands of statements, and nothing below begins as markup does.
  if head.first == UInt8(ascii: "<") { return nil }
  if begins("{\\rtf") { return .rtf }
  if begins([0x89, 0x50, 0x4e, 0x47]) || begins([0xff, 0xd8, 0xff]) || begins("GIF8") || begins("II*\0") || begins("MM\0*") {
    return .image
  }
  if begins("Rar!") { return .rar }
  if begins([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) { return .sevenZip }
  if begins("BZh"), head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) { return .bzip2 }
  if begins([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) { return .xz }
  if begins([0x28, 0xb5, 0x2f, 0xfd]) { return .zstd }
  if begins("MSCF\0\0\0\0") { return .cab }
  if begins([0, 1, 0, 0] + Array("Standard ".utf8)) { return .access }
  if begins("SQLite format 3\0") { return .sqlite }
  if begins("ARROW1") { return .arrow }
  if begins("PAR1") { return .parquet }
  if begins([0x7f, 0x45, 0x4c, 0x46]) || begins("MZ") && head.contains(0) { return .executable }
  if begins([0, 0, 2, 0]) && head.count > 6 && head[5] == 4 || begins([0, 0, 0x1a, 0]) || begins([0xff, 0, 2, 0, 4, 4]) {
    return .works
  }
  let start = String(decoding: head.prefix(256).map { $0 < 0x80 ? $0 : 0x3f }, as: UTF8.self).lowercased()
  if start.hasPrefix("mime-version:") || start.hasPrefix("content-type: multipart/related") { return .mhtml }
  if isSpreadsheetOfOld(start) { return .works }
  // Workbooks of Excel 2 to 5 that stand in no OLE2 file: a BOF record.
  if head.count > 4, head[0] == 9, [0, 2, 4, 8].contains(head[1]), [4, 6, 8, 16].contains(head[2]), head[3] == 0 { return .xls }
  return nil
}

/// Sheets written as commands (SYLK) or as pairs of lines (DIF), which look like delimited text and are none.
private func isSpreadsheetOfOld(_ start: String) -> Bool {
  let lines = start.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  if lines.count > 3, lines[0] == "table", lines[1] == "0,1", lines[2].hasPrefix("\"") { return true }
  guard lines.count > 3, lines[0].hasPrefix("id;p") else { return false }
  let commands = ["p;", "b;", "c;", "f;", "o;", "nn;", "ne;", "w;"]
  return lines[1...3].allSatisfy { line in commands.contains { line.hasPrefix($0) } }
}

private func contains(_ bytes: some Collection<UInt8>, _ text: String) -> Bool { placeBehind(text, in: bytes) != nil }

/// Where the first such text ends.
private func placeBehind<Text: Collection<UInt8>>(_ wanted: String, in text: Text) -> Text.Index? {
  guard let first = wanted.utf8.first else { return text.startIndex }
  var rest = text[...]
  while let place = rest.firstIndex(of: first) {
    rest = rest[place...]
    if rest.starts(with: wanted.utf8) { return text.index(place, offsetBy: wanted.utf8.count) }
    rest = rest.dropFirst()
  }
  return nil
}

/// A workbook or document is a zip archive with certain parts.
private func formatInZip(_ input: Input) throws(Refusal) -> InputFormat {
  let archive = try ZipArchive(try input.access(), shownAs: input.name)
  func text(_ name: String) throws(Refusal) -> String? {
    guard let entry = archive.entries.first(where: { $0.name.lowercased() == name }), entry.size <= 1 << 20 else { return nil }
    let bytes = try archive.open(entry).readAll(limit: 1 << 20, shownAs: archive.shownName(of: entry))
    return String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  }
  if let types = try text("[content_types].xml") {
    for (mark, format) in [
      ("spreadsheetml.sheet.main", InputFormat.xlsx), ("ms-excel.sheet.macroEnabled.main", .xlsx),
      ("spreadsheetml.template.main", .xlsx), ("ms-excel.template.macroEnabled.main", .xlsx),
      ("ms-excel.sheet.binary", .xlsb), ("wordprocessingml", .docx), ("ms-word.document", .docx),
      ("presentationml", .pptx),
    ] where types.contains(mark) { return format }
  }
  let names = Set(archive.entries.map { $0.name.lowercased() })
  if names.contains("xl/workbook.xml") { return .xlsx }
  if names.contains("xl/workbook.bin") { return .xlsb }
  if names.contains("word/document.xml") { return .docx }
  if let type = try text("mimetype") {
    if type.contains("opendocument.spreadsheet") { return .ods }
    if type.contains("opendocument.text") { return .odt }
    if type.contains("vnd.sun.xml.calc") { return .sxc }
  }
  if names.contains("index/document.iwa"), names.contains(where: { $0.hasPrefix("index/tables/") }) { return .numbers }
  // Some programs leave the type out; the document itself says what it is.
  if let content = archive.entries.first(where: { $0.name.lowercased() == "content.xml" }) {
    let member = Input(name: archive.shownName(of: content)) { () throws(Refusal) in try archive.open(content) }
    if contains(try member.head(1 << 16), "opendocument:xmlns:table") { return .ods }
  }
  return .zip
}

/// An OLE2 file is what the streams of its directory are. [MS-CFB] 2.6.
private func formatInOLE2(_ input: Input) throws(Refusal) -> InputFormat {
  let names = Set(try OLE2File(try input.access(), shownAs: input.name).top.map { $0.name.lowercased() })
  if names.contains("encryptedpackage") {
    throw Refusal(
      .data, Wording("skoroszyt jest zaszyfrowany hasłem", en: "the workbook is encrypted with a password"),
      at: Place(file: input.name),
      mend: Wording("zapisz go bez hasła", en: "save it without the password"))
  }
  if !names.isDisjoint(with: ["workbook", "book"]) { return .xls }
  if names.contains("worddocument") { return .doc }
  if names.contains("powerpoint document") { return .ppt }
  if names.contains("__properties_version1.0") { return .msg }
  return .ole2
}

/// The encoding of several bytes a character that the first character of markup or JSON betrays, whatever script comes behind
/// it (XML 1.0, appendix F).
private func wideBeginning(_ head: [UInt8]) -> TextEncoding? {
  for sign in "<{[".utf8 {
    if head.starts(with: [sign, 0, 0, 0]) { return .utf32LittleEndian }
    if head.starts(with: [0, 0, 0, sign]) { return .utf32BigEndian }
    if head.starts(with: [sign, 0]) { return .utf16LittleEndian }
    if head.starts(with: [0, sign]) { return .utf16BigEndian }
  }
  return nil
}

/// The encoding of several bytes a character that a text is in; nil for all others.
///
/// - Parameter survey: of the first bytes.
func wideEncoding(_ head: [UInt8], _ survey: EncodingSurvey) -> TextEncoding? {
  let found = survey.markedEncoding ?? wideBeginning(head) ?? survey.verdict?.encoding
  return found.flatMap { $0.unitSize > 1 ? $0 : nil }
}

/// The first bytes without a byte order mark, as UTF-8 where they are in an encoding of several bytes a character: of the
/// others, unit size is all that matters, because markup and JSON begin with ASCII.
///
/// - Returns: nil for what is no text in that encoding.
private func plainHead(_ head: [UInt8], _ survey: EncodingSurvey) -> [UInt8]? {
  guard let encoding = wideEncoding(head, survey) else {
    return head.starts(with: [0xef, 0xbb, 0xbf]) ? Array(head.dropFirst(3)) : head
  }
  var decoder = TextDecoder(encoding)
  var text: [UInt8] = []
  do throws(UndecodableBytes) { try decoder.decode(head.span, into: &text) } catch { return nil }
  return text
}

/// Markup and JSON by their first characters; else delimited text, unless the bytes are no text at all.
private func formatOfText(_ head: [UInt8]) -> InputFormat {
  let survey = EncodingSurvey(of: head)
  guard let plain = plainHead(head, survey) else { return .binary }
  let start = plain.firstIndex { ![9, 10, 13, 32].contains($0) } ?? plain.count
  let text = plain[start...]
  guard let first = text.first else { return .csv }
  switch first {
  case UInt8(ascii: "<"): return formatOfMarkup(text)
  case UInt8(ascii: "{"): if !beginsWithBracketedName(text, "}") { return .json }
  case UInt8(ascii: "["): if !beginsWithBracketedName(text, "]") { return .json }
  default: break
  }
  // Zeros in a text are damage, and where they begin is to be told.
  if let block = survey.firstZeroBlock, block <= plain.count, survey.verdict?.encoding.unitSize ?? 1 == 1 {
    let before = plain[..<block]
    if before.contains(10), before.allSatisfy({ $0 >= 32 || [9, 10, 13].contains($0) }) { return .csv }
  }
  let controls = plain.reduce(0) { $0 + (($1 < 32 && ![9, 10, 12, 13, 26].contains($1)) || $1 == 127 ? 1 : 0) }
  // Texts with a few control characters are texts; bytes that are no text at all have them everywhere.
  let isText = survey.utf8.firstBad == nil || survey.verdict != nil
  return controls * 10 > plain.count * (isText ? 3 : 1) ? .binary : .csv
}

/// `[Kod];[Nazwa]`: a header of names in brackets, as databases write them, and no array.
private func beginsWithBracketedName(_ text: ArraySlice<UInt8>, _ bracket: Unicode.Scalar) -> Bool {
  guard let end = text.firstIndex(of: UInt8(ascii: bracket)), end + 1 < text.endIndex,
    !text[..<end].contains(10), !text[..<end].contains(UInt8(ascii: "\""))
  else { return false }
  return ";,|\t".utf8.contains(text[end + 1])
}

private func formatOfMarkup(_ text: ArraySlice<UInt8>) -> InputFormat {
  func lower(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> { bytes.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }[...] }
  var rest = text
  // Declarations, comments and processing instructions before the root.
  while true {
    rest = rest.drop { [9, 10, 13, 32].contains($0) }
    let isDeclaration = rest.starts(with: "<?".utf8)
    let isComment = rest.starts(with: "<!--".utf8)
    guard isDeclaration || isComment else { break }
    let ending = Array((isComment ? "-->" : "?>").utf8)
    guard let end = rest.indices.first(where: { rest[$0...].starts(with: ending) }) else { break }
    rest = rest[end...].dropFirst(ending.count)
  }
  // Of the root's name a few bytes are enough to know a page; the rest of what is there is looked at for pages alone.
  let beginning = lower(rest.prefix(32))
  for word in ["<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<style", "<script", "<div"]
  where beginning.starts(with: word.utf8) {
    rest = lower(rest)
    let next = rest.dropFirst(word.utf8.count).first
    guard next == nil || next.map({ !($0 >= 0x61 && $0 <= 0x7a) }) == true else { continue }
    // What may as well be XML is a page only where it has a table of a page's making.
    let saysPage = word == "<!doctype html" || word == "<html"
    let mayBeXML = lower(text.prefix(5)).starts(with: "<?xml".utf8) || !saysPage || contains(rest.prefix(256), "xmlns=")
    return mayBeXML && !contains(rest, word == "<table" ? "<tr" : "<table") ? .xml : .html
  }
  // A spreadsheet in one XML document.
  if beginning.starts(with: "<office:document".utf8), contains(lower(rest), "application/vnd.oasis.opendocument.spreadsheet") {
    return .ods
  }
  guard let second = beginning.dropFirst().first else { return .csv }
  let isName = second >= 0x61 && second <= 0x7a || second >= 0x80
  if isName || "!?_:/.-".utf8.contains(second) { return .xml }
  // `<18;18-59;60+` is a header, `<1/>` an attempt at a tag.
  let end = rest.firstIndex { ";,|\t\n".utf8.contains($0) || $0 == UInt8(ascii: ">") }
  return end.map { rest[$0] == UInt8(ascii: ">") } == true ? .xml : .csv
}
