import Contracts
import Findings
import Territory
import Testing

@testable import Diagnosing

@Suite struct FigureResolverTests {
  typealias Seen = Sample.Seen

  // MARK: the unit's own figure

  @Test func exactBreakdownGoesFirst() throws {
    let seen = [
      Seen("2801011", "2023", "population", 100), Seen("2801011", "2023", "population", 40, "sex=M"),
      Seen("2801011", "2023", "population", 59, "sex=K"),
    ]
    let found = try Sample.figure(seen, "2801011", 2023, "population")
    #expect(found.figure.value == 100 && found.origins == [0])
  }

  @Test func agesAreTiled() throws {
    let seen = [
      Seen("2801011", "2023", "population", 5, "age=65-69"), Seen("2801011", "2023", "population", 4, "age=70-74"),
      Seen("2801011", "2023", "population", 9, "age=70+"), Seen("2801011", "2023", "population", 30, "age=0-64"),
    ]
    let old = try Sample.figure(seen, "2801011", 2023, "population", "age=65+")
    #expect(old.figure.value == 14 && old.origins == [0, 2])
    let all = try Sample.figure(seen, "2801011", 2023, "population")
    #expect(all.figure.value == 44 && all.origins == [3, 0, 2])
    let part = try Sample.figure(seen, "2801011", 2023, "population", "age=60+")
    #expect(part.figure.reason == .noSuchBreakdown)
  }

  @Test func sexesAndPlacesAreSummedAlsoWithAges() throws {
    let seen = [
      Seen("2801011", "2023", "population", 5, "age=0-64;sex=M"), Seen("2801011", "2023", "population", 6, "age=65+;sex=M"),
      Seen("2801011", "2023", "population", 7, "age=0-64;sex=K"), Seen("2801011", "2023", "population", 8, "age=65+;sex=K"),
      Seen("2801022", "2023", "population", 1, "place=urban"), Seen("2801022", "2023", "population", 2, "place=rural"),
    ]
    let all = try Sample.figure(seen, "2801011", 2023, "population")
    #expect(all.figure.value == 26 && all.origins.sorted() == [0, 1, 2, 3])
    #expect(try Sample.figure(seen, "2801011", 2023, "population", "age=65+").figure.value == 14)
    #expect(try Sample.figure(seen, "2801011", 2023, "population", "sex=K").figure.value == 15)
    #expect(try Sample.figure(seen, "2801022", 2023, "population").figure.value == 3)
    // Town and village are not known for women alone.
    #expect(try Sample.figure(seen, "2801022", 2023, "population", "sex=K").figure.reason == .noSuchBreakdown)
  }

  /// A gmina made in 2015 whose figures were carried back lies in no other any more.
  @Test func aYoungerUnitWithAFigureIsPartOfTheSum() throws {
    let seen = [
      Seen("2802012", "2014", "population", 40), Seen("2802022", "2014", "population", 2),
      Seen("2802012", "2013", "population", 39), Seen("2802022", "2015", "population", 3),
    ]
    #expect(try Sample.figure(seen, "2802000", 2014, "population").figure.value == 42)
    #expect(try Sample.figure(seen, "2802000", 2013, "population").figure.value == 39)
  }

  @Test func aPartBelowHalfAUnitMakesNoSumOne() throws {
    let seen = [
      Seen("2802012", "2023", "population", 40), Seen("2802022", "2023", "population", 0.3, "", .belowUnit),
      Seen("2802012", "2022", "population", 0.2, "", .belowUnit), Seen("2802022", "2022", "population", 0.3, "", .belowUnit),
    ]
    let sum = try Sample.figure(seen, "2802000", 2023, "population").figure
    #expect(sum.value == 40.3 && sum.status == .ok)
    #expect(try Sample.figure(seen, "2802000", 2022, "population").figure.status == .belowUnit)
  }

