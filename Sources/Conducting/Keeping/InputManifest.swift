import Bytes
import Contracts
import Findings
import Markup

/// What an edition was made from, so that it can be made again: the pipeline file, the definition files and the published
/// files, each by the hash of its bytes. Stands beside the kept bytes as `<edition>.json`.
struct InputManifest: Sendable, Hashable {
  /// A file of a source or a definition.
  struct Entry: Sendable, Hashable {
    /// Id of the source; empty for a definition.
    var source: String
    /// For a definition relative to the folder of definitions, for a published file as shown to people.
    var path: String
    var size: Int
    var sha256: String
  }

  var edition: String
  /// `pipelines/demo.json`: folder and name of the pipeline file.
  var pipelineFile: String
  /// SHA-256 of the pipeline file.
  var pipeline: String
  var definitions: [Entry]
  var inputs: [Entry]
  /// Files of boundaries in the order of the pipeline: they may stand anywhere.
  var boundaries: [Entry] = []
  /// ISO date that the publication was given from outside; empty when it was not.
  var issued = ""
  /// Method of each stage, in order.
  var methods: [Int]

  private static let schema = "diagnoza.inputs/1"

  /// The hashes of all that is kept for it.
  var hashes: Set<String> { Set([pipeline] + (definitions + inputs + boundaries).map(\.sha256)) }

  var json: [UInt8] {
    func list(_ entries: [Entry]) -> JSONValue {
      .array(
        entries.map {
          .object([
            ("source", .string($0.source)), ("path", .string($0.path)), ("size", .integer($0.size)),
            ("sha256", .string($0.sha256)),
          ])
        })
    }
    var members: [(String, JSONValue)] = [
      ("schema", .string(Self.schema)), ("edition", .string(edition)), ("pipeline_file", .string(pipelineFile)),
      ("pipeline", .string(pipeline)), ("methods", .array(methods.map { .integer($0) })),
      ("definitions", list(definitions)), ("inputs", list(inputs)),
    ]
    // Most editions have neither, and their lists read as they always did.
    if !boundaries.isEmpty { members.append(("boundaries", list(boundaries))) }
    if !issued.isEmpty { members.append(("issued", .string(issued))) }
    return JSONWriter.bytes(of: JSONValue.object(members), .pretty)
  }

  init(
    edition: String, pipelineFile: String, pipeline: String, definitions: [Entry], inputs: [Entry],
    methods: [Int] = Stage.allCases.map(\.methodVersion)
  ) {
    self.edition = edition
    self.pipelineFile = pipelineFile
    self.pipeline = pipeline
    self.definitions = definitions
    self.inputs = inputs
    self.methods = methods
  }

  /// - Throws: `data` for a damaged manifest: a name that leaves its folder, a hash that is none.
  init(reading bytes: [UInt8], shownAs shown: String) throws(Refusal) {
    var reader = try JSONObjectReader(reading: bytes, from: JSONOrigin(file: shown, kind: .data), dialect: .json)
    _ = try reader.requiredString("schema")
    edition = try reader.requiredString("edition")
    pipelineFile = try reader.requiredString("pipeline_file")
    pipeline = try reader.requiredString("pipeline")
    methods = try reader.integers("methods") ?? []
    definitions = try Self.entries(&reader, "definitions")
    inputs = try Self.entries(&reader, "inputs")
    if reader.value("boundaries") != nil { boundaries = try Self.entries(&reader, "boundaries") }
    issued = try reader.string("issued") ?? ""
    try reader.finish()
    let names = [pipelineFile] + definitions.map(\.path)
    guard hashes.allSatisfy(Self.isHash), names.allSatisfy(Self.staysInside) else {
      throw Refusal(
        .data, Wording("spis zachowanych wejść jest uszkodzony", en: "the list of kept inputs is damaged"),
        at: Place(file: shown),
        mend: Wording("odtwórz go z kopii zapasowej", en: "restore it from a backup"))
    }
  }

  private static func entries(_ reader: inout JSONObjectReader, _ key: String) throws(Refusal) -> [Entry] {
    var entries: [Entry] = []
    for var entry in try reader.requiredObjects(key) {
      entries.append(
        Entry(
          source: try entry.requiredString("source"), path: try entry.requiredString("path"),
          size: try entry.requiredInteger("size"), sha256: try entry.requiredString("sha256")))
      try entry.finish()
    }
    return entries
  }

  static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
  }

  private static func staysInside(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..") && !path.utf8.contains(0)
  }
}
