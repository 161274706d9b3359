import Bytes
import Findings
import Testing

/// Made once for all tests. A failure to make it fails every test that asks for it.
private let made: Result<FixtureSet, Refusal> = {
  do throws(Refusal) {
    return .success(try FixtureSet(root: Repository.root))
  } catch {
    return .failure(error)
  }
}()

@Suite("Fixtures")
struct FixtureTests {
  let set: FixtureSet

  init() throws { set = try made.get() }

  @Test("The committed fixtures are what the generator makes; MAKE_FIXTURES=1 rewrites them")
  func committed() throws {
    if Repository.isMaking { try set.write(below: Repository.root) }
    let differences = try set.differences(from: Repository.root)
    #expect(differences.isEmpty, "run MAKE_FIXTURES=1 swift test --filter FixtureTests, then look at the difference")
  }

  @Test("All fixtures together stay below 12 MB")
  func size() {
    #expect(set.files.reduce(0) { $0 + $1.bytes.count } < 12_000_000)
  }

  @Test("Acceptance values of the population: 1 446 915 (2013), 1 357 910 (2023), 65+ 19.57 % (2023)")
  func population() {
    let population = set.warmia.population
    #expect(population.total(2013) == 1_446_915)
    #expect(population.total(2023) == 1_357_910)
    let share = Double(population.total(2023, ages: 13...17)) / Double(population.total(2023)) * 100
    #expect(rounded(share * 100) == 1957)
    #expect(set.warmia.region.powiats.count == 21)
    #expect(set.warmia.region.places.count == 116)
    #expect(set.warsaw.region.places.count == 18)
    #expect(set.warsaw.population.total(2019) == 1_790_658)
    #expect(set.warsaw.population.total(2020) == 1_861_774)
  }

  @Test("Gminas add up to the published powiats by age and sex, and powiats to the voivodeship")
  func populationSums() throws {
    let figures = try PublicFigures(folder: Repository.root + "/fixtures/public-figures")
    for region in [set.warmia, set.warsaw] {
      for year in 2013...2023 {
        for sex in Sex.allCases {
          for (index, powiat) in region.region.powiats.enumerated() {
            for group in Ages.restated {
              let published = figures.count("population-powiats", powiat.code, sex.short, Ages.published[group], "\(year)")
              #expect(region.population.powiat(index, year, sex, ages: group...group) == published)
            }
            #expect(
              region.population.powiat(index, year, sex)
                == figures.count("population-powiats", powiat.code, sex.short, "ogółem", "\(year)"))
          }
        }
      }
    }
    let population = set.warmia.population
    for year in Region.allYears {
      for sex in Sex.allCases {
        if let children = population.published("2800000", sex, "0-14", year) {
          #expect(population.total(year, sex, ages: 0...2) == children)
        }
        #expect(population.total(year, sex, ages: 14...17) == population.published("2800000", sex, "70 i więcej", year))
        for place in population.region.places.indices {
          #expect(population.cells[place][year - 2005][sex.rawValue].count == 18)
          #expect(population.working(place, year, sex) > 0)
        }
      }
    }
  }

  @Test("Unemployed add up to the published subregions, women to theirs, gminas to powiats")
  func unemployed() throws {
    let figures = try PublicFigures(folder: Repository.root + "/fixtures/public-figures")
    let labour = set.warmia.labour
    let region = set.warmia.region
    for (yearIndex, year) in region.years.enumerated() {
      for subregion in ["042815400000", "042815500000", "042815600000"] {
        let members = region.powiats.indices.filter { region.powiats[$0].subregion == subregion }
        guard figures["unemployed-subregions", subregion, "", "\(year)"] != nil else { continue }
        #expect(
          members.reduce(0) { $0 + labour.unemployed[$1][yearIndex] }
            == figures.count("unemployed-subregions", subregion, "", "\(year)"))
        #expect(
          members.reduce(0) { $0 + labour.women[$1][yearIndex] }
            == figures.count("unemployed-subregions", subregion, "K", "\(year)"))
      }
      for powiat in region.powiats.indices {
        let members = region.places(of: powiat)
        #expect(members.reduce(0) { $0 + labour.placeUnemployed[$1][yearIndex] } == labour.unemployed[powiat][yearIndex])
        #expect(members.reduce(0) { $0 + labour.placeWomen[$1][yearIndex] } == labour.women[powiat][yearIndex])
        for place in members { #expect(labour.placeWomen[place][yearIndex] <= labour.placeUnemployed[place][yearIndex]) }
      }
      if [2019, 2023].contains(year) {
        #expect(
          labour.disabled(yearIndex).reduce(0, +)
            == figures.count("reference-numbers", "disabled_unemployed", "2800000", "\(year)"))
      }
    }
  }

  @Test("Persons by decision and beneficiaries on 10 000 give the published rates of the voivodeship")
  func assistanceRates() throws {
    let figures = try PublicFigures(folder: Repository.root + "/fixtures/public-figures")
    let fixtures = set.warmia
    for (yearIndex, year) in fixtures.region.years.enumerated() {
      let people = Double(fixtures.population.total(year))
      if let rate = figures["reference-numbers", "by_decision_rate", "2800000", "\(year)"] {
        let made = Double(fixtures.assistance.decisions.reduce(0) { $0 + $1[yearIndex] }) / people * 10_000
        #expect(fixed(made, 1) == fixed(rate, 1))
      }
      if let rate = figures["reference-numbers", "community_rate", "2800000", "\(year)"] {
        let made = Double(fixtures.assistance.beneficiaries.reduce(0) { $0 + $1[yearIndex] }) / people * 10_000
        #expect(fixed(made, 0) == fixed(rate, 0))
      }
    }
    #expect(fixtures.resources.births(2023).reduce(0, +) == 8487)
  }

  @Test("Every statement keeps the printed sums and limits of its form")
  func statementSums() {
    for fixtures in [set.warmia, set.warsaw] {
      for yearIndex in fixtures.region.years.indices {
        for place in fixtures.region.places.indices {
          let mistakes = statementMistakes(fixtures.statements.statement(place, yearIndex))
          #expect(mistakes.isEmpty)
        }
      }
    }
  }

  @Test("Wielbark carries the code that was valid in the year")
  func codesInForce() {
    let paths = Set(set.files.map(\.path))
    #expect(paths.contains("warminsko-mazurskie/mpips03/2018/2817082.xml"))
    #expect(paths.contains("warminsko-mazurskie/mpips03/2019/2817083.xml"))
    #expect(paths.filter { $0.hasSuffix(".xml") && $0.contains("/mpips03/") }.count == 9 * 116)
  }
}