  /// A powiat and the city in it, each with the number of both (attribute `p`).
  @Test func aFigureGivenForTwoUnitsTogetherIsNotAdded() throws {
    let seen = [
      Seen("2802012", "2023", "population", 40, "", .joint), Seen("2802022", "2023", "population", 40, "", .joint),
      Seen("2802012", "2022", "population", 40), Seen("2802022", "2022", "population", 2),
    ]
    let sum = try Sample.figure(seen, "2802000", 2023, "population").figure
    #expect(sum.reason == .jointFigure)
    #expect(try Sample.figure(seen, "2802012", 2023, "population").figure.value == 40)
    #expect(try Sample.figure(seen, "2802000", 2022, "population").figure.value == 42)
  }

  /// A gmina that is gone and of which nobody knows how much went where: what lies below the powiat now is not all of it.
  @Test func aPowiatIsNotTheSumOfWhatIsLeft() throws {
    let gone = Unit(code: "2802032", name: "Dawna", level: .gmina, kind: .rural, parent: "2802000", validTo: "2019-01-01")
    let later = Unit(code: "2801042", name: "Młoda", level: .gmina, kind: .rural, parent: "2801000", validFrom: "2025-01-01")
    let register = Register(
      Sample.units + [gone, later], on: "2024-01-01",
      changes: [
        UnitChange(.split, "2802032", to: "2802012", on: "2019-01-01", share: nil),
        UnitChange(.split, "2801022", to: "2801042", on: "2025-01-01", share: nil, shareBack: nil),
      ])
    let units = RegionUnits(register, region: "28")
    let powiats = try ["2801000", "2802000", "2800000"].map { units[try #require(units.position(of: $0))] }
    #expect(powiats.map { $0.isWhole(in: 2018) } == [true, false, true])
    #expect(powiats.map { $0.isWhole(in: 2019) } == [true, true, true])
    #expect(powiats.map { $0.isWhole(in: 2025) } == [false, true, true])
  }

  @Test func missingPartMakesTheSumMissing() throws {
    let seen = [
      Seen("2801011", "2023", "population", 5, "age=0-64"), Seen("2801011", "2023", "population", nil, "age=65+", .secret),
      Seen("2801022", "2023", "population", 5, "sex=M"), Seen("2801022", "2022", "population", 5, "sex=K"),
    ]
    let tiled = try Sample.figure(seen, "2801011", 2023, "population").figure
    #expect(tiled.reason == .incompleteParts && tiled.status == .secret)
    let halves = try Sample.figure(seen, "2801022", 2023, "population").figure
    #expect(halves.reason == .incompleteParts && halves.status == .notAvailable)
  }

  @Test(arguments: [
    (ObservationStatus.secret, MissingReason.secret), (.notAvailable, .notAvailable),
    (.notApplicable, .notApplicable), (.noInformation, .noInformation),
  ])
  func whatTheSourceSaysIsMissingIsMissing(status: ObservationStatus, reason: MissingReason) throws {
    // Even though the parts would give a sum.
    let seen = [
      Seen("2801000", "2023", "population", nil, "", status), Seen("2801000", "2023", "population", 40, "sex=M"),
      Seen("2801000", "2023", "population", 59, "sex=K"), Seen("2801011", "2023", "population", 1),
      Seen("2801022", "2023", "population", 1), Seen("2801033", "2023", "population", 1),
    ]
    let found = try Sample.figure(seen, "2801000", 2023, "population")
    #expect(found.figure.reason == reason && found.figure.status == status && found.origins == [0])
  }

  @Test func notYetAvailableGivesWayToACompleteSum() throws {
    let seen = [
      Seen("2801000", "2023", "population", nil, "", .notYetAvailable), Seen("2801011", "2023", "population", 1),
      Seen("2801022", "2023", "population", 2), Seen("2801033", "2023", "population", 3),
      Seen("2802000", "2023", "population", nil, "", .notYetAvailable), Seen("2802012", "2023", "population", 1),
      Seen("2801011", "2022", "population", nil, "", .notYetAvailable), Seen("2801011", "2022", "population", 4, "sex=M"),
      Seen("2801011", "2022", "population", 5, "sex=K"),
    ]
    #expect(try Sample.figure(seen, "2801000", 2023, "population").figure.value == 6)
    #expect(try Sample.figure(seen, "2801011", 2022, "population").figure.value == 9)
    let incomplete = try Sample.figure(seen, "2802000", 2023, "population")
    #expect(incomplete.figure.reason == .notYetAvailable && incomplete.origins == [4])
  }

  /// One gmina is late: the sum of the powiat is not there yet, which is not the same as never.
  @Test func aSumWaitsForWhatIsNotYetThere() throws {
    let seen = [Seen("2802012", "2023", "population", 40), Seen("2802022", "2023", "population", nil, "", .notYetAvailable)]
    let sum = try Sample.figure(seen, "2802000", 2023, "population").figure
    #expect(sum.reason == .incompleteChildren && sum.status == .notYetAvailable)
  }

  @Test func whereEverythingIsMissingTheReasonIsThatOfTheParts() throws {
    let gminas = ["2801011", "2801022", "2801033"].map { Seen($0, "2023", "population", nil, "", .notAvailable) }
    let none = try Sample.figure(gminas, "2801000", 2023, "population")
    #expect(none.figure.reason == .notAvailable && none.gaps.isEmpty)
    let secret = try Sample.figure(
      Array(gminas.dropLast()) + [Seen("2801033", "2023", "population", nil, "", .secret)], "2801000", 2023, "population")
    #expect(secret.figure.reason == .secret && secret.figure.status == .secret)
    let some = try Sample.figure(
      Array(gminas.dropLast()) + [Seen("2801033", "2023", "population", 3)], "2801000", 2023, "population")
    #expect(some.figure.reason == .incompleteChildren && some.gaps.first?.missing.count == 2)
    // One that does not report at all beside two that say that they have nothing.
    let partly = try Sample.figure(Array(gminas.dropLast()), "2801000", 2023, "population")
    #expect(partly.figure.reason == .notAvailable && partly.gaps.isEmpty)
    let ages = ["0-64", "65+"].map { Seen("2801011", "2023", "population", nil, "age=\($0)", .noInformation) }
    #expect(try Sample.figure(ages, "2801011", 2023, "population").figure.reason == .noInformation)
  }

  @Test func zeroIsANumber() throws {
    let seen = [
      Seen("2801011", "2023", "population", 0, "", .trueZero), Seen("2801022", "2023", "population", 3),
      Seen("2801033", "2023", "population", 0, "", .trueZero),
    ]
    let own = try Sample.figure(seen, "2801011", 2023, "population").figure
    #expect(own.value == 0 && own.reason == nil && own.status == .trueZero)
    let sum = try Sample.figure(seen, "2801000", 2023, "population").figure
    #expect(sum.value == 3 && sum.reason == nil && sum.status == .ok)
  }

  @Test func doubtOfAPartIsDoubtOfTheSum() throws {
    let seen = [
      Seen("2801011", "2023", "population", 1, "", .preliminary), Seen("2801022", "2023", "population", 3, "", .methodChanged),
      Seen("2801033", "2023", "population", 2),
    ]
    #expect(try Sample.figure(seen, "2801000", 2023, "population").figure.status == .methodChanged)
  }

  // MARK: sums over units below

  @Test func powiatIsTheSumOfItsWholeGminas() throws {
    let seen = [
      Seen("2801011", "2023", "population", 1), Seen("2801022", "2023", "population", 20),
      Seen("2801033", "2023", "population", 300), Seen("2801034", "2023", "population", 100),
      Seen("2801035", "2023", "population", 200),
    ]
    let found = try Sample.figure(seen, "2801000", 2023, "population")
    #expect(found.figure.value == 321 && found.origins == [0, 1, 2])
  }

  @Test func partsOfAGminaNeverStandForIt() throws {
    let seen = [
      Seen("2801011", "2023", "population", 1), Seen("2801022", "2023", "population", 20),
      Seen("2801034", "2023", "population", 100), Seen("2801035", "2023", "population", 200),
    ]
    let found = try Sample.figure(seen, "2801000", 2023, "population")
    #expect(found.figure.reason == .incompleteChildren)
    #expect(found.gaps.first?.missing.count == 1 && found.gaps.first?.of == 3)
  }

  @Test func regionIsSummedThroughPowiatsThatAreSummed() throws {
    let seen = [
      Seen("2801000", "2023", "population", 500), Seen("2802012", "2023", "population", 20),
      Seen("2802022", "2023", "population", 30),
    ]
    #expect(try Sample.figure(seen, "2800000", 2023, "population").figure.value == 550)
    #expect(try Sample.figure(seen, "PL621", 2023, "population").figure.value == 550)
  }

  @Test func ownFigureGoesBeforeTheSum() throws {
    let seen = [
      Seen("2800000", "2023", "population", 7), Seen("2801000", "2023", "population", 500),
      Seen("2802000", "2023", "population", 20),
    ]
    #expect(try Sample.figure(seen, "2800000", 2023, "population").figure.value == 7)
  }

  @Test func suppressedChildMakesTheSumMissing() throws {
    let seen = [
      Seen("2801011", "2023", "population", 1), Seen("2801022", "2023", "population", nil, "", .secret),
      Seen("2801033", "2023", "population", 3), Seen("2802000", "2023", "population", 5),
    ]
    let powiat = try Sample.figure(seen, "2801000", 2023, "population").figure
    #expect(powiat.reason == .incompleteChildren && powiat.status == .secret && powiat.value.isNaN)
    let region = try Sample.figure(seen, "2800000", 2023, "population").figure
    #expect(region.reason == .incompleteChildren && region.status == .secret)
  }

  @Test func gminaThatDidNotExistIsNotMissed() throws {
    let seen = [Seen("2802012", "2014", "population", 20), Seen("2802012", "2015", "population", 20)]
    #expect(try Sample.figure(seen, "2802000", 2014, "population").figure.value == 20)
    #expect(try Sample.figure(seen, "2802000", 2015, "population").figure.reason == .incompleteChildren)
  }

  @Test func ratesAndMeansAreNeverSummed() throws {
    let seen = [
      Seen("2801000", "2023", "rate", 10), Seen("2802000", "2023", "rate", 20), Seen("2801000", "2023", "wages", 5000, "sex=M"),
      Seen("2801000", "2023", "wages", 4000, "sex=K"),
    ]
    #expect(try Sample.figure(seen, "2800000", 2023, "rate").figure.reason == .notAdditive)
    #expect(try Sample.figure(seen, "2801000", 2023, "wages").figure.reason == .noSuchBreakdown)
  }

  @Test func districtsMakeUpWarsawAsGminaAndPowiat() throws {
    let seen = [Seen("1465028", "2023", "population", 100), Seen("1465038", "2023", "population", 150)]
    #expect(try Sample.figure(seen, "1465000", 2023, "population", region: "1465").figure.value == 250)
    #expect(try Sample.figure(seen, "1465011", 2023, "population", region: "1465").figure.value == 250)
    // The voivodeship is more than Warsaw.
    #expect(try Sample.figure(seen, "1400000", 2023, "population", region: "1465").figure.reason == .notAtThisLevel)
  }

  @Test func countryIsNeverSummedFromOneRegion() throws {
    let seen = [
      Seen("0200000", "2023", "population", 1), Seen("1400000", "2023", "population", 2),
      Seen("2800000", "2023", "population", 3),
    ]
    #expect(try Sample.figure(seen, "0000000", 2023, "population").figure.reason == .notAtThisLevel)
  }

  // MARK: nothing there

  @Test func saysWhyThereIsNothing() throws {
    let seen = [
      Seen("2801000", "2022", "population", 1), Seen("2802000", "2023", "population", 1),
      Seen("0000000", "2023", "wages", 1),
    ]
    #expect(try Sample.figure(seen, "2801000", 2023, "births").figure.reason == .noData)
    #expect(try Sample.figure(seen, "2801011", 2023, "population").figure.reason == .notAtThisLevel)
    #expect(try Sample.figure(seen, "2801000", 2023, "population").figure.reason == .notPublished)
    #expect(try Sample.figure(seen, "2801000", 2021, "population").figure.reason == .noDataForPeriod)
    #expect(try Sample.figure(seen, "2801000", 2023, "wages").figure.reason == .notAtThisLevel)
  }
}
