// Reference values: xoshiro256** of the authors' C text started by splitmix64 has no value of its own here; the Sobol indices of
// the Ishigami function are known in closed form (SALib's test case): S = 0.3139, 0.4424, 0; ST = 0.5576, 0.4424, 0.2437. The estimators: SALib 1.6.0
// sobol.analyze(calc_second_order=False) on the same results.
import Glibc
import Methods
import Testing

@Suite struct UncertaintyTests {
  @Test func randomNumbersAreEvenAndRepeatable() {
    var a = SeededRandom(seed: 5)
    var b = SeededRandom(seed: 5)
    var counts = [Int](repeating: 0, count: 7)
    var sum = 0.0
    for _ in 0..<70_000 {
      let index = a.index(below: 7)
      #expect(index == b.index(below: 7))
      counts[index] += 1
      sum += a.uniform()
      _ = b.uniform()
    }
    for count in counts { #expect(abs(count - 10_000) < 400) }
    #expect(abs(sum / 70_000 - 0.5) < 0.005)
  }

  @Test func ishigami() throws {
    let result = try #require(
      SobolIndices(groups: [[0], [1], [2]], dimensions: 3, samples: 20_000, seed: 1) { draws in
        let x = draws.map { (2 * $0 - 1) * Double.pi }
        return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0])
      })
    for (value, expected) in zip(result.first + result.total, [0.3139, 0.4424, 0, 0.5576, 0.4424, 0.2437]) {
      #expect(abs(value - expected) < 0.03)
    }
  }

  @Test func theEstimatorsAreThoseOfSALib() throws {
    let result = try #require(
      SobolIndices(
        results: [0.625, 0.897, 0.776, 0.225], other: [0.3, 0.874, 0.005, 0.821],
        mixed: [[0.797, 0.468, 0.303, 0.278], [0.255, 0.445, 0.505, 0.553], [0.996, 0.793, 0.622, 0.989]]))
    #expect(areNear(result.first.map(Optional.init), [0.2637831288919098, 0.4953498984090317, 0.34543597860673886]))
    #expect(areNear(result.total.map(Optional.init), [0.5375801090852966, 0.6378089998193972, 0.923158328787731]))
  }

  private var columns: [[Double?]] { zip(Districts.columns, Districts.types).map { directed($0, $1) } }

  @Test func placesLieInTheirIntervals() throws {
    let model = try #require(RankUncertainty(columns, weights: Districts.weights))
    let places = model.places(replications: 400, seed: 3)
    for place in places.compactMap({ $0 }) {
      #expect(place.low <= place.median && place.median <= place.high && place.low >= 1 && place.high <= 10)
    }
    #expect(model.places(replications: 400, seed: 3) == places)
    #expect(places[7]?.rank == 1)
    // Nothing varied: every place is sure.
    let fixed = try #require(
      RankUncertainty(
        columns, weights: Districts.weights,
        choices: .init(normalisation: false, aggregation: false, leaveOneOut: false, noise: 0)))
    for place in fixed.places(replications: 20, seed: 3).compactMap({ $0 }) {
      #expect(place.low == Double(place.rank) && place.high == Double(place.rank))
    }
    #expect(fixed.sensitivity(samples: 10, seed: 1) == nil)
  }

  @Test func dominatedUnitStaysLast() throws {
    let dominated = columns.map { column -> [Double?] in column + [(presentValues(column).min() ?? 0) - 1] }
    let model = try #require(RankUncertainty(dominated, weights: Districts.weights))
    #expect(model.places(replications: 200, seed: 9)[10]?.low == 11)
    let missing = dominated.map { column -> [Double?] in column + [nil] }
    #expect(RankUncertainty(missing, weights: Districts.weights)?.places(replications: 5, seed: 9)[11] == nil)
  }

  @Test func sensitivityNamesTheFactors() throws {
    let uneven: [[Double?]] = [[1, 2, 3, 100], [5, 4, 3.5, 0]]
    let model = try #require(
      RankUncertainty(
        uneven, weights: [1, 1], choices: .init(normalisation: true, aggregation: false, leaveOneOut: false, noise: 0)
      ))
    let result = try #require(model.sensitivity(samples: 300, seed: 2))
    #expect(result.total[1] == 0 && result.total[2] == 0 && result.total[3] == 0 && result.total[0] > 0.9)
  }
}
