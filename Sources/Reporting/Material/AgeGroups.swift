import Bytes
import Contracts
package import Findings

/// Residents of one unit by sex and age in one year, as published: groups that do not overlap and leave no age out.
package struct AgeGroups: Sendable, Hashable {
  package struct Group: Sendable, Hashable {
    /// First and last year of age; nil for the open group of the oldest.
    package var from: Int
    package var to: Int?
    package var women: Double
    package var men: Double
    /// The published cells of the two counts; empty where they are not known.
    package var womenCell = Place()
    package var menCell = Place()

    package init(from: Int, to: Int?, women: Double, men: Double) {
      self.from = from
      self.to = to
      self.women = women
      self.men = men
    }

    /// `0–14`, `70+`
    package var name: String { to.map { $0 == from ? String(from) : "\(from)–\($0)" } ?? "\(from)+" }
  }

  package var period: String
  /// From the youngest.
  package var groups: [Group]

  package init(period: String, groups: [Group]) {
    self.period = period
    self.groups = groups
  }

  package var women: Double { groups.reduce(0) { $0 + $1.women } }
  package var men: Double { groups.reduce(0) { $0 + $1.men } }
  package var total: Double { women + men }

  /// - Parameters:
  ///   - counts: persons by `age=..;sex=K|M`, the breakdown of the observations.
  ///   - cells: the published cells of the same.
  /// - Returns: nil when no set of groups covers every age from 0 on, for both sexes.
  package init?(period: String, counts: [String: Double], cells: [String: Place] = [:]) {
    var spans: [Group] = []
    for (breakdown, women) in counts {
      guard breakdown.hasSuffix(";sex=K"), breakdown.hasPrefix("age=") else { continue }
      let age = String(breakdown.dropFirst(4).dropLast(6))
      guard let men = counts["age=\(age);sex=M"] else { continue }
      var group = Group(from: 0, to: nil, women: women, men: men)
      group.womenCell = cells[breakdown] ?? Place()
      group.menCell = cells["age=\(age);sex=M"] ?? Place()
      if age.hasSuffix("+"), let from = Int(age.dropLast()) {
        group.from = from
      } else {
        let ends = age.split(separator: "-").compactMap { Int($0) }
        guard let from = ends.first, let to = ends.last, ends.count <= 2, to >= from else { continue }
        (group.from, group.to) = (from, to)
      }
      spans.append(group)
    }
    // The narrowest group that begins where the one before ended, so far as a way to the open end remains.
    func way(from age: Int) -> [Group]? {
      let next = spans.filter { $0.from == age }.sorted { ($0.to ?? Int.max) < ($1.to ?? Int.max) }
      for group in next {
        guard let to = group.to else { return [group] }
        if let rest = way(from: to + 1) { return [group] + rest }
      }
      return nil
    }
    guard let groups = way(from: 0), groups.count >= 4 else { return nil }
    self.init(period: period, groups: groups)
  }

  /// - Returns: nil when the observations have no such breakdown in any of the years.
  static func newest(of unit: String, years: [Int], _ stages: EarlierStages) throws(Refusal) -> AgeGroups? {
    let file = stages.file("observations.arrow", of: .normalise)
    guard try Files.exists(file.path) else { return nil }
    let reader = try ObservationsReader(path: file.path, shownAs: file.shown)
    let texts = reader.texts
    guard let place = texts.unit.firstIndex(of: unit), let measure = texts.measure.firstIndex(of: "population") else {
      return nil
    }
    let (wantedUnit, wantedMeasure) = (Int32(place), Int32(measure))
    var counts: [Int32: [String: Double]] = [:]
    var cells: [Int32: [String: Place]] = [:]
    try reader.forEachBatch { batch throws(Refusal) in
      for row in 0..<batch.count where batch.unit[row] == wantedUnit && batch.measure[row] == wantedMeasure {
        guard let value = batch.value[row] else { continue }
        let (period, breakdown) = (batch.period[row], texts.breakdown[Int(batch.breakdown[row])])
        counts[period, default: [:]][breakdown] = value
        cells[period, default: [:]][breakdown] = Place(
          file: texts.file[Int(batch.file[row])], sheet: texts.sheet[Int(batch.sheet[row])], row: Int(batch.row[row]),
          column: Int(batch.column[row]))
      }
    }
    for year in years.reversed() {
      guard let code = texts.period.firstIndex(of: String(year)), let own = counts[Int32(code)] else { continue }
      if let groups = AgeGroups(period: String(year), counts: own, cells: cells[Int32(code)] ?? [:]) { return groups }
    }
    return nil
  }
}
