import Bytes
import Contracts
import Findings

/// What a merged edition takes from the regions as it is: the cells as published and the reports, in a folder of each region's
/// own, by hard links; and the records that say what all of it was made from.
struct MergedFiles {
  let regions: [MergedRegion]
  /// The edition's directory.
  let home: String

  private(set) var findings: [Finding] = []

  init(regions: [MergedRegion], home: String) {
    self.regions = regions
    self.home = home
  }

  /// Puts the files in place.
  /// - Parameter key: of the merged edition; its stages have none of their own.
  /// - Returns: the records of the four stages, their files not yet listed.
  mutating func records(key: String) throws(Refusal) -> [StageRecord] {
    var records = Stage.allCases.map { StageRecord(stage: $0.rawValue, key: key) }
    var inputs: [String: InputRecord] = [:]
    var differing: Set<String> = []
    for region in regions {
      for (number, stage) in Stage.allCases.enumerated() {
        let directory = region.place.directory(of: stage)
        // Half of a region is worse than none: whoever took a stage out of an edition is told so by the explanation.
        guard try Files.exists(Paths.join(directory, StageRecord.fileName)) else { continue }
        let record = try region.place.record(of: stage)
        records[number].balances += record.balances.map { balance in
          var balance = balance
          balance.source = region.source(balance.source)
          return balance
        }
        if stage == .ingest || stage == .report { try adopt(record, stage, of: region) }
        for input in record.inputs where stage == .ingest {
          if let other = inputs[input.path], other.sha256 != input.sha256 {
            if differing.insert(input.path).inserted { findings.append(Self.differs(input.path, region)) }
          }
          inputs[input.path] = input
        }
      }
    }
    // Two regions' files of one name: whose hash it is cannot be said, so none is.
    records[0].inputs = inputs.values.filter { !differing.contains($0.path) }.sorted { precedesByBytes($0.path, $1.path) }
    records[1].settings = [SettingRecord(name: "region", value: "", by: "standard")]
    return records
  }

  private func adopt(_ record: StageRecord, _ stage: Stage, of region: MergedRegion) throws(Refusal) {
    let folder = stage == .report ? Paths.join(stage.directory, "regions") : stage.directory
    try FolderTree.adopt(
      record.outputs.map(\.path), from: region.place.directory(of: stage),
      to: Paths.join(Paths.join(home, folder), region.code))
  }

  /// What the regions' own stages found.
  func findings(of stage: Stage) throws(Refusal) -> [Finding] {
    var all: [Finding] = []
    for region in regions {
      let directory = region.place.directory(of: stage)
      guard try Files.exists(Paths.join(directory, FindingsFile.name)) else { continue }
      all += try StageFolder(directory).findings()
    }
    return all
  }

  private static func differs(_ path: String, _ region: MergedRegion) -> Finding {
    Finding(
      .warning, "input-differs", at: Place(file: path), unit: region.unit,
      Wording(
        "Region \(region.code) ma pod tą nazwą inny plik niż region przed nim; w rodowodach jego liczb nie ma sumy kontrolnej tego pliku.",
        en:
          "Under this name region \(region.code) has another file than a region before; lineages give no checksum for it."
      ))
  }
}
