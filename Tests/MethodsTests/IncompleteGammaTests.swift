// Reference values: scipy 1.17.1, scipy.special.gammaln, gammainc, gammaincc, scipy.stats.chi2.ppf.
import Methods
import Testing

@Suite struct IncompleteGammaTests {
  @Test(
    arguments: [
      (1e-08, 18.42068073818021), (0.1, 2.252712651734206), (0.5, 0.5723649429247), (1.5, -0.12078223763524526),
      (3.7, 1.428072326665388), (9.99, 12.779315214350195), (10, 12.801827480081469), (25, 54.78472939811232),
      (171.5, 709.1431630309283), (100000, 1051287.7089736569), (1e10, 220258509288.81058),
    ] as [(Double, Double)])
  func logarithmOfGamma(x: Double, reference: Double) {
    #expect(isNear(logGamma(x), reference, relative: 1e-13))
  }

  @Test func logarithmOfGammaAtItsZeros() {
    #expect(abs(logGamma(1)) < 1e-14)
    #expect(abs(logGamma(2)) < 1e-14)
    #expect(logGamma(0).isNaN)
  }

  @Test(
    arguments: [
      (0.01, 1e-06, 0.8759337598323527, 0.1240662401676467), (0.5, 0.1, 0.34527915398142317, 0.6547208460185768),
      (1, 1, 0.6321205588285577, 0.36787944117144245), (1, 30, 0.9999999999999064, 9.357622968840163e-14),
      (5, 2, 0.052653017343711125, 0.9473469826562889), (5, 6.5, 0.7763281831885005, 0.22367181681149945),
      (10, 4, 0.008132242796933871, 0.9918677572030661), (10, 25, 0.9997785233617512, 0.0002214766382487835),
      (50, 50, 0.5188083154720433, 0.48119168452795674), (100, 60, 1.4815276326460494e-06, 0.9999985184723673),
      (100, 160, 0.999999855797755, 1.4420224505352197e-07), (1000, 1010, 0.6276789447369947, 0.37232105526300524),
      (1e5, 1e5, 0.5004205221103651, 0.4995794778896348),
    ] as [(Double, Double, Double, Double)])
  func bothTails(shape: Double, x: Double, below: Double, above: Double) {
    let found = incompleteGamma(shape: shape, x)
    #expect(isNear(found.below, below))
    #expect(isNear(found.above, above))
  }

  @Test func endsAndOutside() {
    #expect(incompleteGamma(shape: 3, 0) == (0, 1))
    #expect(incompleteGamma(shape: 3, .infinity) == (1, 0))
    #expect(incompleteGamma(shape: 0, 1).below.isNaN)
    #expect(incompleteGamma(shape: 1, -1).above.isNaN)
    #expect(gammaQuantile(0, shape: 2) == 0)
    #expect(gammaQuantile(1, shape: 2) == .infinity)
    #expect(gammaQuantile(1.5, shape: 2).isNaN)
  }

  @Test(
    arguments: [
      (0.025, 2, 0.05063561596857975), (0.975, 2, 7.377758908227871), (0.025, 8, 2.1797307472526497),
      (0.975, 20, 34.16960690283833), (0.001, 2, 0.002001000667167068), (0.001, 18, 4.90484880872755),
      (0.999, 20, 45.31474661812586), (0.5, 1, 0.454936423119572), (0.05, 0.2, 1.1861422582828497e-13),
      (0.9, 1, 2.705543454095404), (0.01, 100, 70.06489492539978), (0.975, 2000, 2125.8423024497756),
      (1e-10, 4, 2.828440458165948e-05), (0.3, 0.05, 1.3932256793325244e-21),
    ] as [(Double, Double, Double)])
  func quantileOfChiSquare(probability: Double, degrees: Double, reference: Double) {
    #expect(isNear(chiSquareQuantile(probability, degreesOfFreedom: degrees), reference))
  }
}
