// Reference values: exact limits from statsmodels 0.15.0, statsmodels.stats.rates.confint_poisson(method="exact-c"); Byar's
// limits from the formula of Breslow and Day evaluated with 40 digits in mpmath 1.3.0.
import Methods
import Testing

@Suite struct PoissonIntervalTests {
  @Test(
    arguments: [
      (0, 0.95, 0, 3.6888794541139354), (1, 0.95, 0.025317807984289897, 5.571643390938898),
      (3, 0.95, 0.6186721228956015, 8.767273069742323), (9, 0.95, 4.115373097378334, 17.084803451419166),
      (9, 0.998, 2.452424404363775, 22.65737330906293), (2.5, 0.95, 0.4156058067433315, 8.006382137314663),
      (10, 0.95, 4.7953886961324335, 18.39035604201778), (100, 0.95, 81.36399125092315, 121.62679379242638),
    ] as [(Double, Double, Double, Double)])
  func exact(events: Double, confidence: Double, lower: Double, upper: Double) {
    let interval = exactPoissonInterval(events, confidence: confidence)
    #expect(isNear(interval?.lower, lower))
    #expect(isNear(interval?.upper, upper))
  }

  @Test(
    arguments: [
      (10, 0.95, 4.787449913967563, 18.391458605756473), (10, 0.998, 2.9163183746956856, 24.193724927880538),
      (11, 0.95, 5.483690198449972, 19.68323711614639), (50, 0.95, 37.10810040903418, 65.92015669395774),
      (99.5, 0.95, 80.91119984053239, 121.07907741796875), (1234, 0.95, 1166.1012539623118, 1304.8207747690428),
      (1e6, 0.998, 996912.6171324956, 1003094.0841024573),
    ] as [(Double, Double, Double, Double)])
  func byar(events: Double, confidence: Double, lower: Double, upper: Double) {
    let interval = byarInterval(events, confidence: confidence)
    #expect(isNear(interval?.lower, lower))
    #expect(isNear(interval?.upper, upper))
  }

  @Test func exactBelowTen() {
    #expect(byarInterval(9) == exactPoissonInterval(9))
    #expect(byarInterval(0)?.lower == 0)
    #expect(byarInterval(10) != exactPoissonInterval(10))
  }

  @Test func refusesWhatIsNoCount() {
    #expect(byarInterval(-1) == nil)
    #expect(byarInterval(.nan) == nil)
    #expect(byarInterval(.infinity) == nil)
    #expect(exactPoissonInterval(-0.5) == nil)
  }

  @Test func containsTheCountAndGrowsWithIt() throws {
    var last = Interval(-1, -1)
    for events in 0...60 {
      let interval = try #require(byarInterval(Double(events)))
      #expect(interval.lower <= Double(events) && Double(events) <= interval.upper)
      #expect(interval.lower >= last.lower && interval.upper > last.upper)
      last = interval
    }
  }
}
