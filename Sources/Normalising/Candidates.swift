import Bytes
import Contracts
import Findings
import Territory

/// `population[sex=K]`.
func seriesName(_ measure: String, _ breakdown: String) -> String {
  breakdown.isEmpty ? measure : "\(measure)[\(breakdown)]"
}

/// Observations as they come from the sources, in columns, before duplicates are resolved. What follows from a unit, a measure, a
/// source or a file is kept once for each of them, not with every row.
struct Candidates {
  var texts = ObservationInterners()
  var unit: [Int32] = []
  var period: [Int32] = []
  var measure: [Int32] = []
  var breakdown: [Int32] = []
  /// NaN where the status has no number.
  var value: [Double] = []
  var status: [ObservationStatus] = []
  var decimals: [Int8] = []
  /// Place of the source in the pipeline; also which balance the row belongs to.
  var sourceIndex: [Int32] = []
  var file: [Int32] = []
  var sheet: [Int32] = []
  var row: [Int32] = []
  var column: [Int32] = []
  var text = TextColumn()
  /// Rows whose attribute says that the method has changed beside something else (`A`, `K`, `X`, `Z`): their status is the other.
  var changedMethods: Set<Int> = []
  /// Rows of a voivodeship under the code of the NUTS unit that it is: a table of both levels has each of its numbers twice.
  var rowsAsNUTS: Set<Int> = []

  /// By code of the unit.
  private var levels: [Int32] = []
  private var unitNames: [Int32] = []
  /// By code of the measure.
  private var unitsOfMeasure: [Int32] = []
  /// By place of the source.
  private var sources: [Int32] = []
  /// By code of the file: the day of its download.
  private var downloads: [Int32] = []
  /// By code of the file: when it was downloaded, in digits, as exactly as it says; empty where nothing does.
  private var moments: [String] = []

  var count: Int { unit.count }

  func level(_ row: Int) -> Int32 { levels[Int(unit[row])] }
  func level(ofUnit code: Int32) -> Int32 { levels[Int(code)] }
  func unitName(_ row: Int) -> Int32 { unitNames[Int(unit[row])] }
  func unitOfMeasure(_ row: Int) -> Int32 { unitsOfMeasure[Int(measure[row])] }
  func source(_ row: Int) -> Int32 { sources[Int(sourceIndex[row])] }
  func updated(_ row: Int) -> Int32 { downloads[Int(file[row])] }
  func moment(_ row: Int) -> String { moments[Int(file[row])] }

  func number(_ row: Int) -> Double? {
    let value = value[row]
    return value.isNaN ? nil : value
  }

  /// Makes room for the cells of a source, of which few or all may become observations: room that is not used costs nothing.
  mutating func reserve(_ more: Int) {
    let all = count + more
    unit.reserveCapacity(all)
    period.reserveCapacity(all)
    measure.reserveCapacity(all)
    breakdown.reserveCapacity(all)
    value.reserveCapacity(all)
    status.reserveCapacity(all)
    decimals.reserveCapacity(all)
    sourceIndex.reserveCapacity(all)
    file.reserveCapacity(all)
    sheet.reserveCapacity(all)
    row.reserveCapacity(all)
    column.reserveCapacity(all)
  }

  // MARK: Codes

  mutating func code(of unit: Unit) -> Int32 {
    let code = texts.unit.code(of: unit.code)
    if Int(code) >= levels.count || levels[Int(code)] == 0 {
      Self.set(&levels, code, texts.level.code(of: unit.level.rawValue))
      Self.set(&unitNames, code, texts.unitName.code(of: unit.name))
    }
    return code
  }

  mutating func code(ofMeasure id: String, unit: String) -> Int32 {
    let code = texts.measure.code(of: id)
    Self.set(&unitsOfMeasure, code, texts.unitOfMeasure.code(of: unit))
    return code
  }

