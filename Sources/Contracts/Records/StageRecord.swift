package import Findings

import Bytes
import Markup

/// The record that a stage leaves in its directory as `stage.json`: under which contract, from what, how set, and what
/// became of each cell. It holds no time, no host and no absolute path: the same input gives the same bytes.
package struct StageRecord: Sendable, Hashable {
  /// Version of the files between the stages. A file with another version is refused: the stage before has to run again.
  package static let contractVersion = 1
  package static let fileName = "stage.json"

  /// `ingest`, `normalise`, `diagnose` or `report`.
  package var stage: String
  package var contract: Int
  /// Content hash of all that the stage's result depends on, as the conductor computed it.
  package var key: String
  package var inputs: [InputRecord]
  package var settings: [SettingRecord]
  package var balances: [Balance]
  package var outputs: [OutputRecord]

  package init(
    stage: String, key: String, inputs: [InputRecord] = [], settings: [SettingRecord] = [], balances: [Balance] = [],
    outputs: [OutputRecord] = []
  ) {
    self.stage = stage
    self.contract = StageRecord.contractVersion
    self.key = key
    self.inputs = inputs
    self.settings = settings
    self.balances = balances
    self.outputs = outputs
  }
}

extension StageRecord {
  private static let schema = "diagnoza.stage/1"

  /// Writes `stage.json` into the stage's directory: lists sorted by path, name or source, so that equal records give equal
  /// bytes.
  /// - Throws: `.internalInvariant` when a balance is not even: then cells were lost, and nothing may be published.
  package func write(to directory: String) throws(Refusal) {
    try StageRecord.check(balances, .internalInvariant, shownAs: stage)
    try Files.write(bytes, to: "\(directory)/\(StageRecord.fileName)")
  }

  /// The record that a stage left in its directory.
  /// - Throws: `.unavailable` when there is none or it is of another contract version; `.data` when it is damaged.
  package static func read(from directory: String, shownAs: String? = nil) throws(Refusal) -> StageRecord {
    let path = "\(directory)/\(fileName)"
    let shownAs = shownAs ?? path
    guard try Files.exists(path) else {
      throw Refusal(
        .unavailable, Wording("brak wyniku etapu", en: "the stage's result is missing"), at: Place(file: shownAs),
        mend: Wording("uruchom najpierw poprzedni etap", en: "run the stage before first"))
    }
    return try StageRecord(reading: try Files.read(path, shownAs: shownAs), shownAs: shownAs)
  }

  private var bytes: [UInt8] {
    func files(_ files: [(path: String, size: Int, sha256: String)]) -> JSONValue {
      .array(
        files.sorted { precedesByBytes($0.path, $1.path) }.map {
          .object([("path", .string($0.path)), ("size", .integer($0.size)), ("sha256", .string($0.sha256))])
        })
    }
    let document = JSONValue.object([
      ("schema", .string(StageRecord.schema)),
      ("stage", .string(stage)),
      ("contract", .integer(contract)),
      ("key", .string(key)),
      ("inputs", files(inputs.map { ($0.path, $0.size, $0.sha256) })),
      (
        "settings",
        .array(
          settings.sorted { precedesByBytes($0.name, $1.name) }.map {
            .object([("name", .string($0.name)), ("value", .string($0.value)), ("by", .string($0.by))])
          })
      ),
      ("balances", .array(balances.sorted { precedesByBytes($0.source, $1.source) }.map(\.json))),
      ("outputs", files(outputs.map { ($0.path, $0.size, $0.sha256) })),
    ])
    return JSONWriter.bytes(of: document, .pretty)
  }

  init(reading bytes: [UInt8], shownAs: String) throws(Refusal) {
    let origin = JSONOrigin(file: shownAs, kind: .data)
    var reader = try JSONObjectReader(reading: bytes, from: origin, dialect: .json)
    let version = try reader.requiredInteger("contract")
    guard version == StageRecord.contractVersion, try reader.requiredString("schema") == StageRecord.schema else {
      throw Refusal(
        .unavailable,
        Wording(
          "zapis etapu w wersji \(version) zamiast \(StageRecord.contractVersion)",
          en: "a stage record of version \(version) instead of \(StageRecord.contractVersion)"),
        at: reader.place(of: "contract"),
        mend: Wording("uruchom etap ponownie (--force)", en: "run the stage again (--force)"))
    }
    stage = try reader.requiredString("stage")
    contract = version
    key = try reader.requiredString("key")
    inputs = []
    settings = []
    balances = []
    outputs = []
    for var file in try reader.requiredObjects("inputs") {
      inputs.append(
        InputRecord(
          path: try file.requiredString("path"), size: try file.requiredInteger("size"),
          sha256: try file.requiredString("sha256")))
      try file.finish()
    }
    for var setting in try reader.requiredObjects("settings") {
      settings.append(
        SettingRecord(
          name: try setting.requiredString("name"), value: try setting.requiredString("value"),
          by: try setting.requiredString("by")))
      try setting.finish()
    }
    for var balance in try reader.requiredObjects("balances") { balances.append(try Balance(&balance)) }
    for var file in try reader.requiredObjects("outputs") {
      outputs.append(
        OutputRecord(
          path: try file.requiredString("path"), size: try file.requiredInteger("size"),
          sha256: try file.requiredString("sha256")))
      try file.finish()
    }
    try reader.finish()
    try StageRecord.check(balances, .data, shownAs: shownAs)
  }

  /// Refuses balances that are not even, naming all of them.
  private static func check(_ balances: [Balance], _ kind: Refusal.Kind, shownAs: String) throws(Refusal) {
    let findings = balances.filter { !$0.isEven }.map { balance in
      let skipped = balance.skipped.sorted { precedesByBytes($0.key, $1.key) }
        .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      return Finding(
        .error, "uneven-balance", measure: "",
        Wording(
          "źródło „\(balance.source)”: wczytano \(balance.read), użyto \(balance.used), odrzucono \(balance.rejected), pominięto: "
            + (skipped.isEmpty ? "0" : skipped),
          en: "source \"\(balance.source)\": read \(balance.read), used \(balance.used), rejected \(balance.rejected), skipped: "
            + (skipped.isEmpty ? "0" : skipped)))
    }
    guard let first = findings.first else { return }
    throw Refusal(
      kind,
      Wording(
        "bilans komórek się nie zgadza: \(first.message.polish)",
        en: "the balance of cells is not even: \(first.message.english)"),
      at: Place(file: shownAs),
      mend: kind == .data
        ? Wording("uruchom etap ponownie (--force)", en: "run the stage again (--force)")
        : Wording("zgłoś błąd programu", en: "report a bug of the program"),
      findings: findings)
  }
}

extension Balance {
  fileprivate var json: JSONValue {
    let reasons = skipped.sorted { precedesByBytes($0.key, $1.key) }
    return .object([
      ("source", .string(source)), ("read", .integer(read)), ("used", .integer(used)), ("rejected", .integer(rejected)),
      ("skipped", .object(reasons.map { ($0.key, .integer($0.value)) })),
    ])
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(Refusal) {
    self.init(
      source: try reader.requiredString("source"), read: try reader.requiredInteger("read"),
      used: try reader.requiredInteger("used"), rejected: try reader.requiredInteger("rejected"))
    var reasons = try reader.requiredObject("skipped")
    for reason in try reader.members("skipped") ?? [] {
      skipped[reason.name] = try reasons.requiredInteger(reason.name)
    }
    try reader.finish()
  }
}
