// Reference values: statsmodels 0.15.0, statsmodels.stats.proportion.proportion_confint(method="wilson").
import Methods
import Testing

@Suite struct WilsonIntervalTests {
  @Test(
    arguments: [
      (0, 10, 0.95, 0, 0.2775327998628892), (10, 10, 0.95, 0.7224672001371107, 1),
      (1, 1, 0.95, 0.20654931437723745, 1), (65, 100, 0.95, 0.5525444329688796, 0.7363575175690247),
      (65, 100, 0.998, 0.4954946574070448, 0.7783540614089687), (3, 1000, 0.95, 0.0010207838811386186, 0.008783014053503173),
      (12345, 1_357_910, 0.95, 0.008932920635749854, 0.009252210633176492),
      (7.5, 20, 0.95, 0.19977085566463149, 0.5905104338485734), (999, 1000, 0.99, 0.9915394337800183, 0.9998825836463816),
    ] as [(Double, Double, Double, Double, Double)])
  func agreesWithStatsmodels(count: Double, whole: Double, confidence: Double, lower: Double, upper: Double) {
    let interval = wilsonInterval(count, of: whole, confidence: confidence)
    #expect(isNear(interval?.lower, lower))
    #expect(isNear(interval?.upper, upper))
  }

  @Test func refusesWhatIsNoShare() {
    #expect(wilsonInterval(1, of: 0) == nil)
    #expect(wilsonInterval(-1, of: 10) == nil)
    #expect(wilsonInterval(11, of: 10) == nil)
    #expect(wilsonInterval(.nan, of: 10) == nil)
    #expect(wilsonInterval(1, of: .infinity) == nil)
  }

  @Test func containsTheShareAndGrowsWithTheCount() throws {
    var last = Interval(-1, -1)
    for count in 0...37 {
      let interval = try #require(wilsonInterval(Double(count), of: 37))
      #expect(interval.lower <= Double(count) / 37 && Double(count) / 37 <= interval.upper)
      #expect(interval.lower >= last.lower && interval.upper > last.upper)
      last = interval
    }
  }

  @Test func turnsOverWithTheComplement() throws {
    let share = try #require(wilsonInterval(9, of: 40))
    let rest = try #require(wilsonInterval(31, of: 40))
    #expect(isNear(share.lower, 1 - rest.upper))
    #expect(isNear(share.upper, 1 - rest.lower))
  }
}