  /// - Parameter updated: the day that the file itself gives; the one in its name counts before it.
  mutating func code(ofFile name: String, updated: String = "") -> Int32 {
    let code = texts.file.code(of: name)
    let moment = momentOfDownload(name)
    let day = moment.isEmpty ? updated : dayOfDownload(moment)
    Self.set(&downloads, code, texts.updated.code(of: day))
    while moments.count <= Int(code) { moments.append("") }
    moments[Int(code)] = moment.isEmpty ? day.filter { $0 != "-" } : moment
    return code
  }

  /// An assessment repeats the years before the one that it assesses: what a later one says of them is newer.
  /// - Parameters:
  ///   - code: of the file.
  ///   - year: the one assessed.
  mutating func setAssessment(of code: Int32, year: String) {
    if moments[Int(code)].isEmpty { moments[Int(code)] = year }
  }

  mutating func name(source index: Int32, _ id: String) {
    if Int(index) < sources.count, sources[Int(index)] != 0 { return }
    Self.set(&sources, index, texts.source.code(of: id))
  }

  private static func set(_ facts: inout [Int32], _ place: Int32, _ fact: Int32) {
    while facts.count <= Int(place) { facts.append(0) }
    facts[Int(place)] = fact
  }

  // MARK: Order

  /// Row numbers sorted by unit, measure, breakdown, period; within one key the row that counts comes first: the newest
  /// material, then the order of the sources, then the place.
  func sorted() -> [Int32] {
    var order = KeyOrder.sorted(
      count, [(unit, texts.unit), (measure, texts.measure), (breakdown, texts.breakdown), (period, texts.period)])
    var ties = TieBreak()
    var position = 0
    while position < order.count {
      var end = position + 1
      while end < order.count, isSameKey(Int(order[position]), Int(order[end])) { end += 1 }
      if end - position > 1 {
        ties.prepare(self)
        order[position..<end].sort { ties.precedes(Int($0), Int($1), self) }
      }
      position = end
    }
    return order
  }

  /// Which of two rows of one key counts. Its ranks are made when two rows have one key, and not before.
  private struct TieBreak {
    /// By code of the file.
    private var moments: [Int32] = []
    private var files: [Int32] = []
    private var isReady = false

    mutating func prepare(_ candidates: Candidates) {
      guard !isReady else { return }
      isReady = true
      let sorted = Set(candidates.moments).sorted()
      let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int32($0)) })
      moments = candidates.moments.map { places[$0] ?? 0 }
      files = KeyOrder.ranks(candidates.texts.file)
    }

    func precedes(_ a: Int, _ b: Int, _ candidates: Candidates) -> Bool {
      let newer = (moments[Int(candidates.file[b])], moments[Int(candidates.file[a])])
      if newer.0 != newer.1 { return newer.0 < newer.1 }
      return key(a, candidates) < key(b, candidates)
    }

    private func key(_ row: Int, _ candidates: Candidates) -> (Int32, Int32, Int32, Int32, Int32) {
      (
        candidates.sourceIndex[row], files[Int(candidates.file[row])], candidates.sheet[row], candidates.row[row],
        candidates.column[row]
      )
    }
  }

  /// The row again for another unit, with another number; its origin stays that of the row.
  mutating func appendCopy(of row: Int, for unit: Unit, value: Double, status: ObservationStatus) {
    self.unit.append(code(of: unit))
    period.append(period[row])
    measure.append(measure[row])
    breakdown.append(breakdown[row])
    self.value.append(value)
    self.status.append(status)
    decimals.append(decimals[row])
    sourceIndex.append(sourceIndex[row])
    file.append(file[row])
    sheet.append(sheet[row])
    self.row.append(self.row[row])
    column.append(column[row])
    text.append(text.bytes[text.range(row)])
  }

  func isSameKey(_ a: Int, _ b: Int) -> Bool {
    unit[a] == unit[b] && measure[a] == measure[b] && breakdown[a] == breakdown[b] && period[a] == period[b]
  }

  func place(_ index: Int) -> Place {
    Place(
      file: texts.file[file[index]], sheet: texts.sheet[sheet[index]], row: Int(row[index]), column: Int(column[index]))
  }
}
