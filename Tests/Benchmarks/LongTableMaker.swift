import Bytes

/// Makes a long table as Statistics Poland publishes them, with what makes them hard: quoted text, the separator inside quotes,
/// decimal commas, no-break spaces between thousands, four signs for a missing value, rows that come twice. Units and figures
/// are invented.
struct LongTableMaker {
  let scale: Double
  private static let years = 2000...2024
  private static let themes = [
    "świadczenia rodzinne", "pomoc społeczna", "ludność", "bezrobocie rejestrowane", "wydatki budżetu", "żłobki",
    "mieszkania socjalne", "opieka długoterminowa", "piecza zastępcza", "domy pomocy społecznej",
  ]
  private static let kinds = ["ogółem", "kobiety", "mężczyźni", "65 lat i więcej", "w rodzinach", "liczba świadczeń", "miejsca"]

  private var measures: [String] {
    (0..<max(14, Int(104 * scale))).map { i in
      let theme = Self.themes[i / 10 % Self.themes.count]
      return "\(theme)\(i % 7 == 0 ? "; " : " - ")\(Self.kinds[i % Self.kinds.count]) \(i + 1)"
    }
  }

  private var units: [(code: String, name: String)] {
    var units = [("0000000", "POLSKA")]
    var gminas = 0
    for voivodeship in 1...16 {
      let code = (voivodeship * 2 < 10 ? "0" : "") + "\(voivodeship * 2)"
      units.append((code + "00000", "WOJEWÓDZTWO \(voivodeship)"))
      for powiat in 1...24 {
        let powiatCode = code + (powiat < 10 ? "0" : "") + "\(powiat)"
        units.append((powiatCode + "000", "Powiat \(voivodeship)-\(powiat)"))
        for gmina in 1...7 where gminas < 2477 {
          units.append(
            (
              powiatCode + "0\(gmina)\(gmina % 3 + 1)",
              gmina % 40 == 0 ? "Gmina \"\"Zdrój\"\"" : "Gmina \(gminas) (\(gmina % 3 + 1))"
            ))
          gminas += 1
        }
      }
    }
    return units
  }

  func write(_ workload: Workload) throws {
    var random = SeededRandom(seed: 20_260_301)
    var writer = try ByteWriter(creating: workload.long)
    try writer.write(utf8: "\"Kod\";\"Nazwa\";\"Zmienna\";\"Rok\";\"Wartość\";\"Jednostka\";\"Atrybut\"\n")
    let measures = measures
    let units = units
    for block in stride(from: 0, to: measures.count, by: 10) {
      for unit in units {
        for place in block..<min(block + 10, measures.count) {
          let size = random.unit() * 90_000 + 100
          for year in Self.years {
            let row =
              "\"\(unit.code)\";\"\(unit.name)\";\"\(measures[place])\";\(year);\(value(&random, size, place));\"osoba\";\"\(random.unit() < 0.03 ? "n" : "")\"\n"
            try writer.write(utf8: row)
            if random.unit() < 0.001 { try writer.write(utf8: row) }
          }
        }
      }
    }
    try writer.finish()
    let pairs = [(0, 2), (1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12), (13, 2)]
    let lines = pairs.enumerated().map { "I\($0.offset + 1)\t\(measures[$0.element.0])\t\(measures[$0.element.1])\n" }
    var list = try ByteWriter(creating: workload.indicators)
    try list.write(utf8: lines.joined())
    try list.finish()
  }

  private func value(_ random: inout SeededRandom, _ size: Double, _ place: Int) -> String {
    let draw = random.unit()
    if draw < 0.03 { return ["", "-", ".", "x"][Int(draw * 400 / 3) % 4] }
    let hundredths = Int(size * (0.8 + random.unit() * 0.4) * 100)
    var whole = "\(hundredths / 100)"
    if draw > 0.95, whole.count > 3 {
      whole = whole.dropLast(3) + "\u{a0}" + whole.suffix(3)
    }
    let decimals = ["", ",\(hundredths / 10 % 10)", ",\(hundredths / 10 % 10)\(hundredths % 10)"][place % 3]
    return place % 5 == 4 ? "\"\(whole)\(decimals)\"" : whole + decimals
  }
}
