import Bytes
import Contracts

// Columns that stand at about the same level are told apart by their units: each keeps its own pattern over them from year to year,
// and has the other's in the year in which the two changed places.
extension ObservationChecker {
  /// So many units of a level show a pattern as well as all of them.
  static let sampleSize = 40

  /// The place of each unit in the sample of its level, by code of the unit; -1 for all others.
  func sampledUnits(_ wanted: [Bool]) -> [Int] {
    let codes = observed.candidates.texts.unit
    var levels: [Int32: Set<Int32>] = [:]
    for run in observed.runs where wanted[Int(run.level)] { levels[run.level, default: []].insert(run.unit) }
    var places = [Int](repeating: -1, count: codes.count)
    for units in levels.values {
      let sorted = units.sorted { codes[$0] < codes[$1] }
      let size = min(sorted.count, Self.sampleSize)
      for place in 0..<size { places[Int(sorted[place * sorted.count / size])] = place }
    }
    return places
  }

  /// Whether the units of a year fit the usual figures of the other measure twice as well as those of their own, in a file that
  /// has both. With years on one side only the fit has to be closer still, and the years close by: levels drift.
  func haveExchangedUnits(_ a: Standing, _ b: Standing, _ year: Int, _ years: [Int]) -> Bool {
    guard a.files[year] >= 0, a.files[year] == b.files[year], a.beside[year] == b.beside[year],
      abs(a.means[year] - b.usual[year]) <= 0.5, abs(b.means[year] - a.usual[year]) <= 0.5
    else { return false }
    let (one, other) = a.beside[year]
    let size = Self.sampleSize
    var own = 0.0
    var crossed = 0.0
    // How far the years beside are from each other: what lies between years that disagree is nobody's usual figure.
    var spread = 0.0
    var count = 0
    for unit in 0..<size {
      let (x, y) = (a.sample[year * size + unit], b.sample[year * size + unit])
      let (x1, x2) = (a.sample[one * size + unit], a.sample[other * size + unit])
      let (y1, y2) = (b.sample[one * size + unit], b.sample[other * size + unit])
      let (usualX, usualY) = ((x1 + x2) / 2, (y1 + y2) / 2)
      let misfit = abs(x - usualX) + abs(y - usualY)
      guard !misfit.isNaN else { continue }
      own += misfit
      crossed += abs(x - usualY) + abs(y - usualX)
      spread += (abs(x1 - x2) + abs(y1 - y2)) / 2
      count += 1
    }
    guard count >= Self.fewestExchanged, own >= 0.2 * Double(count), spread <= 0.75 * own else { return false }
    if min(one, other) < year, year < max(one, other) { return crossed <= own * 0.5 }
    return crossed <= own * 0.35 && areCloseBy([one, other], year, years)
  }
}
