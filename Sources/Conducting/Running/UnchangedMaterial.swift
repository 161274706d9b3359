import Bytes
import Contracts
import Findings

/// What a stage reads of the results before it, by content: the files, and what their records say of published files and
/// cells. When nothing of it differs from what a standing result was made from, and nothing else does, the stage has nothing
/// to do, although the stage before was run again: an attribute in another place, a comment in a definition.
struct UnchangedMaterial {
  /// Name under which the record of a result keeps the hash of what it was made from.
  static let setting = "upstream.content"

  /// SHA-256 of what the stage reads.
  let sha256: String

  /// - Parameters:
  ///   - stage: not the first: what that one reads are the published files.
  ///   - records: of the stages before it.
  init?(of stage: Stage, in records: [StageRecord]) {
    guard let before = stage.before else { return nil }
    // The report proves its numbers by the files of all stages; the others read only the one before.
    let read = stage == .report ? records : records.filter { $0.stage == before.rawValue }
    var text = "diagnoza-material/1\n"
    func add(_ parts: String...) {
      for part in parts { text += "\(part.utf8.count):\(part)" }
      text += "\n"
    }
    for record in read {
      add(record.stage, String(record.contract))
      for output in record.outputs where !Self.isUnread(output.path, by: stage) {
        add("output", output.path, String(output.size), output.sha256)
      }
      guard stage == .report else { continue }
      for input in record.inputs { add("input", input.path, String(input.size), input.sha256) }
      for balance in record.balances {
        add("balance", balance.source, String(balance.read), String(balance.used), String(balance.rejected))
        for (reason, count) in balance.skipped.sorted(by: { $0.key < $1.key }) { add(reason, String(count)) }
      }
      for setting in record.settings where !Self.isMark(setting.name) { add("setting", setting.name, setting.value, setting.by) }
    }
    sha256 = SHA256.hex(of: Array(text.utf8))
  }

  /// Files that a stage leaves for people and for the report, and that the next stage does not open: the hash of a file that says
  /// the same as before stands in them, and must not have the numbers made again. A file that is not named here counts as read.
  static func isUnread(_ path: String, by stage: Stage) -> Bool {
    switch stage {
    case .ingest, .report: false
    case .normalise, .diagnose:
      path == FindingsFile.name || path.hasPrefix(RejectsFile.folder + "/") || path == FileAccountRow.fileName
        || path == HarmonisationRow.fileName || path == FindingsXML.rules
    }
  }

  /// Settings that say how a result came about, not what is in it: no report shows them.
  private static func isMark(_ name: String) -> Bool {
    name == StageIngredients.upstream || name == setting || name.hasPrefix(StageIngredients.definition)
      || name == StageIngredients.contract || name == StageIngredients.method
  }

  var record: SettingRecord { SettingRecord(name: Self.setting, value: sha256, by: "detected") }

  /// Whether a result under another key is what the stage would make now.
  func made(_ result: StageRecord, for ingredients: StageIngredients) -> Bool {
    guard result.settings.contains(where: { $0.name == Self.setting && $0.value == sha256 }) else { return false }
    return PlanReason.differences(ingredients, from: result).allSatisfy { $0.code == "upstream-changed" }
  }
}
