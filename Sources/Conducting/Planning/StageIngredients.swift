import Bytes
package import Contracts

/// All that a stage's result depends on: what goes into the hash that is the stage's key. Paths of the machine, times and the
/// order in which directories are listed are no part of it.
package struct StageIngredients: Sendable, Hashable {
  /// A published file, and the source that it belongs to.
  package struct Input: Sendable, Hashable {
    package var source: String
    package var record: InputRecord

    package init(source: String, record: InputRecord) {
      self.source = source
      self.record = record
    }
  }

  package var stage: Stage
  package var inputs: [Input]
  /// Settings, meanings of definition files (`definition:...`), versions (`program.contract`, `program.method`) and the key
  /// of the stage before (`upstream`).
  package var settings: [SettingRecord]

  package init(stage: Stage, inputs: [Input], settings: [SettingRecord]) {
    self.stage = stage
    self.inputs = inputs
    self.settings = settings
  }

  static let upstream = "upstream"
  /// The result that was read although it is stale, because somebody forced it.
  static let stale = "upstream.stale"
  static let contract = "program.contract"
  static let method = "program.method"
  static let definition = "definition:"

  /// SHA-256 over the parts, each with its length in front, so that no two lists of parts give the same text.
  package var key: String {
    var text = ""
    func add(_ parts: String...) {
      for part in parts { text += "\(part.utf8.count):\(part)" }
      text += "\n"
    }
    add("diagnoza-key/1", stage.rawValue)
    for input in inputs { add("input", input.source, input.record.path, String(input.record.size), input.record.sha256) }
    for setting in settings { add("setting", setting.name, setting.value) }
    return SHA256.hex(of: Array(text.utf8))
  }
}
