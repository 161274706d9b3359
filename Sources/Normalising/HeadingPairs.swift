import Contracts

/// Which headings of a source occur together: unit with its published name, unit with period, file by file; each with the
/// first cell that has them. Runs of like cells cost a comparison.
struct HeadingPairs {
  struct Named: Hashable {
    var file: Int32
    var unit: Int32
    var name: Int32
  }
  struct Dated: Hashable {
    var file: Int32
    var unit: Int32
    /// Nought where the code alone tells the unit.
    var name: Int32 = 0
    var period: Int32
  }
  struct Spot {
    var sheet: Int32
    var row: Int32

    /// Pairs come in no order: of several places the first in the file is told.
    func isBefore(_ other: Spot) -> Bool { (sheet, row) < (other.sheet, other.row) }
  }

  private(set) var named: [Named: Spot] = [:]
  private(set) var dated: [Dated: Spot] = [:]
  /// Parts of gminas that are left out because their wholes stand beside them.
  private(set) var parts: [Dated: Spot] = [:]
  /// Units of other regions with their published names.
  private(set) var outside: [Named: Spot] = [:]
  private var lastOutside = Named(file: -1, unit: -1, name: -1)
  private var lastNamed = Named(file: -1, unit: -1, name: -1)
  private var lastDated = Dated(file: -1, unit: -1, period: -1)
  /// Those of `dated` that have anything in a cell: publishers list a unit for years in which it was not there.
  private(set) var filled: Set<Dated> = []
  private var lastFilled = Dated(file: -1, unit: -1, period: -1)

  /// - Parameter name: that the unit was found by beside its code.
  mutating func note(part batch: CellBatch, _ index: Int, name: Int32) {
    let date = Dated(file: batch.file[index], unit: batch.unitCode[index], name: name, period: batch.period[index])
    if parts[date] == nil { parts[date] = Spot(sheet: batch.sheet[index], row: batch.row[index]) }
  }

  mutating func note(outside batch: CellBatch, _ index: Int) {
    let name = Named(file: batch.file[index], unit: batch.unitCode[index], name: batch.unitName[index])
    guard name != lastOutside else { return }
    lastOutside = name
    if outside[name] == nil { outside[name] = Spot(sheet: batch.sheet[index], row: batch.row[index]) }
  }

  /// - Parameter name: that the unit was found by beside its code.
  mutating func note(_ batch: CellBatch, _ index: Int, name unitName: Int32) {
    let file = batch.file[index]
    let unit = batch.unitCode[index]
    let name = Named(file: file, unit: unit, name: batch.unitName[index])
    if name != lastNamed {
      lastNamed = name
      if named[name] == nil { named[name] = Spot(sheet: batch.sheet[index], row: batch.row[index]) }
    }
    let date = Dated(file: file, unit: unit, name: unitName, period: batch.period[index])
    if date != lastDated {
      lastDated = date
      if dated[date] == nil { dated[date] = Spot(sheet: batch.sheet[index], row: batch.row[index]) }
    }
    if date != lastFilled, !batch.text.range(index).isEmpty {
      lastFilled = date
      filled.insert(date)
    }
  }

  /// The last year of each file that has anything in a cell.
  /// - Parameter periods: canonical, by their codes.
  func lastYears(_ periods: [String?]) -> [Int32: String] {
    var years: [Int32: String] = [:]
    for date in filled {
      guard let year = periods[Int(date.period)]?.prefix(4) else { continue }
      years[date.file] = max(years[date.file] ?? "", String(year))
    }
    return years
  }
}
