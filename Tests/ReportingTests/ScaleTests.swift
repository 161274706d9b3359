@testable import Reporting
import Testing

@Suite struct ScaleTests {
  @Test(
    "Ticks are round, cover the values and are not too many",
    arguments: [
      [2.0, 16.6], [0.1, 0.2], [1_349_172, 1_446_915], [-22.7, 15], [5, 5], [0, 0], [-3, -1], [1e-9, 2e-9], [1e12, 3e12], [],
    ])
  func ticks(_ values: [Double]) {
    let scale = Scale(values, includingZero: true, start: 0, end: 100)
    #expect(scale.low <= values.min() ?? 0)
    #expect(scale.high >= values.max() ?? 1)
    #expect((2...12).contains(scale.ticks.count))
    #expect(scale(scale.low) == 0)
    #expect(scale(scale.high) == 100)
  }

  @Test("Begins at zero when the least is under half of the greatest, and says decimals that the ticks need")
  func zero() {
    #expect(Scale([2, 16.6], includingZero: true, start: 0, end: 1).low == 0)
    #expect(Scale([90, 100], includingZero: true, start: 0, end: 1).low == 90)
    #expect(Scale([0.1, 0.2], includingZero: false, start: 0, end: 1).decimals == 2)
    #expect(Scale([2, 16.6], includingZero: true, start: 0, end: 1).decimals == 0)
  }
}
