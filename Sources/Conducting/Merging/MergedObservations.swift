import Bytes
import Contracts
import Findings

/// The observations of all regions in one table, in the order that every such table has. What several regions observed - the
/// country they compare themselves with - stands once, from the region that it is of, else from the first.
struct MergedObservations {
  /// One observation of which two regions say different things.
  struct Conflict {
    var unit = ""
    var measure = ""
    var period = ""
    /// Regions: whose observation stands, whose does not.
    var kept = ""
    var left = ""
  }

  /// Region -> row of its own table -> row of this one; -1 where the observation of another region stands and says something else.
  private(set) var places: [String: [Int32]] = [:]
  private(set) var conflicts: [Conflict] = []

  private var cursors: [ObservationCursor] = []

  init(of regions: [MergedRegion], to path: String) throws(Refusal) {
    for region in regions {
      let file = Paths.join(region.place.directory(of: .normalise), "observations.arrow")
      guard try Files.exists(file) else { continue }
      cursors.append(try ObservationCursor(region, reading: file))
    }
    var writer = try ObservationsWriter(creating: path)
    while let first = smallest() { try take(first, &writer) }
    try writer.finish()
    for cursor in cursors { places[cursor.region.code] = cursor.places }
    cursors = []
  }

  /// Which cursor stands at the observation that comes first.
  private func smallest() -> Int? {
    var best: Int?
    for index in cursors.indices where !cursors[index].isAtEnd {
      guard let other = best else {
        best = index
        continue
      }
      if cursors[index].key < cursors[other].key { best = index }
    }
    return best
  }

  /// Writes the observation that the cursor stands at, once for all that have it.
  private mutating func take(_ first: Int, _ writer: inout ObservationsWriter) throws(Refusal) {
    let key = cursors[first].key
    let all = cursors.indices.filter { !cursors[$0].isAtEnd && cursors[$0].key == key }
    let owner = all.first { key.unit.hasPrefix(cursors[$0].region.code) } ?? first
    let number = Int32(writer.count)
    try cursors[owner].write(to: &writer)
    for index in all {
      if cursors[index].says(theSameAs: cursors[owner]) {
        cursors[index].places.append(number)
      } else {
        cursors[index].places.append(-1)
        conflicts.append(
          Conflict(
            unit: key.unit, measure: key.measure, period: key.period, kept: cursors[owner].region.code,
            left: cursors[index].region.code))
      }
    }
    for index in all { try cursors[index].advance() }
  }
}

/// The place up to which the observations of one region are merged.
private struct ObservationCursor {
  struct Key: Equatable {
    var unit = ""
    var measure = ""
    var breakdown = ""
    var period = ""

    static func < (a: Key, b: Key) -> Bool {
      if a.unit != b.unit { return a.unit < b.unit }
      if a.measure != b.measure { return a.measure < b.measure }
      if a.breakdown != b.breakdown { return a.breakdown < b.breakdown }
      return a.period < b.period
    }
  }

  let region: MergedRegion
  private(set) var key = Key()
  private(set) var isAtEnd = false
  var places: [Int32] = []

  private let reader: ObservationsReader
  private var batch = ObservationBatch()
  private var next = 0
  private var row = -1
  private var codes: MergedCodes

  init(_ region: MergedRegion, reading path: String) throws(Refusal) {
    self.region = region
    reader = try ObservationsReader(path: path, shownAs: "\(region.place.id)/2-observations/observations.arrow")
    codes = MergedCodes(reader.texts)
    try advance()
  }

  mutating func advance() throws(Refusal) {
    row += 1
    while row >= batch.count {
      guard next < reader.batchCount else {
        isAtEnd = true
        return
      }
      batch = try reader.batch(next)
      next += 1
      row = 0
    }
    let texts = reader.texts
    key.unit = texts.unit[Int(batch.unit[row])]
    key.measure = texts.measure[Int(batch.measure[row])]
    key.breakdown = texts.breakdown[Int(batch.breakdown[row])]
    key.period = texts.period[Int(batch.period[row])]
  }

  func says(theSameAs other: ObservationCursor) -> Bool {
    batch.value[row] == other.batch.value[other.row] && batch.status[row] == other.batch.status[other.row]
  }

  mutating func write(to writer: inout ObservationsWriter) throws(Refusal) {
    let texts = reader.texts
    var text = batch.text[row]
    text.makeContiguousUTF8()
    let unit = codes.unit.code(batch.unit[row], of: texts.unit, in: &writer.texts.unit)
    let level = codes.level.code(batch.level[row], of: texts.level, in: &writer.texts.level)
    let unitName = codes.unitName.code(batch.unitName[row], of: texts.unitName, in: &writer.texts.unitName)
    let period = codes.period.code(batch.period[row], of: texts.period, in: &writer.texts.period)
    let measure = codes.measure.code(batch.measure[row], of: texts.measure, in: &writer.texts.measure)
    let breakdown = codes.breakdown.code(batch.breakdown[row], of: texts.breakdown, in: &writer.texts.breakdown)
    let inWhat = codes.unitOfMeasure.code(batch.unitOfMeasure[row], of: texts.unitOfMeasure, in: &writer.texts.unitOfMeasure)
    let source = codes.source.code(
      batch.source[row], of: texts.source, in: &writer.texts.source, prefix: region.source(""))
    let file = codes.file.code(batch.file[row], of: texts.file, in: &writer.texts.file)
    let sheet = codes.sheet.code(batch.sheet[row], of: texts.sheet, in: &writer.texts.sheet)
    let updated = codes.updated.code(batch.updated[row], of: texts.updated, in: &writer.texts.updated)
    try writer.append(
      unit: unit, level: level, unitName: unitName, period: period, measure: measure, breakdown: breakdown,
      value: batch.value[row], status: batch.status[row], decimals: batch.decimals[row], unitOfMeasure: inWhat,
      source: source, file: file, sheet: sheet, row: batch.row[row], column: batch.column[row], text: text.utf8Span.span,
      updated: updated)
  }
}

/// Codes of a region's dictionaries in those of the merged table.
private struct MergedCodes {
  struct Column {
    private var codes: [Int32]

    init(_ texts: [String]) {
      codes = Array(repeating: -1, count: texts.count)
    }

    /// - Parameter prefix: what stands before every text of the region, so that two regions' texts stay apart.
    mutating func code(_ old: Int32, of texts: [String], in interner: inout Interner, prefix: String = "") -> Int32 {
      let known = codes[Int(old)]
      if known >= 0 { return known }
      let code = interner.code(of: prefix + texts[Int(old)])
      codes[Int(old)] = code
      return code
    }
  }

  var unit, level, unitName, period, measure, breakdown, unitOfMeasure, source, file, sheet, updated: Column

  init(_ texts: ObservationTexts) {
    unit = Column(texts.unit)
    level = Column(texts.level)
    unitName = Column(texts.unitName)
    period = Column(texts.period)
    measure = Column(texts.measure)
    breakdown = Column(texts.breakdown)
    unitOfMeasure = Column(texts.unitOfMeasure)
    source = Column(texts.source)
    file = Column(texts.file)
    sheet = Column(texts.sheet)
    updated = Column(texts.updated)
  }
}
