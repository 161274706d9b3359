import Contracts
import Findings
import Pipelines

extension SourceNormaliser {
  /// Downloads of the Local Data Bank, assessments and SDMX none of whose series the profile uses: most often another subgroup,
  /// variable, sheet or dimension than was meant, of which the account of cells alone would say nothing.
  mutating func tellUnusedFiles(_ cells: CellsReader) throws(Refusal) {
    let known: [String]
    // Which parts of a series name it, and what stands between them.
    let (first, joint): (Int, String)
    switch profile.layout {
    case .bank(let bank): (known, first, joint) = (bank.series.rows.map(\.subgroup), 0, "")
    case .bankPages(let pages): (known, first, joint) = (pages.values.map(\.header), 1, "")
    case .rowTable(let table): (known, first, joint) = (table.values.map(\.header), 1, ":")
    case .sdmx(let sdmx): (known, first, joint) = (sdmx.values.map(\.header), 1, "|")
    default: return
    }
    let isUnused = meanings.series.map { if case .skipped(reason: "series-not-in-use") = $0 { true } else { false } }
    guard isUnused.contains(true) else { return }
    // File -> one of its series; files with a series in use.
    var unused: [Int32: Int32] = [:]
    var used: Set<Int32> = []
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      var last: (file: Int32, series: Int32) = (-1, -1)
      for index in 0..<batch.count where (batch.file[index], batch.series[index]) != last {
        last = (batch.file[index], batch.series[index])
        if isUnused[Int(last.series)] {
          if unused[last.file] == nil { unused[last.file] = last.series }
        } else if cells.texts.series[Int(last.series)] != FileRemark.updated {
          used.insert(last.file)
        }
      }
    }
    for (file, series) in unused.sorted(by: { $0.key < $1.key }) where !used.contains(file) {
      let parts = cells.texts.series[Int(series)].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let named = parts.dropFirst(first)
      let name = joint.isEmpty ? named.first ?? "" : named.joined(separator: joint)
      let near = nearest(to: name, among: known)
      findings.append(
        Finding(
          .warning, "file-not-in-use", at: Place(file: cells.texts.file[Int(file)]),
          Wording(
            "Żadna liczba pliku nie weszła do tabel: profil „\(profile.id)” nie używa jego szeregów („\(name)”). Sprawdź, czy to właściwe pobranie\(near.map { " (najbliższe znane: \($0))" } ?? ""), albo dopisz szeregi do profilu.",
            en:
              "No number of the file came into the tables: the profile “\(profile.id)” uses none of its series (“\(name)”). See whether it is the right download\(near.map { " (the nearest known: \($0))" } ?? ""), or add the series to the profile."
          )))
    }
  }
}
