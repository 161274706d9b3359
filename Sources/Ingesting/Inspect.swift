import Archive
import Bytes
package import Findings
package import Markup

/// What `inspect` shows of a file, and how.
package struct InspectionOptions: Sendable, Hashable {
  package var reading: ReadingOptions
  /// Rows shown of each table; nil for all of them in JSON, ten in text.
  package var limit: Int?
  package var language: Language
  package var layout: JSONWriter.Layout

  package init(
    reading: ReadingOptions = ReadingOptions(), limit: Int? = nil, language: Language = .english,
    layout: JSONWriter.Layout = .compact
  ) {
    self.reading = reading
    self.limit = limit
    self.language = language
    self.layout = layout
  }
}

/// Writes the document `diagnoza.inspect/1`: how the program sees one input file.
///
/// The file is read to its end before the first byte is handed on, and then once more: a file that is refused anywhere
/// prints nothing. No memory is needed for either.
/// - Throws: what detection and the format's reader throw.
package func inspect(
  _ input: Input, _ options: InspectionOptions, to sink: @escaping ([UInt8]) throws(Refusal) -> Void
) throws(Refusal) -> Understanding {
  _ = try writeInspection(input, options) { (_) throws(Refusal) in }
  return try writeInspection(input, options, to: sink)
}

private func writeInspection(
  _ input: Input, _ options: InspectionOptions, to sink: @escaping ([UInt8]) throws(Refusal) -> Void
) throws(Refusal) -> Understanding {
  let format = try detectFormat(input)
  var stream = InspectionStream(options.layout, to: sink)
  stream.json.beginObject()
  stream.json.name("schema")
  stream.json.string("diagnoza.inspect/1")
  stream.json.name("file")
  stream.json.string(input.name)
  stream.json.name("format")
  stream.json.string(format.rawValue)
  var understanding = try inspectContent(input, format, options, into: &stream)
  understanding.format = format
  if let finding = disagreement(ofName: input, with: format) { understanding.findings.append(finding) }
  writeUnderstanding(understanding, options.language, into: &stream.json)
  stream.json.endObject()
  try stream.finish()
  try sink([10])
  return understanding
}

/// The members of the document that are the format's own. To add a format: one line here, its reader in Formats/.
func inspectContent(
  _ input: Input, _ format: InputFormat, _ options: InspectionOptions, into stream: inout InspectionStream
) throws(Refusal) -> Understanding {
  switch format {
  case .csv: return try inspectDelimitedText(input, options, into: &stream)
  case .dbf: return try inspectDBF(input, options, into: &stream)
  case .xlsx, .ods, .xls, .html: return try inspectWorkbook(input, format, options, into: &stream)
  case .xml:
    let understanding = try inspectXML(input, options: options.reading, into: &stream)
    guard try isSpreadsheetML(input) else { return understanding }
    return try inspectWorkbook(input, format, options, into: &stream)
  case .json: return try inspectJSON(input, into: &stream)
  case .zip, .gzip:
    let members = try ArchiveMembers(of: input, format)
    try inspectEntries(members, detecting: detectFormat, into: &stream)
    var understanding = Understanding(format: format)
    understanding.findings = nameFindings(of: members, file: input.name)
    guard let only = try onlyContent(of: members) else { return understanding }
    guard only.format.isReadable else {
      let refusal = refusalOfFormat(only.format, file: only.input.name)
      understanding.findings.append(Finding(.error, "unreadable-member", at: refusal.place, refusal.what))
      return understanding
    }
    return try inspectContent(only.input, only.format, options, into: &stream)
  default: throw refusalOfFormat(format, file: input.name)
  }
}

/// Names in an archive may look like others too.
private func nameFindings(of members: ArchiveMembers, file: String) -> [Finding] {
  var hygiene = TextHygiene()
  for (index, member) in members.members.enumerated() { hygiene.look(at: Array(member.name.utf8), row: index + 1) }
  return hygiene.findings(file: file)
}

/// The one file in an archive that holds one file, also through an archive inside; nil when there are several.
private func onlyContent(of members: ArchiveMembers) throws(Refusal) -> (input: Input, format: InputFormat)? {
  var members = members
  while true {
    let own = members.members.filter { !ZipEntry.isOfSystem($0.name) }
    guard own.count == 1, let only = own.first else { return nil }
    let format = try detectFormat(only.input)
    guard format == .zip || format == .gzip else { return (only.input, format) }
    members = try ArchiveMembers(of: only.input, format)
  }
}

/// The members that all formats share.
private func writeUnderstanding(_ understanding: Understanding, _ language: Language, into json: inout JSONWriter) {
  json.name("encoding")
  if let encoding = understanding.encoding { json.string(encoding.rawValue) } else { json.null() }
  json.name("encoding_by")
  json.string(understanding.encodingBy.rawValue)
  json.name("evidence")
  json.beginArray()
  for line in understanding.evidence { json.string(line.text(language)) }
  json.endArray()
  json.name("runner_up")
  if let runnerUp = understanding.runnerUp { json.string(runnerUp.text(language)) } else { json.null() }
  json.name("findings")
  json.beginArray()
  for finding in understanding.findings {
    json.beginObject()
    json.name("severity")
    json.string(finding.severity.rawValue)
    json.name("code")
    json.string(finding.code)
    json.name("sheet")
    json.string(finding.place.sheet)
    json.name("row")
    json.integer(finding.place.row)
    json.name("column")
    json.integer(finding.place.column)
    json.name("message")
    json.string(finding.message.text(language))
    json.endObject()
  }
  json.endArray()
}
