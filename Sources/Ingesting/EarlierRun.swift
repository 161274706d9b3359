import Bytes
import Contracts
import Findings
import Pipelines

/// What an earlier run of the stage left, set up in the same way. A source whose files are all the same as then is taken over
/// whole; of another one those files that did not change are (`EarlierCells`).
struct EarlierRun: Sendable {
  let directory: String
  private let record: StageRecord
  /// By source.
  private let accounts: [String: [FileAccountRow]]
  /// By outer file.
  private let findings: [String: [Finding]]

  /// - Parameter directory: of the result, which the conductor found undamaged.
  /// - Returns: nil when it does not say which file each finding is about.
  init?(_ directory: String) throws(Refusal) {
    self.directory = directory
    record = try StageRecord.read(from: directory, shownAs: "1-cells/" + StageRecord.fileName)
    let table = Paths.join(directory, FileAccountRow.fileName)
    guard try Files.exists(table) else { return nil }
    accounts = Dictionary(
      grouping: try FileAccountRow.read(table, shownAs: "1-cells/" + FileAccountRow.fileName), by: \.source)
    let all = try FindingsFile.read(Paths.join(directory, FindingsFile.name), shownAs: "1-cells/" + FindingsFile.name)
    findings = Dictionary(grouping: all.filter { $0.code != SourcePlan.missing }, by: { Self.outer($0.place.file) })
    let files = Set(accounts.values.joined().map(\.file))
    guard findings.keys.allSatisfy(files.contains) else { return nil }
  }

  /// The file, or the archive of a member.
  static func outer(_ file: String) -> String {
    file.split(separator: "!", maxSplits: 1).first.map(String.init) ?? file
  }

  func accounts(of source: String) -> [FileAccountRow] { accounts[source] ?? [] }

  /// By outer file.
  func findings(of file: String) -> [Finding] { findings[file] ?? [] }

  /// Gives what was made of a source a second home, when each of its files is the same as then, none came and none went.
  /// - Parameters:
  ///   - known: published files as shown -> their content now.
  ///   - others: files that other sources read too: whose findings they have cannot be told apart.
  func take(
    _ plan: SourcePlan, known: [String: InputRecord], others: Set<String>, to directory: String
  ) throws(Refusal) -> SourcePlan.Result? {
    let id = plan.source.id
    let own = accounts(of: id)
    guard !own.isEmpty, let balance = record.balances.first(where: { $0.source == id }) else { return nil }
    var inputs: [InputRecord] = []
    for file in plan.files {
      guard !others.contains(file.shown), let input = known[file.shown] else { return nil }
      inputs.append(input)
    }
    func text(_ path: String, _ sha256: String) -> String { path + "\u{0}" + sha256 }
    let (before, now) = (own.map { text($0.file, $0.sha256) }.sorted(), inputs.map { text($0.path, $0.sha256) }.sorted())
    guard before == now else { return nil }
    let files = Set(inputs.map(\.path))
    try share(id + ".arrow", to: directory)
    if try Files.exists(RejectsFile.path(in: self.directory, source: id)) {
      try Files.createDirectories(Paths.join(directory, RejectsFile.folder))
      try share(Paths.join(RejectsFile.folder, id + ".csv"), to: directory)
    }
    return SourcePlan.Result(
      inputs: inputs, accounts: own, settings: record.settings.filter { Self.file(of: $0).map(files.contains) ?? false },
      findings: files.sorted(by: precedesByBytes).flatMap { findings(of: $0) }, balance: balance)
  }

  private func share(_ file: String, to target: String) throws(Refusal) {
    try Files.share(Paths.join(directory, file), as: Paths.join(target, file))
  }

  /// The outer file that a setting was found out about: `file.<path>.<what>`.
  private static func file(of setting: SettingRecord) -> String? {
    let prefix = "file."
    guard setting.name.hasPrefix(prefix), let end = setting.name.lastIndex(of: ".") else { return nil }
    let start = setting.name.index(setting.name.startIndex, offsetBy: prefix.count)
    return start < end ? outer(String(setting.name[start..<end])) : nil
  }
}
