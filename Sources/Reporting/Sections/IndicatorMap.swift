import Contracts

/// The map of one indicator: the main units by fifth, each leading to its profile.
struct IndicatorMap {
  let tables: IndicatorTables

  private var material: Material { tables.material }
  private var reading: Reading { tables.reading }
  private var say: Phrasing { material.phrasing }

  /// Nothing for an indicator whose units are not ranked, for which no class is better than another.
  func blocks() -> [Block] {
    let rows = Dictionary(reading.main.map { ($0.unit.unit, $0.row) }, uniquingKeysWith: { first, _ in first })
    let map = UnitMap(
      id: "p-\(reading.indicator.id)",
      caption: "\(IndicatorTables.title(reading.indicator, say)) – \(say("mapa", "map")), \(say.dates.period(reading.period))",
      decimals: reading.indicator.decimals, table: tables.unitsID, material: material
    ) { unit, shape in
      let row = rows[unit.unit] ?? nil
      var area = MapChart.Area(
        name: material.units.distinct(unit.shortName(say), of: unit, say), shape: shape,
        quintile: row?.value == nil ? nil : row?.quintile, value: row?.value, link: UnitProfile.path(of: unit))
      area.isWithheld = Sign.isWithheld(row)
      return area
    }
    return map.blocks()
  }
}

/// What every map says in words.
enum MapWords {
  static func legend(_ say: Phrasing) -> String {
    say("1 najlepsza, 5 najgorsza piąta część", "1 best, 5 worst fifth")
  }

  static func note(_ material: Material) -> String {
    let say = material.phrasing
    if material.hasOutlines {
      return say(
        "Liczba w jednostce to jej klasa. Jednostka jest odnośnikiem do swojego profilu.",
        "The number is the class of the unit. A unit leads to its profile.")
    }
    return material.tiles.isComplete(for: material.units.main)
      ? say(
        "Pola jednakowej wielkości w przybliżonym położeniu jednostek; w nawiasie klasa. Pole jest odnośnikiem do profilu.",
        "Tiles of equal size about where the units lie; the class in brackets. A tile leads to the profile.")
      : say(
        "Pola jednakowej wielkości w porządku alfabetycznym, nie geograficznym; w nawiasie klasa. Pole jest odnośnikiem do profilu.",
        "Tiles of equal size in alphabetical, not geographical order; the class in brackets. A tile leads to the profile.")
  }

  /// Units of one class that are told by name; of more their number is told.
  private static let mostNamed = 30

  /// The names of the units of the best and the worst class, and of those without a value.
  static func alternative(_ areas: [MapChart.Area], decimals: Int, _ say: Phrasing) -> String {
    func named(_ quintile: Int?) -> String {
      let own = areas.filter { $0.quintile == quintile }
      if own.count > mostNamed { return say.counted(own.count, .unit) }
      return own.map { area in
        area.value.map { "\(area.name) \(say.numbers.fixed($0, decimals: decimals))" } ?? area.name
      }.joined(separator: ", ")
    }
    var text = say(
      "Mapa jednostek w pięciu klasach; jednostek: \(areas.count).", "Map of units in five classes; units: \(areas.count).")
    for (quintile, words) in [(5, say("Klasa najgorsza", "Worst class")), (1, say("Klasa najlepsza", "Best class"))] {
      let names = named(quintile)
      if !names.isEmpty { text += " \(words): \(names)." }
    }
    let present = areas.compactMap { area in area.value.map { (name: area.name, value: $0) } }
    if present.count > 1 {
      let words = ExtremeWords(items: present, decimals: decimals, noun: .unit, say: say)
      text += say(" Najwyższa wartość: ", " Highest value: ") + words.listed(greatest: true, wanted: 1) + "."
      text += say(" Najniższa: ", " Lowest: ") + words.listed(greatest: false, wanted: 1) + "."
    }
    let withheld = areas.filter(\.isWithheld).map(\.name).joined(separator: ", ")
    if !withheld.isEmpty { text += say(" Ukryte (#): \(withheld).", " Withheld (#): \(withheld).") }
    let missing = areas.filter { $0.quintile == nil && !$0.isWithheld }.map { area in
      area.value.map { "\(area.name) \(say.numbers.fixed($0, decimals: decimals))" } ?? area.name
    }.joined(separator: ", ")
    if !missing.isEmpty { text += say(" Bez klasy: \(missing).", " Without a class: \(missing).") }
    return text
  }
}
