import Contracts
import Findings
import Markup
import Pipelines

/// `run.json`: what an edition was made from, stage by stage. No time, no host, no absolute path: the same input gives the
/// same bytes.
struct EditionRecord {
  let pipeline: Pipeline
  let id: String
  let records: [StageRecord]
  let findings: [Finding]

  /// What the edition goes without: files that were refused as a whole, sources, years and statements that are not there, cells that
  /// were rejected. Codes of findings about what is not there begin with `missing-`, those of `checks.csv` too.
  private var missing: [JSONValue] {
    var missing: [JSONValue] = []
    for finding in findings
    where finding.code.hasPrefix("missing-")
      || [Verdict.refusedFile, "stale-upstream", GoneInputs.code].contains(finding.code)
    {
      missing.append(
        .object([
          ("code", .string(finding.code)), ("file", .string(finding.place.file)),
          ("message", .string(finding.message.withoutQuotations.text(pipeline.language))),
        ]))
    }
    for record in records {
      for balance in record.balances where balance.rejected > 0 {
        missing.append(
          .object([
            ("code", .string("rejected-cells")), ("source", .string(balance.source)), ("cells", .integer(balance.rejected)),
          ]))
      }
    }
    return missing
  }

  var json: [UInt8] {
    let stages = records.map { record in
      JSONValue.object([
        ("stage", .string(record.stage)), ("key", .string(record.key)), ("contract", .integer(record.contract)),
        ("settings", .array(record.settings.map(Self.setting))), ("inputs", .array(record.inputs.map(Self.input))),
        ("balances", .array(record.balances.map(Self.balance))),
        ("outputs", .array(record.outputs.map(Self.output))),
      ])
    }
    let document = JSONValue.object([
      ("schema", .string("diagnoza.run/1")), ("pipeline", .string(pipeline.name)), ("id", .string(id)),
      ("program", .object([("name", .string("diagnoza")), ("version", .string(ProductVersion.text))])),
      ("sample_data", .boolean(pipeline.sampleData)),
      (
        "findings",
        .object(
          Severity.allCases.reversed().map { severity in
            (severity.rawValue, .integer(findings.count { $0.severity == severity }))
          })
      ), ("complete", .boolean(missing.isEmpty)), ("missing", .array(missing)),
      ("stages", .array(stages)),
    ])
    return JSONWriter.bytes(of: document, .pretty)
  }

  private static func setting(_ setting: SettingRecord) -> JSONValue {
    .object([("name", .string(setting.name)), ("value", .string(setting.value)), ("by", .string(setting.by))])
  }

  private static func input(_ input: InputRecord) -> JSONValue {
    .object([("path", .string(input.path)), ("size", .integer(input.size)), ("sha256", .string(input.sha256))])
  }

  private static func output(_ output: OutputRecord) -> JSONValue {
    .object([("path", .string(output.path)), ("size", .integer(output.size)), ("sha256", .string(output.sha256))])
  }

  private static func balance(_ balance: Balance) -> JSONValue {
    .object([
      ("source", .string(balance.source)), ("read", .integer(balance.read)), ("used", .integer(balance.used)),
      ("rejected", .integer(balance.rejected)),
      ("skipped", .object(balance.skipped.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
    ])
  }
}
