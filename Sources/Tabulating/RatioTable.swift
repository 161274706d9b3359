import Bytes
package import Findings

/// One ratio: 100 times the numerator by the denominator.
package struct RatioIndicator: Sendable {
  package let id: String
  package let numerator: String
  package let denominator: String

  /// Reads a list `id<TAB>numerator<TAB>denominator`, one a line.
  /// - Throws: 78 for a line of another shape or an id that comes twice.
  package static func list(_ path: String) throws(Refusal) -> [RatioIndicator] {
    var list: [RatioIndicator] = []
    for (number, line) in String(decoding: try Files.read(path), as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() where !line.isEmpty {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, !parts.contains(""), !list.contains(where: { $0.id == parts[0] }) else {
        throw Refusal(
          .configuration, Wording("to nie jest wskaźnik: „\(line)”", en: "this is no indicator: “\(line)”"),
          at: Place(file: path, row: number + 1),
          mend: Wording(
            "wiersz to: id, tabulator, miara w liczniku, tabulator, miara w mianowniku; id nie powtarza się",
            en: "a line is: id, tab, measure of the numerator, tab, measure of the denominator; an id comes once"))
      }
      list.append(RatioIndicator(id: parts[0], numerator: parts[1], denominator: parts[2]))
    }
    return list
  }
}

/// Which units of a long table are compared with one another, by the shape of the seven-digit TERYT code.
package enum ComparedLevel: String, Sendable, CaseIterable {
  case gmina
  case powiat
  case voivodeship
  case all

  func includes(_ code: String) -> Bool {
    switch self {
    case .all: true
    case .gmina: !code.hasSuffix("000")
    case .powiat: code.hasSuffix("000") && !code.hasSuffix("00000")
    case .voivodeship: code.hasSuffix("00000") && !code.hasSuffix("0000000")
    }
  }
}

/// The ratios of all indicators with their ranks, as CSV: by indicator, year, rank and unit.
struct RatioTable {
  let cube: LongTableCube
  /// The compared units in the order of their codes: numbers in the cube, and texts one behind the other, each with the
  /// semicolon after it.
  private let units: [Int]
  private let unitTexts: [UInt8]
  private let unitEnds: [Int]
  private let years: [(code: Int, year: Int)]

  init(_ cube: LongTableCube, level: ComparedLevel) {
    self.cube = cube
    var units: [(code: Int, name: [UInt8])] = []
    for (code, name) in cube.units.strings.enumerated() where level.includes(name) { units.append((code, Array(name.utf8))) }
    units.sort { $0.name.lexicographicallyPrecedes($1.name) }
    self.units = units.map(\.code)
    var texts: [UInt8] = []
    var ends: [Int] = []
    for unit in units {
      texts += unit.name
      texts.append(UInt8(ascii: ";"))
      ends.append(texts.count)
    }
    unitTexts = texts
    unitEnds = ends
    years = cube.years.enumerated().map { (code: $0.offset, year: $0.element) }.sorted { $0.year < $1.year }
  }

  /// Lines `id;year;unit;value;rank` of one indicator. Rank 1 is the greatest value; equal values share the smaller rank.
  func lines(_ id: String, numerator: Int, denominator: Int) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(units.count * years.count * 40)
    var values: [Double] = []
    var places: [Int] = []
    var order = DescendingOrder()
    for year in years {
      values.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      for place in units.indices {
        let x = cube.sum(measure: numerator, unit: units[place], year: year.code)
        let y = cube.sum(measure: denominator, unit: units[place], year: year.code)
        guard x != LongTableCube.none, y != LongTableCube.none, y != 0 else { continue }
        // No minus before a zero.
        values.append(100 * (Double(x) / LongTableCube.scale) / (Double(y) / LongTableCube.scale) + 0)
        places.append(place)
      }
      order.sort(values)
      let head = Array("\(id);\(year.year);".utf8)
      var rank = 0
      var last = Double.nan
      for (index, found) in order.places.enumerated() {
        let value = values[Int(found)]
        if value != last { rank = index + 1 }
        last = value
        let place = places[Int(found)]
        lines.append(contentsOf: head.span)
        lines.append(contentsOf: unitTexts.span.extracting((place == 0 ? 0 : unitEnds[place - 1])..<unitEnds[place]))
        lines.append(contentsOf: value.description.utf8)
        lines.append(UInt8(ascii: ";"))
        append(rank, to: &lines)
        lines.append(UInt8(ascii: "\n"))
      }
    }
    return lines
  }

  /// Lines `measure;n;sum;max` over all units and years.
  func summary() -> [UInt8] {
    var lines = Array("measure;n;sum;max\n".utf8)
    let names = cube.measures.strings.enumerated().sorted { precedesByBytes($0.element, $1.element) }
    for (measure, name) in names {
      var count = 0
      // 128 bits: exact, so that the order of the units does not show.
      var total = Int128(0)
      var greatest = LongTableCube.none
      for unit in 0..<cube.units.count {
        for year in 0..<cube.years.count {
          let sum = cube.sum(measure: measure, unit: unit, year: year)
          guard sum != LongTableCube.none else { continue }
          count += 1
          total += Int128(sum)
          greatest = max(greatest, sum)
        }
      }
      guard count > 0 else { continue }
      lines.append(contentsOf: quoted(name))
      lines.append(
        contentsOf: ";\(count);\(Double(total) / LongTableCube.scale);\(Double(greatest) / LongTableCube.scale)\n".utf8)
    }
    return lines
  }

  private func quoted(_ name: String) -> [UInt8] {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }) else {
      return Array(name.utf8)
    }
    return Array("\"\(String(name.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }))\"".utf8)
  }

  private func append(_ number: Int, to lines: inout [UInt8]) {
    var divisor = 1
    while divisor * 10 <= number { divisor *= 10 }
    while divisor > 0 {
      lines.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
