import Bytes
import Contracts
package import Findings
import Markup

/// Events for Marquez, DataHub and others, appended to a file as OpenLineage 2-0-2 has them: one START and one of COMPLETE,
/// FAIL or ABORT a run, with the same id. Nothing is sent anywhere.
package final class OpenLineage: Sendable {
  package enum End: Sendable {
    case complete
    case fail(Refusal)
    case abort
  }

  private let path: String
  private let pipeline: String
  private let clock: RunClock
  private let run: String

  private static let producer = "urn:diagnoza:\(ProductVersion.text)"
  private static let schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"

  /// - Parameters:
  ///   - path: the file of events, made when it is not there.
  ///   - process: number of this process, which with the time makes the run's id.
  package init(path: String, pipeline: String, clock: RunClock, process: Int) {
    self.path = path
    self.pipeline = pipeline
    self.clock = clock
    run = Self.uuid(milliseconds: clock.milliseconds(), seed: "\(pipeline) \(process)")
  }

  /// A UUID of version 7 (RFC 9562): the time, and instead of random bits a hash of what only this run has.
  static func uuid(milliseconds: Int, seed: String) -> String {
    let time = String(UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF, radix: 16)
    let stamp = String(repeating: "0", count: 12 - time.count) + time
    let hash = SHA256.hex(of: Array("\(milliseconds) \(seed)".utf8))
    func part(_ from: Int, _ count: Int) -> Substring { hash.dropFirst(from).prefix(count) }
    return "\(stamp.prefix(8))-\(stamp.suffix(4))-7\(part(0, 3))-8\(part(3, 3))-\(part(6, 12))"
  }

  package func start() throws(Refusal) { try append("START", inputs: [], outputs: [], facets: []) }

  /// - Parameter edition: directory of what was published; nil when nothing was.
  package func end(_ end: End, edition: String?) throws(Refusal) {
    switch end {
    case .abort: try append("ABORT", inputs: [], outputs: [], facets: [])
    case .fail(let refusal):
      let facet = self.facet(
        "ErrorMessageRunFacet", "1-0-1",
        [("message", .string(refusal.forLogs.what.english)), ("programmingLanguage", .string("Swift"))])
      try append("FAIL", inputs: [], outputs: [], facets: [("errorMessage", facet)])
    case .complete:
      var inputs: [JSONValue] = []
      var outputs: [JSONValue] = []
      if let edition {
        for stage in Stage.allCases {
          let record = try StageRecord.read(from: Paths.join(edition, stage.directory))
          if stage == .ingest { inputs = record.inputs.map { dataset("input/" + $0.path, $0.sha256, nil) } }
          outputs += record.outputs.filter { !$0.path.contains("/") || $0.path.hasSuffix(".csv") }
            .map { dataset("\(stage.directory)/\($0.path)", $0.sha256, $0.size) }
        }
      }
      try append("COMPLETE", inputs: inputs, outputs: outputs, facets: [])
    }
  }

  /// Names of datasets are the same in every run, so that their versions make a history.
  private func dataset(_ name: String, _ sha256: String, _ size: Int?) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("namespace", .string("diagnoza/\(pipeline)")), ("name", .string(name)),
      (
        "facets",
        .object([("version", facet("DatasetVersionDatasetFacet", "1-0-1", [("datasetVersion", .string(sha256))]))])
      ),
    ]
    if let size {
      let statistics = facet("OutputStatisticsOutputDatasetFacet", "1-0-2", [("size", .integer(size))])
      members.append(("outputFacets", .object([("outputStatistics", statistics)])))
    }
    return .object(members)
  }

  private func facet(_ name: String, _ version: String, _ members: [(String, JSONValue)]) -> JSONValue {
    .object(
      [
        ("_producer", .string(Self.producer)),
        ("_schemaURL", .string("https://openlineage.io/spec/facets/\(version)/\(name).json#/$defs/\(name)")),
      ] + members)
  }

  private func append(
    _ type: String, inputs: [JSONValue], outputs: [JSONValue], facets: [(String, JSONValue)]
  ) throws(Refusal) {
    let event = JSONValue.object([
      ("eventType", .string(type)), ("eventTime", .string(RunClock.timestamp(clock.milliseconds()))),
      ("run", .object([("runId", .string(run)), ("facets", .object(facets))])),
      ("job", .object([("namespace", .string("diagnoza")), ("name", .string(pipeline))])),
      ("inputs", .array(inputs)), ("outputs", .array(outputs)), ("producer", .string(Self.producer)),
      ("schemaURL", .string(Self.schema)),
    ])
    try Files.append(JSONWriter.bytes(of: event) + [0x0A], to: path)
  }
}
