// Reference values: esda 2.9.0 with libpysal 4.14.1 (Moran, Geary, Moran_Local, G_Local), inequality 1.1.2 (Gini, TheilD),
// factor_analyzer 0.5.1 (KMO, Bartlett), numpy 2.4.6 (eigh), scipy 1.17.1 (linkage), mapclassify 2.10.0.
import Methods
import Testing

@Suite struct SpaceTests {
  private let values = Districts.complete[0]
  private static let neighbours = [
    [1, 2], [0, 2, 3], [0, 1, 5], [1, 4, 7], [3, 7, 8], [2, 6, 9], [5, 9], [3, 4, 8], [4, 7, 9], [5, 6, 8],
  ]
  private static var pairs: [(from: Int, to: Int, weight: Double)] {
    neighbours.enumerated().flatMap { unit, others in others.map { (from: unit, to: $0, weight: 1.0) } }
  }
  private let byRows = SpatialWeights(count: 10, pairs: pairs, style: .rows)
  private let binary = SpatialWeights(count: 10, pairs: pairs, style: .binary)

  @Test func moranAndGeary() throws {
    let i = try #require(moran(values, byRows))
    #expect(isNear(i.value, 0.48628920111133944, relative: 1e-11) && isNear(i.expected, -0.1111111111111111))
    #expect(
      isNear(i.varianceRandomised, 0.03995862946132576, relative: 1e-10)
        && isNear(i.varianceNormal, 0.050168350168350154, relative: 1e-10))
    #expect(
      isNear(i.probabilityNormal, 0.007649319506492742, relative: 1e-9)
        && isNear(i.probabilityRandomised, 0.002803069867414118, relative: 1e-9))
    #expect(isNear(moran(values, binary)?.varianceRandomised, 0.03905604742112939, relative: 1e-10))
    let c = try #require(geary(values, byRows))
    #expect(isNear(c.value, 0.4703337203141781, relative: 1e-11))
    #expect(
      isNear(c.varianceRandomised, 0.03530862304309356, relative: 1e-10)
        && isNear(c.varianceNormal, 0.042272727272727156, relative: 1e-10))
    #expect(isNear(geary(values, binary)?.varianceRandomised, 0.038840622523979865, relative: 1e-10))
    // A change of unit leaves both as they are.
    #expect(isNear(moran(values.map { $0 * 7 + 3 }, byRows)?.value, i.value, relative: 1e-10))
    // An island leaves the moments to the others.
    let apart = SpatialWeights(count: 11, pairs: Self.pairs, style: .rows)
    #expect(apart.islands == [10])
    #expect(isNear(moran(values + [14], apart)?.expected, -1.0 / 9))
  }

  @Test func localMoranAgainstEsda() throws {
    let local = localMoran(values, byRows, divisor: .sample, permutations: 9999, seed: 7)
    let expected = [
      0.4292372231181007, 0.04515776948487155, 0.6164370355144191, 0.8082183730012824, 0.40788427632169366, 0.5556829729393271,
      0.24194621448775236, 1.0501142124264276, 0.024130523524285793, 0.19779420918384504,
    ]
    // esda divides by n - 1; spdep and the default here by n.
    #expect(areNear(local.map { $0?.value }, expected, relative: 1e-10))
    let other = localMoran(values, byRows, permutations: 99, seed: 7)
    #expect(isNear(other[0]?.value, 0.4292372231181007 * 10 / 9, relative: 1e-10))
    #expect(
      local.map { $0?.quadrant } == [
        .lowLow, .lowLow, .lowLow, .highHigh, .highHigh, .lowLow, .lowLow, .highHigh, .highHigh, .lowLow,
      ])
    // Permutation is chance: near esda's 99 999, the same for the same seed.
    let reference = [0.13858, 0.35625, 0.03581, 0.01579, 0.01205, 0.04734, 0.13708, 0.01211, 0.12012, 0.22622]
    for (a, b) in zip(local, reference) { #expect(abs((a?.probability ?? 1) - b) < 0.02) }
    #expect(localMoran(values, byRows, divisor: .sample, permutations: 9999, seed: 7) == local)
    for item in local.compactMap({ $0 }) { #expect(item.adjusted >= item.probability) }
  }

  @Test func falseDiscovery() {
    #expect(falseDiscoveryRates([0.01, nil, 0.04, 0.03]) == [0.03, nil, 0.04, 0.04])
  }

  @Test func getisOrdAgainstEsda() {
    let plain = getisOrd(values, binary, includingSelf: false)
    #expect(
      areNear(
        plain,
        [
          -1.0860899292038715, -0.5534700659692897, -1.504410705374601, 1.980854194819104, 2.290368458407528, -1.5446533448552697,
          -1.1026627655728545, 2.3574002304838992, 1.4313492632682003, -0.9181561700975351,
        ], relative: 1e-9))
    let own = SpatialWeights(count: 10, pairs: Self.pairs, style: .binary, includingSelf: true)
    #expect(
      areNear(
        getisOrd(values, own, includingSelf: true),
        [
          -1.3333339364828947, -0.6105854136741595, -1.8088332391439261, 2.2235311822195487, 2.358985284229172,
          -1.7984136928354935,
          -1.1885274103819954, 2.358985284229172, 1.4003870238533591, -1.089884543862067,
        ], relative: 1e-9))
  }

  @Test func inequality() throws {
    #expect(isNear(gini(values.map { WeightedValue($0) }), 0.18907870652837108, relative: 1e-11))
    // A weight of two is the record twice.
    #expect(
      isNear(
        gini([WeightedValue(3, 2), WeightedValue(7)]), gini([WeightedValue(3), WeightedValue(3), WeightedValue(7)]) ?? .nan))
    let groups = [0, 0, 0, 1, 1, 0, 1, 1, 1, 0].map { "\($0)" }
    let theil = try #require(TheilIndex(values.map { WeightedValue($0) }, groups: groups))
    #expect(isNear(theil.total, 0.05869194824196836, relative: 1e-10))
    #expect(isNear(theil.between, 0.03146718, relative: 1e-6) && isNear(theil.within, 0.02722477, relative: 1e-6))
    let laeken = try #require(LaekenIndicators((1...10).map { WeightedValue(Double($0)) }))
    // By hand: median 5.5, threshold 3.3, poor 1, 2, 3 with median 2; quintile points 2.5 and 8.5.
    #expect(isNear(laeken.threshold, 3.3) && isNear(laeken.atRiskOfPoverty, 30))
    #expect(isNear(laeken.quintileShareRatio, 9.5 / 1.5) && isNear(laeken.medianGap, 100 * 1.3 / 3.3))
  }

  @Test func components() throws {
    let pca = try #require(PrincipalComponents(Districts.complete))
    #expect(
      areNear(
        pca.eigenvalues, [3.761069612186201, 0.20096013494537127, 0.028413661262880033, 0.009556591605545001], relative: 1e-9))
    #expect(
      areNear(
        pca.loadings[0].map { abs($0) }, [0.9683648581480614, 0.9936664124155169, 0.9269245662853873, 0.9883203038205813],
        relative: 1e-10))
    #expect(
      isNear(pca.kmo, 0.7912418242638567, relative: 1e-9) && isNear(pca.kmoByVariable?[1], 0.7432395091122292, relative: 1e-9))
    let test = try #require(pca.bartlett)
    #expect(
      isNear(test.statistic, 58.02425709699541, relative: 1e-9)
        && isNear(test.probability, 1.1330215114243359e-10, relative: 1e-7))
    #expect(isNear(cronbachAlpha([[1, 2, 3], [1, 2, 3]]), 1))
  }

  private var distances: [[Double]] { euclideanDistances(Districts.columns.map { presentValues(standardised($0)) }) }

  @Test(
    arguments: [
      (
        .single,
        [
          0.40732162052836524, 0.5040215802502586, 0.5251192118665291, 0.562911931875735, 0.5813624152977981, 0.8746843946287871,
          1.3738098412919693, 1.4976048220103495, 1.5182830197059551,
        ],
        [1, 1, 2, 1, 1, 1, 1, 3, 1, 1]
      ),
      (
        .average,
        [
          0.40732162052836524, 0.5040215802502586, 0.5813624152977981, 0.8198894807064833, 1.2541276188336852, 1.4976048220103495,
          1.6226835147809333, 2.8777557726373906, 3.7515985094407065,
        ],
        [1, 1, 2, 3, 1, 1, 1, 3, 1, 1]
      ),
      (
        .complete,
        [
          0.40732162052836524, 0.5040215802502586, 0.5813624152977981, 0.973169807841849, 1.4954250858614258, 1.4976048220103495,
          2.358237171060616, 4.148682128337079, 6.620558439907193,
        ],
        [1, 2, 1, 3, 2, 1, 2, 3, 2, 1]
      ),
      (
        .ward,
        [
          0.40732162052836524, 0.5040215802502586, 0.5813624152977981, 1.0279796977317808, 1.4240032062716577, 1.4976048220103495,
          2.505022706584595, 3.981929720371001, 6.616934217170644,
        ],
        [1, 2, 1, 3, 2, 1, 2, 3, 2, 1]
      ),
    ] as [(HierarchicalClustering.Linkage, [Double], [Int])])
  func clusteringAgainstScipy(linkage: HierarchicalClustering.Linkage, heights: [Double], groups: [Int]) {
    let tree = HierarchicalClustering(distances, linkage)
    #expect(areNear(tree.joins.map(\.height), heights, relative: 1e-10))
    #expect(tree.groups(3) == groups)
  }

  @Test func spanningTreeIsSingleLinkage() {
    let tree = SpanningTree(distances)
    let heights = HierarchicalClustering(distances, .single).joins.map(\.height)
    #expect(areNear(tree.edges.map(\.length).sorted(), heights, relative: 1e-12))
    #expect(tree.groups(.groups(3)) == HierarchicalClustering(distances, .single).groups(3))
    #expect(Set(tree.groups(.longerThan(deviations: 100))) == [1])
  }

  @Test func mapClasses() {
    #expect(MapClasses.fisher.limits(values, classes: 4) == [12.1, 16.6, 22.5, 30.4])
    #expect(areNear(MapClasses.equal.limits(values, classes: 4) ?? [], [14.95, 20.1, 25.25, 30.4]))
    #expect(MapClasses.fisher.limits([1, 1, 2], classes: 3) == nil)
    let limits = MapClasses.quantile(type: 7).limits(values, classes: 2) ?? []
    #expect(limits == [14.75, 30.4] && MapClasses.place(14.75, limits: limits) == 1 && MapClasses.place(15, limits: limits) == 2)
    #expect(MapClasses.meanAndDeviation(.sample).limits([1, 2, 3], classes: 4) == [1, 2, 3, 3])
  }
}
