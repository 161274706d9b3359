import Bytes
package import Findings
import Markup

/// Writes an XML document as `"tree": ["{namespace}name", {"attribute": "value"}, [children]]`, a child being a text or
/// such a tree; comments and processing instructions are left out.
package func inspectXML(
  _ input: Input, options: ReadingOptions, into stream: inout InspectionStream
) throws(Refusal) -> Understanding {
  let pull = try XMLPull(try input.open(), shownAs: input.name, encoding: options.encoding)
  var understanding = Understanding(format: .xml)
  understanding.encoding = TextEncoding(alias: pull.encoding)
  understanding.encodingBy = options.encoding == nil ? .standard : .chosen
  var hygiene = TextHygiene()
  var text: [UInt8] = []
  stream.json.name("tree")
  while let event = try pull.next() {
    switch event {
    case .start:
      stream.json.beginArray()
      stream.json.string(pull.name)
      stream.json.beginObject()
      for index in 0..<pull.attributeCount {
        let value = pull.attributeValue(index)
        hygiene.look(at: Array(value.utf8), row: pull.line)
        stream.json.name(pull.qualified(pull.attributeNamespace(index), pull.attributeLocal(index)))
        stream.json.string(value)
      }
      stream.json.endObject()
      stream.json.beginArray()
    case .end:
      stream.json.endArray()
      stream.json.endArray()
    case .text:
      text.removeAll(keepingCapacity: true)
      pull.appendText(to: &text)
      hygiene.look(at: text, row: pull.line)
      stream.json.string(utf8: text[...])
    }
    try stream.flowOn()
  }
  understanding.findings += hygiene.findings(file: input.name)
  return understanding
}

/// Writes a JSON document as `"tree"`, numbers with their digits as published.
package func inspectJSON(_ input: Input, into stream: inout InspectionStream) throws(Refusal) -> Understanding {
  let opened = try inspectionPull(ofJSON: input)
  var pull = opened.pull
  var understanding = Understanding(format: .json)
  understanding.encoding = opened.encoding
  var hygiene = TextHygiene()
  stream.json.name("tree")
  while let event = try pull.next() {
    switch event {
    case .beginObject: stream.json.beginObject()
    case .endObject: stream.json.endObject()
    case .beginArray: stream.json.beginArray()
    case .endArray: stream.json.endArray()
    case .name:
      hygiene.look(at: Array(pull.text), row: pull.position.line)
      stream.json.name(pull.string)
    case .string:
      hygiene.look(at: Array(pull.text), row: pull.position.line)
      stream.json.string(utf8: pull.text)
    case .number: stream.json.literal(utf8: pull.text)
    case .boolean(let value): stream.json.boolean(value)
    case .null: stream.json.null()
    }
    try stream.flowOn()
  }
  understanding.findings += hygiene.findings(file: input.name)
  if let twins = twinFinding(pull, file: input.name) { understanding.findings.append(twins) }
  return understanding
}

/// A JSON document as it is inspected, in text and in JSON: what one of them refuses the other does too.
func inspectionPull(ofJSON input: Input) throws(Refusal) -> (pull: JSONPull, encoding: TextEncoding) {
  var limits = JSONLimits()
  limits.allowsTwins = true
  // Nothing is built of it that would be as deep.
  limits.depth = 1000
  let (text, encoding) = try textOfJSON(input)
  let pull = JSONPull(text, from: JSONOrigin(file: input.name, kind: .data), dialect: .json, limits: limits)
  return (pull, encoding)
}

func twinFinding(_ pull: JSONPull, file: String) -> Finding? {
  guard pull.twins > 0 else { return nil }
  return Finding(
    .warning, "name-twice", at: Place(file: file),
    Wording(
      "nazwy, które w swoim obiekcie już były: \(pull.twins)", en: "names that stood in their object before: \(pull.twins)"))
}

/// A JSON document as UTF-8, and what it is in. RFC 8259 asks for UTF-8; older programs write UTF-16, which its first
/// character or the zeros betray.
func textOfJSON(_ input: Input) throws(Refusal) -> (text: any ByteStream, encoding: TextEncoding) {
  let head = try input.head(4096)
  let bytes = try input.open()
  guard let encoding = wideEncoding(head, EncodingSurvey(of: head)) else { return (bytes, .utf8) }
  return (DecodedStream(bytes, encoding, shownAs: input.name), encoding)
}
