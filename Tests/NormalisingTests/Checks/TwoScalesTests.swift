import Testing

@testable import Normalising

/// Two groups of years a thousand times apart, and what is none.
struct TwoScalesTests {
  private static func scales(_ values: [Double]) -> TwoScales? {
    var sorted: [Double] = []
    return TwoScales(values, &sorted)
  }

  /// A powiat's unemployed, rounded to thousands in the older file; decimals; the middle years.
  @Test(
    arguments: [
      ([3, 2, 2, 1, 1, 1, 1, 771, 702, 615, 640], 3), ([0.344, 0.256, 410, 398, 402], 0.344),
      ([24000, 23800, 24, 23.6, 23700, 23500], 24),
    ] as [([Double], Double)])
  func twoGroups(values: [Double], bound: Double) throws {
    let scales = try #require(Self.scales(values))
    #expect(scales.bound == bound)
    #expect(scales.ratio > 300 && scales.ratio < 2000)
  }

  /// Small counts, growth by steps, tenfold, too few, zeros, nothing.
  @Test(
    arguments: [
      [1, 1, 1, 60], [1, 10, 100, 1000, 10_000], [100, 110, 1050, 1100], [1, 1000, 1100], [0, 0, 0, 900, 950, 1000], [], [0],
      [2, 2, 2, 90_000, 91_000],
    ] as [[Double]])
  func oneScale(values: [Double]) {
    #expect(Self.scales(values) == nil)
  }
}
