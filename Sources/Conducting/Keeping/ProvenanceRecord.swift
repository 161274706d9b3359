import Bytes
import Contracts
import Findings
import Markup
import Pipelines

/// `prov.json`: where an edition comes from, as PROV-JSON (W3C Member Submission, 24 April 2013): files are entities, stages
/// activities, the program the agent. No time: an edition is a function of what it was made from.
struct ProvenanceRecord {
  static let name = "prov.json"

  let pipeline: Pipeline
  let id: String
  let records: [StageRecord]

  var json: [UInt8] {
    var entities: [(String, JSONValue)] = []
    var known: Set<String> = []
    var used: [(String, JSONValue)] = []
    var generated: [(String, JSONValue)] = []
    var derived: [(String, JSONValue)] = []
    var activities: [(String, JSONValue)] = []
    var before: [String] = []
    for record in records {
      guard let stage = Stage(rawValue: record.stage) else { continue }
      let activity = "run:\(stage.rawValue)"
      activities.append(
        (
          activity,
          .object([
            ("prov:label", .string(stage.title.english)), ("diagnoza:key", .string(record.key)),
            ("diagnoza:method", .integer(stage.methodVersion)),
          ])
        ))
      for input in record.inputs where known.insert(input.path).inserted {
        entities.append(("in:\(input.path)", entity(input.path, input.size, input.sha256)))
        used.append(("_:u\(used.count)", relation("activity", activity, "entity", "in:\(input.path)")))
      }
      for file in before { used.append(("_:u\(used.count)", relation("activity", activity, "entity", file))) }
      var results: [String] = []
      for output in record.outputs where !output.path.hasPrefix("rejects/") {
        let name = "out:\(stage.directory)/\(output.path)"
        entities.append((name, entity("\(stage.directory)/\(output.path)", output.size, output.sha256)))
        generated.append(("_:g\(generated.count)", relation("entity", name, "activity", activity)))
        results.append(name)
      }
      before = results.filter { $0.hasSuffix(".arrow") || $0.hasSuffix("indicators.csv") || $0.hasSuffix("index.csv") }
    }
    entities.append(("out:edition", .object([("prov:type", .string("prov:Collection")), ("prov:label", .string(id))])))
    for input in records.first?.inputs ?? [] {
      derived.append(
        ("_:d\(derived.count)", relation("generatedEntity", "out:edition", "usedEntity", "in:\(input.path)")))
    }
    let agent = "agent:diagnoza"
    let document = JSONValue.object([
      (
        "prefix",
        .object([
          ("diagnoza", .string("urn:diagnoza:")), ("in", .string("urn:diagnoza:input:")), ("out", .string("urn:diagnoza:\(id):")),
          ("run", .string("urn:diagnoza:\(id):stage:")), ("agent", .string("urn:diagnoza:program:")),
        ])
      ),
      ("entity", .object(entities)), ("activity", .object(activities)),
      (
        "agent",
        .object([
          (
            agent,
            .object([
              ("prov:type", .string("prov:SoftwareAgent")), ("prov:label", .string("diagnoza \(ProductVersion.text)")),
            ])
          )
        ])
      ),
      ("used", .object(used)), ("wasGeneratedBy", .object(generated)), ("wasDerivedFrom", .object(derived)),
      (
        "wasAssociatedWith",
        .object(
          activities.enumerated().map { ("_:a\($0.offset)", relation("activity", $0.element.0, "agent", agent)) })
      ),
    ])
    return JSONWriter.bytes(of: document, .pretty)
  }

  private func entity(_ path: String, _ size: Int, _ sha256: String) -> JSONValue {
    .object([
      ("prov:label", .string(path)), ("diagnoza:size", .integer(size)), ("diagnoza:sha256", .string(sha256)),
    ])
  }

  private func relation(_ a: String, _ first: String, _ b: String, _ second: String) -> JSONValue {
    .object([("prov:\(a)", .string(first)), ("prov:\(b)", .string(second))])
  }
}
