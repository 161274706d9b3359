// Reference values of the intervals: statsmodels 0.15.0 (Wilson), scipy 1.17.1 (exact Poisson), see Tests/MethodsTests.
import Contracts
import Findings
import Methods
import Pipelines
import Testing

@testable import Diagnosing

@Suite struct IndicatorCalculatorTests {
  typealias Seen = Sample.Seen

  private func value(_ row: String, _ seen: [Seen], _ unit: String, _ year: Int = 2023) throws(Refusal) -> IndicatorValue {
    let calculator = try calculator(row, seen)
    return calculator.value(unit: calculator.resolver.cube.units.position(of: unit) ?? 0, year: year)
  }

  private func calculator(_ row: String, _ seen: [Seen]) throws(Refusal) -> IndicatorCalculator {
    let catalogue = try Sample.catalogue([row])
    return IndicatorCalculator(catalogue.entries[0], FigureResolver(try Sample.cube(seen).cube))
  }

  @Test func regionIsSumOverSumNeverAMeanOfRates() throws {
    let seen = [
      Seen("2801000", "2023", "unemployed", 10), Seen("2801000", "2023", "population", 100),
      Seen("2802000", "2023", "unemployed", 90), Seen("2802000", "2023", "population", 300),
    ]
    let row = Sample.indicator("C", "unemployed", "population", multiplier: "100")
    let region = try value(row, seen, "2800000")
    #expect(region.value == 25)
    #expect(region.numerator == 100 && region.denominator == 400)
  }

  /// 7 / 100 * 100 is 7.000000000000001 in binary; what was published is 7.
  @Test func aPublishedRateLeavesAsPublished() throws {
    let row = Sample.indicator("C", "unemployed", "100", multiplier: "100")
    #expect(7.0 / 100 * 100 != 7)
    #expect(try value(row, [Seen("2801000", "2023", "unemployed", 7)], "2801000").value == 7)
  }

  @Test func wilsonAndByarAreScaled() throws {
    let seen = [
      Seen("2801000", "2023", "unemployed", 65), Seen("2801000", "2023", "population", 100),
      Seen("2801000", "2023", "births", 3),
    ]
    let share = try value(
      Sample.indicator("C", "unemployed", "population", multiplier: "100", interval: "wilson"), seen, "2801000")
    #expect(abs((share.interval?.lower ?? 0) - 55.25444329688796) < 1e-10)
    #expect(abs((share.interval?.upper ?? 0) - 73.63575175690247) < 1e-10)
    let rate = try value(
      Sample.indicator("C", "births", "population", multiplier: "1000", interval: "byar"), seen, "2801000")
    #expect(abs((rate.interval?.lower ?? 0) - 6.186721228956015) < 1e-10)
    #expect(abs((rate.interval?.upper ?? 0) - 87.67273069742323) < 1e-10)
  }

  @Test func missingNeverBecomesZero() throws {
    let seen = [
      Seen("2801000", "2023", "births", 5), Seen("2801000", "2023", "migration", nil, "", .noInformation),
      Seen("2801000", "2023", "population", 100),
    ]
    let sum = try value(Sample.indicator("A", "births + migration", "population"), seen, "2801000")
    #expect(sum.value == nil && sum.numerator == nil && sum.denominator == 100)
    #expect(sum.reason == .noInformation && sum.status == .noInformation)
    let below = try value(Sample.indicator("A", "births", "migration"), seen, "2801000")
    #expect(below.value == nil && below.numerator == 5 && below.reason == .noInformation)
    // Also where it is multiplied by nothing.
    #expect(try value(Sample.indicator("A", "births + 0 * migration", "population"), seen, "2801000").value == nil)
  }

  @Test func nothingIsDividedByZeroOrLess() throws {
    let seen = [
      Seen("2801000", "2023", "births", 5), Seen("2801000", "2023", "population", 0, "", .trueZero),
      Seen("2801000", "2023", "migration", -4),
    ]
    let zero = try value(Sample.indicator("A", "births", "population"), seen, "2801000")
    #expect(zero.value == nil && zero.reason == .zeroDenominator && zero.denominator == 0 && zero.status == .notApplicable)
    let negative = try value(Sample.indicator("A", "births", "migration"), seen, "2801000")
    #expect(negative.value == nil && negative.reason == .negativeDenominator)
  }

