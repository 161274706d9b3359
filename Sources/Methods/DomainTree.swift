/// The structure of a composite index: variables grouped into domains, domains into an index, to any depth.
package struct DomainTree: Sendable, Hashable {
  package indirect enum Node: Sendable, Hashable {
    /// A variable by its position in the list of values.
    case variable(Int, weight: Double)
    case domain([Node], weight: Double)

    package var weight: Double {
      switch self {
      case .variable(_, let weight), .domain(_, let weight): weight
      }
    }
  }

  package var roots: [Node]
  /// Least share of the weight of a node's children that must be present for the node to have a score (0-1), applied
  /// at every node alike.
  package var threshold: Double
  /// The threshold is a share of the children by number, not by weight (COINr `dat_thresh`).
  package var countsValues: Bool

  package init(_ roots: [Node], threshold: Double, countsValues: Bool = false) {
    self.roots = roots
    self.threshold = threshold
    self.countsValues = countsValues
  }

  /// The weight of each variable in the whole: the product of the weights up the tree, each as a share of its siblings'. They add
  /// up to 1.
  ///
  /// Source: COINr `get_eff_weights`.
  package func effectiveWeights(of count: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: count)
    func descend(_ nodes: [Node], _ share: Double) {
      let total = nodes.reduce(0) { $0 + $1.weight }
      guard total > 0 else { return }
      for node in nodes {
        let own = share * node.weight / total
        switch node {
        case .variable(let position, _): weights[position] += own
        case .domain(let children, _): descend(children, own)
        }
      }
    }
    descend(roots, 1)
    return weights
  }

  /// The variables under each node directly below the root.
  package var domains: [[Int]] {
    func variables(_ node: Node) -> [Int] {
      switch node {
      case .variable(let position, _): [position]
      case .domain(let children, _): children.flatMap(variables)
      }
    }
    return roots.map(variables)
  }

  /// Score of one unit: weighted means up the tree (arithmetic unless said otherwise), weights renormalised over what is
  /// present.
  ///
  /// A node's coverage is the weighted mean of its children's, so that of the whole is the share of the variables'
  /// effective weight (the product of the weights up the tree) that stands behind the score.
  /// - Parameter values: normalised values, nil where missing.
  /// - Returns: the score, and the scores of the nodes directly below the root in their order.
  package func score(
    _ values: [Double?], by aggregation: Aggregation = .arithmetic
  ) -> (whole: CoveredMean, parts: [CoveredMean]) {
    let parts = roots.map { score($0, values, aggregation) }
    return (combine(parts, weights: roots.map(\.weight), aggregation), parts)
  }

  private func score(_ node: Node, _ values: [Double?], _ aggregation: Aggregation) -> CoveredMean {
    switch node {
    case .variable(let position, _):
      let value = values[position].flatMap { $0.isFinite ? $0 : nil }
      return CoveredMean(value: value, coverage: value == nil ? 0 : 1)
    case .domain(let children, _):
      return combine(children.map { score($0, values, aggregation) }, weights: children.map(\.weight), aggregation)
    }
  }

  private func combine(_ parts: [CoveredMean], weights: [Double], _ aggregation: Aggregation) -> CoveredMean {
    var mean = aggregation(parts.map(\.value), weights: weights, threshold: countsValues ? 0 : threshold)
    let present = parts.count { $0.value != nil }
    if countsValues, Double(present) < threshold * Double(parts.count) { mean.value = nil }
    let coverage = weightedMean(parts.map(\.coverage), weights: weights, threshold: 0)
    return CoveredMean(value: mean.value, coverage: coverage.value ?? 0)
  }
}
