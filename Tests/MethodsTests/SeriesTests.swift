// Reference values: pymannkendall 1.4.3 (original_test), scipy 1.17.1 (kendalltau exact, theilslopes, linregress), statsmodels
// 0.15.0 (OLS prediction; ETSModel with 30 starts: its squared error is to be reached or beaten), and all divisions into
// segments enumerated in Python for the structural breaks.
import Methods
import Testing

@Suite struct SeriesTests {
  private let series = [41250.0, 40110, 38900, 39500, 36200, 35100, 35100, 33800, 31900, 32400, 30100, 28800]
  private let years = (2010...2021).map(Double.init)

  @Test func trendTest() throws {
    let result = try #require(mannKendall(series.map { $0 }))
    #expect(result.s == -61 && isNear(result.variance, 211.66666666666666) && !result.isExact)
    #expect(isNear(result.z, -4.124060379740825, relative: 1e-11))
    #expect(isNear(result.probability, 3.722512424442215e-05, relative: 1e-10))
    #expect(isNear(result.tau, -0.9242424242424242))
    let short = try #require(mannKendall([5, 3, 6, 7, 2, 9, 8]))
    #expect(short.isExact && isNear(short.probability, 0.2388888888888889, relative: 1e-11))
    // Turned over: the same strength, the other sign. Still: no trend.
    #expect(mannKendall(series.map { -$0 })?.z == -result.z)
    #expect(mannKendall([4, 4, 4, 4])?.probability == 1)
    #expect(mannKendall([4, nil, 4]) == nil)
  }

  @Test func medianSlope() throws {
    let line = try #require(theilSen(series, at: years))
    #expect(isNear(line.slope, -1118.611111111111))
    #expect(isNear(line.intercept, 2289660.6944444445))
    #expect(isNear(line.limits.lower, -1252.5) && isNear(line.limits.upper, -1002))
    #expect(theilSen([1, 2], at: [3, 3]) == nil)
  }

  @Test func leastSquares() throws {
    let line = try #require(LinearTrend(series, at: years))
    #expect(isNear(line.slope, -1110.979020979021, relative: 1e-11))
    #expect(isNear(line.slopeError, 59.25663990843135, relative: 1e-10))
    #expect(isNear(line.probability, 4.032420386237813e-09, relative: 1e-8))
    #expect(isNear(line.determination, 0.9723382471826465, relative: 1e-11))
    let ahead = try #require(LinearTrend(series, at: (1...12).map(Double.init))).prediction(at: 14, confidence: 0.95)
    #expect(isNear(ahead.value, 26930.99067599069, relative: 1e-11))
    #expect(isNear(ahead.interval?.lower, 25012.3574755861, relative: 1e-10))
    #expect(isNear(ahead.interval?.upper, 28849.623876395282, relative: 1e-10))
  }

  @Test func simpleForecasts() throws {
    let naive = try #require(SimpleForecast.naive(series, horizon: 3, confidence: 0.95))
    #expect(naive[2].value == 28800 && isNear(naive[2].interval?.lower, 23407.71521678936, relative: 1e-11))
    let drift = try #require(SimpleForecast.drift(series, horizon: 3, confidence: 0.95))
    #expect(isNear(drift[2].value, 25404.545454545456))
    #expect(isNear(drift[2].interval?.lower, 20928.005216861322, relative: 1e-11))
    let flat = try #require(SimpleForecast.mean(series, horizon: 1, confidence: 0.95))
    #expect(isNear(flat[0].interval?.lower, 25957.248286765338, relative: 1e-11))
  }

  @Test(
    arguments: [(.level, 27754835.65703743), (.trend, 5021731.833539556), (.damped, 5348973.175658706)]
      as [(ExponentialSmoothing.Form, Double)])
  func smoothingFitsAsWellAsStatsmodels(form: ExponentialSmoothing.Form, error: Double) throws {
    let model = try #require(ExponentialSmoothing(fitting: form, to: series))
    // statsmodels lets beta fall to nothing; here, as in R, it is 0.0001 at least, which costs less than a thousandth of the error.
    #expect(model.squaredError <= error * (1 + (form == .level ? 1e-6 : 1e-3)))
    let forecast = model.forecast(horizon: 4, confidence: 0.8)
    var width = 0.0
    for step in forecast {
      let limits = try #require(step.interval)
      #expect(limits.lower < step.value && step.value < limits.upper && limits.upper - limits.lower > width * 0.999)
      width = limits.upper - limits.lower
    }
    // A unit of measure changes the forecast by the same factor.
    let scaled = try #require(ExponentialSmoothing(fitting: form, to: series.map { $0 / 1000 }))
    #expect(isNear(scaled.squaredError, model.squaredError / 1e6, relative: 1e-6))
  }

