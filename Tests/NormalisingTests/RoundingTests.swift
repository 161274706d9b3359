import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// Figures in thousands beside the same in ones.
struct RoundingTests {
  private static func figures(_ figures: [(value: Double, text: String)], of measure: String, in unit: String) -> Candidates {
    var candidates = Candidates()
    let measure = candidates.code(ofMeasure: measure, unit: unit)
    for figure in figures {
      candidates.measure.append(measure)
      candidates.value.append(figure.value)
      candidates.text.append(figure.text)
    }
    return candidates
  }

  @Test(
    "Half of the last printed digit",
    arguments: [
      (8500, "8,5", "osoba", 50), (8540, "8 540", "osoba", 0), (8540, "8,540", "osoba", 0), (12.3, "12,3", "%", 0.05),
      (1200, "1200", "zł", 0.5), (1_200_000, "1200", "zł", 500), (8500, "8.5E3", "osoba", 0), (0, "0", "osoba", 0),
      (3333, "8,5", "osoba", 0),
    ] as [(Double, String, String, Double)])
  func rounding(value: Double, text: String, unit: String, expected: Double) {
    let figures = Self.figures([(value, text)], of: "m", in: unit)
    #expect(abs(figures.rounding(0) - expected) < 1e-9)
  }

  @Test(
    "One number to another digit",
    arguments: [
      ((8500, "8,5"), (8540, "8540"), true), ((8500, "8,5"), (8550, "8550"), true), ((8500, "8,5"), (8551, "8551"), false),
      ((8540, "8540"), (8541, "8541"), false), ((8500, "8,5"), (8600, "8,6"), false),
      ((4350.000000000001, "4,35"), (4350, "4350"), true),
    ] as [((Double, String), (Double, String), Bool)])
  func alike(a: (Double, String), b: (Double, String), expected: Bool) {
    let figures = Self.figures([a, b], of: "m", in: "osoba")
    #expect(figures.isRoundedAlike(0, 1) == expected && figures.isRoundedAlike(1, 0) == expected)
    #expect(figures.isFiner(1, than: 0) == expected)
  }

  /// The bank's rate of the year and the monthly table's of December: revised by a little they are one, five are another.
  @Test(arguments: [("9,1", 0), ("9,4", 0), ("14,1", 1)]) func ratesOfDecember(text: String, expected: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "gus-bezrobocie-miesiac")
    _ = try edition.normalise(
      [("2023", "9,1"), ("2023-12", text)].map { period, text in
        TinyEdition.Cell(unit: "2801", period: period, series: "Stopa bezrobocia w %", text: text)
      })
    let found = edition.outcome.findings.filter { $0.code == "december-rate-not-year" }
    #expect(found.count == expected && found.allSatisfy { $0.message.polish.contains("różnica 5") })
  }

  /// The powiats of a monthly table in thousands with one decimal, and their voivodeship.
  @Test(arguments: [("61,3", 0), ("75,0", 1)]) func sumsOfRoundedFigures(whole: String, expected: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "gus-bezrobocie-miesiac")
    let powiats = (1...19).map { $0 < 10 ? "280\($0)" : "28\($0)" } + ["2861", "2862"]
    _ = try edition.normalise(
      (powiats.map { ($0, "2,9") } + [("28", whole)]).map { unit, text in
        TinyEdition.Cell(unit: unit, period: "2024-05", series: "Bezrobotni zarejestrowani w tys.", text: text)
      })
    #expect(edition.outcome.findings.count { $0.code == "powiats-not-voivodeship" } == expected)
  }
}
