/// A gmina of the voivodeship or a district of Warsaw, with what the generator knows of it.
struct Place {
  /// Code of today.
  var code: String
  var name: String
  /// 1 urban, 2 rural, 3 urban-rural, 8 district.
  var kind: Int
  /// Place in the list of powiats.
  var powiat: Int
  var weight: Double
  var growth: Double
  var poverty: Double

  /// The code that was valid on the last day of the year: Wielbark became a town on 2019-01-01 (TERC 2017 and 2024).
  func code(in year: Int) -> String { code == "2817083" && year < 2019 ? "2817082" : code }

  /// As the Local Data Bank writes it: `Bartoszyce (1)`; districts without a kind.
  var bankName: String { kind == 8 ? name : "\(name) (\(kind))" }
}

struct Powiat {
  var code: String
  /// `bartoszycki`, `Olsztyn`.
  var name: String
  /// BDL number of the subregion, or empty.
  var subregion: String

  var isCity: Bool { code.dropFirst(2).prefix(2) >= "60" }
  var bankName: String { isCity ? (code == "1465000" ? "Powiat m. st. Warszawa" : "Powiat m. \(name)") : "Powiat \(name)" }
}

/// The voivodeship's 116 gminas, or Warsaw's 18 districts.
struct Region {
  /// TERYT of the voivodeship.
  var voivodeship: String
  var voivodeshipName: String
  var powiats: [Powiat]
  var places: [Place]
  /// Years of the tables.
  var years: [Int]
  /// Years for which population is made, so that ten years before can be looked up.
  static let allYears = Array(2005...2023)

  func places(of powiat: Int) -> [Int] { places.indices.filter { places[$0].powiat == powiat } }
}

/// Order of sexes in all figures.
enum Sex: Int, CaseIterable {
  case men, women

  /// As published by the Local Data Bank.
  var published: String { self == .men ? "mężczyźni" : "kobiety" }
  var short: String { self == .men ? "M" : "K" }
}

/// The 18 five-year groups.
enum Ages {
  static let lower = Array(stride(from: 0, through: 85, by: 5))
  static let published = lower.map { $0 == 85 ? "85 i więcej" : "\($0)-\($0 + 4)" }
  /// Groups that the public tables have for powiats: 15-19 ... 65-69.
  static let restated = 3...13
  /// Groups that the public tables have for voivodeships.
  static let voivodeship = ["0-14"] + restated.map { published[$0] } + ["70 i więcej"]
}