  /// The number of a powiat and its city together says nothing over the inhabitants of one of them.
  @Test func aJointFigureStandsOverAJointOneOnly() throws {
    let seen = [
      Seen("2801000", "2023", "births", 50, "", .joint), Seen("2801000", "2023", "population", 1000),
      Seen("2801000", "2023", "migration", 10, "", .joint),
    ]
    let mixed = try value(Sample.indicator("A", "births", "population"), seen, "2801000")
    #expect(mixed.value == nil && mixed.reason == .jointFigure && mixed.numerator == 50)
    let own = seen.dropLast() + [Seen("2801000", "2023", "migration", 10)]
    #expect(try value(Sample.indicator("A", "births + migration", "1"), Array(own), "2801000").reason == .jointFigure)
    let both = try value(Sample.indicator("A", "births", "migration"), seen, "2801000")
    #expect(both.value == 5 && both.status == .joint)
    #expect(try value(Sample.indicator("A", "births", "1"), seen, "2801000").value == 50)
  }

  @Test func balancesMayBeNegative() throws {
    let seen = [Seen("2801000", "2023", "migration", -4), Seen("2801000", "2023", "population", 1000)]
    let row = Sample.indicator("A", "migration", "population", multiplier: "1000", interval: "byar")
    let balance = try value(row, seen, "2801000")
    #expect(balance.value == -4 && balance.interval == nil)
  }

  @Test func numbersBeyondAllMeasureAreNoNumbers() throws {
    let seen = [
      Seen("2801000", "2023", "births", 1.7e308), Seen("2801000", "2023", "population", 1e-300),
      Seen("2801000", "2023", "migration", 1.7e308),
    ]
    let sum = try value(Sample.indicator("A", "births + migration", "population"), seen, "2801000")
    #expect(sum.value == nil && sum.numerator == nil && sum.reason == .noInformation)
    let quotient = try value(Sample.indicator("A", "births", "population", interval: "byar"), seen, "2801000")
    #expect(quotient.value == nil && quotient.interval == nil && quotient.reason == .noInformation)
    let large = try value(Sample.indicator("A", "births", "migration", interval: "wilson"), seen, "2801000")
    #expect(large.value == 1 && large.interval?.upper.isFinite ?? true && large.interval?.lower.isFinite ?? true)
  }

  @Test func yearsBackAndUnitsAbove() throws {
    let seen = [
      Seen("2801000", "2023", "population", 90), Seen("2801000", "2013", "population", 100),
      Seen("2801000", "2023", "wages", 6000), Seen("0000000", "2023", "wages", 8000),
      Seen("2800000", "2022", "wages", 5000),
    ]
    let change = Sample.indicator("A", "population - population@-10", "population@-10", multiplier: "100")
    #expect(try value(change, seen, "2801000").value == -10)
    #expect(try value(change, seen, "2801000", 2022).reason == .noDataForPeriod)
    let wage = Sample.indicator("A", "wages", "wages@country", multiplier: "100")
    #expect(try value(wage, seen, "2801000").value == 75)
    #expect(try value(Sample.indicator("A", "wages", "wages@voivodeship@-1"), seen, "2801000").value == 1.2)
    #expect(try value(Sample.indicator("A", "wages", "wages@powiat"), seen, "0000000").reason == .noSuchUnit)
  }

  @Test func doubtOfAnyPartIsDoubtOfTheValue() throws {
    let seen = [
      Seen("2801000", "2023", "unemployed", 5, "", .preliminary), Seen("2801000", "2023", "population", 100),
      Seen("2802000", "2023", "unemployed", 0, "", .trueZero), Seen("2802000", "2023", "population", 100),
    ]
    let row = Sample.indicator("C", "unemployed", "population")
    #expect(try value(row, seen, "2801000").status == .preliminary)
    let none = try value(row, seen, "2802000")
    #expect(none.value == 0 && none.status == .trueZero)
  }

  @Test func originsAreTheRowsOnce() throws {
    let seen = [
      Seen("2801000", "2023", "population", 40, "sex=M"), Seen("2801000", "2023", "population", 60, "sex=K"),
      Seen("2801000", "2023", "unemployed", 5), Seen("2802000", "2023", "unemployed", nil, "", .secret),
      Seen("2802000", "2023", "population", 7),
    ]
    let calculator = try calculator(
      Sample.indicator("C", "unemployed + unemployed", "population + population[sex=K]"), seen)
    let units = calculator.resolver.cube.units
    let origins = calculator.origins(unit: units.position(of: "2801000") ?? 0, year: 2023)
    #expect(origins.numerator == [2] && origins.denominator == [0, 1])
    let secret = calculator.origins(unit: units.position(of: "2802000") ?? 0, year: 2023)
    #expect(secret.numerator == [3])
  }
}
