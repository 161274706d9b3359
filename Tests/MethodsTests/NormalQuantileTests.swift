// Reference values: scipy 1.17.1, scipy.stats.norm.ppf.
import Methods
import Testing

@Suite struct NormalQuantileTests {
  @Test(
    arguments: [
      (1e-300, -37.0470962993612), (1e-20, -9.262340089798409), (1e-08, -5.612001244174789), (0.001, -3.090232306167813),
      (0.025, -1.9599639845400545), (0.075, -1.4395314709384563), (0.1, -1.2815515655446004),
      (0.425, -0.18911842627279252), (0.5, 0), (0.7, 0.5244005127080407), (0.925, 1.4395314709384563),
      (0.975, 1.959963984540054), (0.999, 3.090232306167813), (0.999999999999, 7.0344869100478356),
    ] as [(Double, Double)])
  func agreesWithScipy(probability: Double, reference: Double) {
    #expect(isNear(normalQuantile(probability), reference))
  }

  @Test func endsAndOutside() {
    #expect(normalQuantile(0) == -.infinity)
    #expect(normalQuantile(1) == .infinity)
    #expect(normalQuantile(-0.1).isNaN)
    #expect(normalQuantile(1.1).isNaN)
    #expect(normalQuantile(.nan).isNaN)
  }

  @Test func deviateOfConfidence() {
    #expect(isNear(normalDeviate(confidence: 0.95), 1.959963984540054))
    #expect(isNear(normalDeviate(confidence: 0.998), 3.090232306167813))
  }
}
