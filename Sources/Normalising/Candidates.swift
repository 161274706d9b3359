import Bytes
import Contracts
import Findings
import Territory

/// Observations as they come from the sources, in columns, before duplicates are resolved.
struct Candidates {
  var texts = ObservationInterners()
  var unit: [Int32] = []
  var level: [Int32] = []
  var unitName: [Int32] = []
  var period: [Int32] = []
  var measure: [Int32] = []
  var breakdown: [Int32] = []
  var value: [Double?] = []
  var status: [ObservationStatus] = []
  var decimals: [Int8] = []
  var unitOfMeasure: [Int32] = []
  /// Place of the source in the pipeline; also which balance the row belongs to.
  var sourceIndex: [Int32] = []
  var source: [Int32] = []
  var file: [Int32] = []
  var sheet: [Int32] = []
  var row: [Int32] = []
  var column: [Int32] = []
  var text = TextColumn()
  var updated: [Int32] = []

  var count: Int { unit.count }

  /// Row numbers sorted by unit, measure, breakdown, period; within one key the row that counts comes first: the newest
  /// material, then the order of the sources, then the place.
  func sorted() -> [Int] {
    let ranks = (
      unit: ranked(texts.unit), measure: ranked(texts.measure), breakdown: ranked(texts.breakdown), period: ranked(texts.period),
      updated: ranked(texts.updated), file: ranked(texts.file)
    )
    // The four parts of the key packed into one word: 20 + 14 + 16 + 14 bits hold every unit of Poland, 16 thousand
    // measures and periods and 65 thousand breakdowns; past that the sort compares parts.
    let fits =
      texts.unit.count < 1 << 20 && texts.measure.count < 1 << 14 && texts.breakdown.count < 1 << 16
      && texts.period.count < 1 << 14
    func tieBreak(_ a: Int, _ b: Int) -> Bool {
      let newer = (ranks.updated[Int(updated[b])], ranks.updated[Int(updated[a])])
      if newer.0 != newer.1 { return newer.0 < newer.1 }
      return (sourceIndex[a], ranks.file[Int(file[a])], sheet[a], row[a], column[a])
        < (sourceIndex[b], ranks.file[Int(file[b])], sheet[b], row[b], column[b])
    }
    if fits {
      var keys: [UInt64] = []
      keys.reserveCapacity(count)
      for index in 0..<count {
        var key = UInt64(ranks.unit[Int(unit[index])]) << 14
        key = (key | UInt64(ranks.measure[Int(measure[index])])) << 16
        key = (key | UInt64(ranks.breakdown[Int(breakdown[index])])) << 14
        keys.append(key | UInt64(ranks.period[Int(period[index])]))
      }
      return (0..<count).sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : tieBreak($0, $1) }
    }
    func key(_ index: Int) -> (Int32, Int32, Int32, Int32) {
      (
        ranks.unit[Int(unit[index])], ranks.measure[Int(measure[index])], ranks.breakdown[Int(breakdown[index])],
        ranks.period[Int(period[index])]
      )
    }
    return (0..<count).sorted { key($0) != key($1) ? key($0) < key($1) : tieBreak($0, $1) }
  }

  /// The row again for another unit, with another number; its origin stays that of the row.
  mutating func appendCopy(of row: Int, for unit: Unit, value: Double, status: ObservationStatus) -> Int {
    self.unit.append(texts.unit.code(of: unit.code))
    level.append(texts.level.code(of: unit.level.rawValue))
    unitName.append(texts.unitName.code(of: unit.name))
    period.append(period[row])
    measure.append(measure[row])
    breakdown.append(breakdown[row])
    self.value.append(value)
    self.status.append(status)
    decimals.append(decimals[row])
    unitOfMeasure.append(unitOfMeasure[row])
    sourceIndex.append(sourceIndex[row])
    source.append(source[row])
    file.append(file[row])
    sheet.append(sheet[row])
    self.row.append(self.row[row])
    column.append(column[row])
    text.append(text.bytes[text.range(row)])
    updated.append(updated[row])
    return count - 1
  }

  func isSameKey(_ a: Int, _ b: Int) -> Bool {
    unit[a] == unit[b] && measure[a] == measure[b] && breakdown[a] == breakdown[b] && period[a] == period[b]
  }

  func place(_ index: Int) -> Place {
    Place(
      file: texts.file[file[index]], sheet: texts.sheet[sheet[index]], row: Int(row[index]), column: Int(column[index]))
  }
}

/// Rank of each text among all texts of its dictionary.
private func ranked(_ interner: Interner) -> [Int32] {
  let strings = interner.strings
  var ranks = [Int32](repeating: 0, count: strings.count)
  for (rank, code) in strings.indices.sorted(by: { strings[$0] < strings[$1] }).enumerated() { ranks[code] = Int32(rank) }
  return ranks
}
