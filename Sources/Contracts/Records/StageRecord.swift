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