  @Test func smoothingRunsGivenParameters() {
    let model = ExponentialSmoothing(.damped, [10, 12, 11], alpha: 0.5, beta: 0.2, phi: 0.9, level: 9, slope: 1)
    // By hand: e1 = 0.1, l = 9.95, b = 0.92; e2 = 1.222, l = 11.389, b = 1.0724; e3 = -1.35416.
    #expect(isNear(model.residuals[1], 1.222) && isNear(model.residuals[2], -1.35416, relative: 1e-10))
  }

  @Test func thetaStartsFromSmoothing() throws {
    let theta = try #require(thetaForecast(series, horizon: 2, confidence: 0.95))
    #expect(theta[1].value < theta[0].value)
    #expect(thetaForecast([1, 2, 3], horizon: 1, confidence: 0.9) == nil)
  }

  @Test func scalesHoldTheirBounds() throws {
    let shares = [88.0, 90, 91, 93, 94, 96, 97]
    let moved = try #require(ForecastScale.logit.there(shares, top: 100))
    let ahead = try #require(SimpleForecast.drift(moved, horizon: 9, confidence: 0.998))
    for estimate in ahead.map({ ForecastScale.logit.back($0, top: 100) }) {
      let limits = try #require(estimate.interval)
      #expect(limits.lower >= 0 && limits.lower <= estimate.value && estimate.value <= limits.upper && limits.upper <= 100)
    }
    #expect(ForecastScale.log.there([3, 0], top: 100) == nil)
  }

  @Test func breaksAreTheBestDivision() throws {
    let values = [3, 3.2, 2.9, 3.1, 5.2, 5.0, 5.3, 5.1, 2.0, 2.2, 2.1, 1.9, 2.05]
    let found = try #require(StructuralBreaks(values, most: 3))
    #expect(found.starts == [4, 8])
    #expect(
      isNear(found.squaredErrors[1], 8.97, relative: 1e-10) && isNear(found.squaredErrors[3], 6.138333333333331, relative: 1e-10))
    #expect(
      isNear(found.criteria[2], -5.724803442425706, relative: 1e-10)
        && isNear(found.criteria[0], 48.80274182292191, relative: 1e-10))
    #expect(StructuralBreaks([1, 2, 3, 4, 5]) == nil)
    #expect(StructuralBreaks(values, fixed: 1)?.starts == [8])
  }

  @Test func gapsInsideOnly() {
    let gaps: [Double?] = [nil, 2, nil, 6, nil, nil, nil, 1, nil]
    #expect(GapFilling.linear(gaps).values == [nil, 2, 4, 6, nil, nil, nil, 1, nil])
    #expect(GapFilling.linear([1, nil, 9], times: [2010, 2011, 2018]).values == [1, 2, 9])
    #expect(GapFilling.linear(gaps, ends: true).values == [2, 2, 4, 6, nil, nil, nil, 1, 1])
    #expect(GapFilling.carryForward(gaps, longest: 3).values == [nil, 2, 2, 6, 6, 6, 6, 1, nil])
    #expect(GapFilling.carryBackward(gaps).isFilled == [false, false, true, false, false, false, false, false, false])
  }

  @Test func linking() throws {
    let linked = try #require(ChainLinking.ratio([10, 20, 40, nil], [nil, nil, 20, 30]))
    #expect(linked.values == [5, 10, 20, 30] && linked.link == 0.5)
    #expect(ChainLinking.difference([10, 20, 40, nil], [nil, nil, 20, 30])?.values == [-10, 0, 20, 30])
    #expect(ChainLinking.ratio([10, nil], [nil, 3]) == nil)
  }

  @Test func refusalsAndAccuracy() throws {
    #expect(ForecastRefusal.reasons(count: 5) == [.tooShort])
    #expect(
      ForecastRefusal.reasons(count: 10, breaks: [6], imputed: 3, definitionChanged: true) == [
        .lateBreak, .imputed, .definitionChanged,
      ])
    #expect(ForecastRefusal.reasons(count: 10, breaks: [5], imputed: 2).isEmpty)
    let accuracy = try #require(rollingOrigin(series, from: 5) { SimpleForecast.naive($0, horizon: 1, confidence: 0.8)?.first })
    #expect(accuracy.relativeToNaive == 1 && accuracy.origins == 7)
  }
}
