/// Population of Warsaw's districts in the wide layout of the Local Data Bank. Ages 15-69 and totals of the city are
/// published (2013-2023); the split to districts is invented.
struct WarsawBank {
  private let population: PopulationFigures
  private var region: Region { population.region }

  init(_ population: PopulationFigures) { self.population = population }

  func files() -> [(path: String, bytes: [UInt8])] {
    var ages: [BankFiles.WideColumn] = []
    var keys: [(Int, Sex, Int)] = []
    for group in 0..<18 {
      for sex in Sex.allCases {
        for year in region.years {
          ages.append(.init(dimensions: [Ages.published[group], sex.published], year: year))
          keys.append((group, sex, year))
        }
      }
    }
    var economic: [BankFiles.WideColumn] = []
    var economicKeys: [(Int, Sex, Int)] = []
    for (group, name) in ["w wieku przedprodukcyjnym", "w wieku produkcyjnym", "w wieku poprodukcyjnym"].enumerated() {
      for sex in Sex.allCases {
        for year in region.years {
          economic.append(.init(dimensions: [name, sex.published], year: year))
          economicKeys.append((group, sex, year))
        }
      }
    }
    let totals = Region.allYears.filter { $0 >= 2010 }.map { BankFiles.WideColumn(dimensions: ["ogółem", "ogółem"], year: $0) }
    return [
      (
        "LUDN_2137_CTAB_20250522120000.csv",
        BankFiles.wide(
          ages, rows: rows(ages.count) { population.count($0, keys[$1].2, keys[$1].1, ages: keys[$1].0...keys[$1].0) })
      ),
      (
        "LUDN_2137_CTAB_20250522121000.csv",
        BankFiles.wide(totals, rows: rows(totals.count) { population.count($0, totals[$1].year) })
      ),
      (
        "LUDN_1342_CTAB_20250522122000.csv",
        BankFiles.wide(
          economic, separator: ",",
          rows: rows(economic.count) { place, column in
            let (group, sex, year) = economicKeys[column]
            switch group {
            case 0: return population.preworking(place, year, sex)
            case 1: return population.working(place, year, sex)
            default: return population.postworking(place, year, sex)
            }
          })
      ),
    ]
  }

  /// The city as powiat, then its districts, whose sum it is.
  private func rows(_ columns: Int, _ value: (_ place: Int, _ column: Int) -> Int) -> [(
    code: String, name: String, values: [String]
  )] {
    let sums = (0..<columns).map { column in "\(region.places.indices.reduce(0) { $0 + value($1, column) })" }
    return [("1465000", region.powiats[0].bankName, sums)]
      + region.places.enumerated().map { index, place in (place.code, place.name, (0..<columns).map { "\(value(index, $0))" }) }
  }
}
