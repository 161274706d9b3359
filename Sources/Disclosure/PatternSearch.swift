import Findings

/// One run of secondary suppression at one price: which cells are withheld, and the proofs that they suffice.
struct PatternSearch {
  let structure: Additivity
  let values: [Int]
  let needs: [ProtectionNeed]
  let options: SuppressionOptions
  let price: SecondaryPrice

  private var search: DeviationSearch
  private var isWithheld: [Bool]
  /// Cells of one contributor, and the cells that stand above and below each.
  private var knowledge: [Knowledge] = []
  private var knowledgeOf: [Int: [Int]] = [:]
  private var proofs: [[Proof: Deviation]]
  /// Where an interval had to shift: by need, the knowledge and the new lower end.
  private var shifted: [[Int: Int]]
  private var isUnprotected: [Bool]

  /// What the only contributor of a cell knows.
  private struct Knowledge {
    var cell: Int
    var above: Set<Int>
  }

  /// Whose attack (-1: somebody who knows what is published) and which end of the interval.
  private struct Proof: Hashable {
    var knowledge: Int
    var isUpper: Bool
  }

  /// Price of what is withheld already: small enough never to cost a further cell, and above nothing, so that proofs
  /// stay short.
  private static let withheldPrice = 1e-4

  init(
    structure: Additivity, values: [Int], needs: [ProtectionNeed], options: SuppressionOptions, price: SecondaryPrice
  ) {
    self.structure = structure
    self.values = values
    self.needs = needs
    self.options = options
    self.price = price
    search = DeviationSearch(structure: structure, values: values)
    isWithheld = [Bool](repeating: false, count: values.count)
    proofs = [[Proof: Deviation]](repeating: [:], count: needs.count)
    shifted = [[Int: Int]](repeating: [:], count: needs.count)
    isUnprotected = [Bool](repeating: false, count: needs.count)
  }

  mutating func run() throws(Refusal) -> Suppression {
    for need in needs { isWithheld[need.cell] = true }
    for cell in values.indices { search.costs[cell] = cost(cell, zeros: options.zeros == .usable) }
    let order = needs.indices.sorted { a, b in
      let (x, y) = (reach(needs[a]), reach(needs[b]))
      return x != y ? x > y : needs[a].cell < needs[b].cell
    }
    for need in order {
      for isUpper in [true, false] { try protect(need, Proof(knowledge: -1, isUpper: isUpper)) }
    }
    if options.singleton {
      for cell in values.indices where isWithheld[cell] && options.soleCells?.contains(cell) ?? (values[cell] == 1) {
        knowledgeOf[cell] = [knowledge.count]
        knowledge.append(Knowledge(cell: cell, above: structure.ancestors(of: cell)))
      }
      let above = needs.map { structure.ancestors(of: $0.cell) }
      for need in order where !isUnprotected[need] { try protectAgainstContributors(need, above: above[need]) }
      try republish(above: above)
    } else {
      try republish(above: [])
    }
    var statuses = isWithheld.map { $0 ? CellStatus.secondary : .published }
    for need in needs { statuses[need.cell] = .primary }
    return Suppression(
      statuses: statuses, unprotected: needs.indices.filter { isUnprotected[$0] }.map { needs[$0].cell }.sorted(),
      isProvenForWholeNumbers: proofs.allSatisfy { $0.values.allSatisfy { $0.denominator == 1 } }, isCutShort: isCutShort)
  }

  private func reach(_ need: ProtectionNeed) -> Int {
    max(need.upper - values[need.cell], values[need.cell] - need.lower)
  }

  /// Price of a cell. Cells a little further on are a little dearer, so that ties fall by code.
  private func cost(_ cell: Int, zeros: Bool) -> Double {
    let order = 1 + 1e-5 * Double(cell) / Double(values.count)
    if isWithheld[cell] { return Self.withheldPrice * order }
    if options.mustPublish.contains(cell) || (values[cell] == 0 && !zeros) { return .infinity }
    return price.of(values[cell]) * (options.favoured.contains(cell) ? 0.25 : 1) * order
  }

  /// Where the cell must be able to go.
  private func amount(_ need: Int, _ proof: Proof) -> Int {
    let (cell, lower, upper) = (needs[need].cell, needs[need].lower, needs[need].upper)
    let shift = (shifted[need][proof.knowledge] ?? lower) - lower
    // The true value lies in between, or the end is had without moving.
    return proof.isUpper ? max(0, upper + shift - values[cell]) : min(0, lower + shift - values[cell])
  }

  /// The cheapest deviation at the present prices, of whole numbers if one is found: against an attacker who knows that
  /// counts are whole, halves prove nothing. Where the cheapest has fractions, the cells that have them are made dearer
  /// for a few tries.
  private mutating func deviation(_ need: Int, _ proof: Proof) throws(Refusal) -> Deviation? {
    let cheapest = try cheapest(need, proof)
    guard let first = cheapest, first.denominator > 1 else { return cheapest }
    var before: [Int: Double] = [:]
    var found = first
    for _ in 0..<Self.triesForWholeNumbers where found.denominator > 1 {
      for (cell, amount) in zip(found.cells, found.amounts) where !amount.isMultiple(of: found.denominator) {
        before[cell] = before[cell] ?? search.costs[cell]
        search.costs[cell] *= 8
      }
      guard let next = try self.cheapest(need, proof) else { break }
      found = next
    }
    for (cell, cost) in before { search.costs[cell] = cost }
    return found.denominator == 1 ? found : first
  }

  private static let triesForWholeNumbers = 4

  private var isOutOfWork: Bool { search.work > options.mostWork }
  private var isCutShort = false

  private mutating func cheapest(_ need: Int, _ proof: Proof) throws(Refusal) -> Deviation? {
    if isOutOfWork {
      isCutShort = true
      let plain = PlainDeviation(structure: structure, values: values)
      return plain.moving(needs[need].cell, by: amount(need, proof)) { [search, knowledge] cell in
        search.costs[cell] != .infinity && (proof.knowledge < 0 || knowledge[proof.knowledge].cell != cell)
      }
    }
    return try search.cheapest(
      moving: needs[need].cell, by: amount(need, proof), still: proof.knowledge >= 0 ? [knowledge[proof.knowledge].cell] : [])
  }

  /// The deviation at the present prices, and if there is none and zeros are the last resort, with zeros.
  private mutating func deviationWithZeros(_ need: Int, _ proof: Proof) throws(Refusal) -> Deviation? {
    if let found = try deviation(need, proof) { return found }
    guard options.zeros == .lastResort else { return nil }
    allowZeros(true)
    let found = try deviation(need, proof)
    allowZeros(false)
    return found
  }

  private mutating func allowZeros(_ isAllowed: Bool) {
    for cell in values.indices where values[cell] == 0 { search.costs[cell] = cost(cell, zeros: isAllowed) }
  }

  private mutating func withhold(_ deviation: Deviation) {
    for cell in deviation.cells where !isWithheld[cell] {
      isWithheld[cell] = true
      search.costs[cell] = cost(cell, zeros: true)
    }
  }

  private mutating func protect(_ need: Int, _ proof: Proof) throws(Refusal) {
    guard let found = try deviationWithZeros(need, proof) else {
      isUnprotected[need] = true
      return
    }
    withhold(found)
    proofs[need][proof] = found
  }

  // MARK: - Contributors

  /// Whose knowledge spoils the proofs of a need: those whose cell a proof moves, unless they stand above or below the
  /// cell and so know part of it by themselves.
  private func spoilers(_ need: Int, _ deviation: Deviation?, above: Set<Int>) -> [Int] {
    guard let deviation else { return [] }
    let target = needs[need].cell
    return deviation.cells.flatMap { knowledgeOf[$0] ?? [] }.filter {
      knowledge[$0].cell != target && !above.contains(knowledge[$0].cell) && !knowledge[$0].above.contains(target)
    }
  }

  private mutating func protectAgainstContributors(_ need: Int, above: Set<Int>) throws(Refusal) {
    for isUpper in [true, false] {
      let general = proofs[need][Proof(knowledge: -1, isUpper: isUpper)]
      for who in spoilers(need, general, above: above) where shifted[need][who] == nil {
        let proof = Proof(knowledge: who, isUpper: isUpper)
        if let found = try deviation(need, proof) {
          withhold(found)
          proofs[need][proof] = found
        } else {
          try shift(need, who)
        }
      }
    }
  }

  /// Where a contributor's knowledge alone excludes the lower end, finds the lowest interval of the same width that stands;
  /// empty cells are taken only when nothing else does.
  private mutating func shift(_ need: Int, _ who: Int) throws(Refusal) {
    if try takeShift(need, who) { return }
    if options.zeros == .lastResort {
      allowZeros(true)
      let isDone = try takeShift(need, who, from: needs[need].lower)
      allowZeros(false)
      if isDone { return }
    }
    isUnprotected[need] = true
  }

  private mutating func takeShift(_ need: Int, _ who: Int, from first: Int? = nil) throws(Refusal) -> Bool {
    let ends = [Proof(knowledge: who, isUpper: true), Proof(knowledge: who, isUpper: false)]
    let lowest = first ?? needs[need].lower + 1
    let highest = needs[need].mayShift ? values[needs[need].cell] : needs[need].lower
    guard lowest <= highest else { return false }
    for lower in lowest...highest {
      shifted[need][who] = lower
      guard let rise = try deviation(need, ends[0]) else { break }
      guard let fall = try deviation(need, ends[1]) else { continue }
      for (end, found) in [(ends[0], rise), (ends[1], fall)] {
        withhold(found)
        proofs[need][end] = found
      }
      return true
    }
    shifted[need][who] = nil
    return false
  }

  // MARK: - Clean-up

  /// Publishes again what is not needed, the largest first. A cell that could not be spared once cannot be later, when
  /// still less is withheld: one pass is enough.
  private mutating func republish(above: [Set<Int>]) throws(Refusal) {
    var users = [Set<Int>](repeating: [], count: values.count)
    for need in needs.indices { for proof in proofs[need].values { for cell in proof.cells { users[cell].insert(need) } } }
    let primary = Set(needs.map(\.cell))
    for cell in values.indices where !isWithheld[cell] { search.costs[cell] = .infinity }
    let candidates = values.indices.filter { isWithheld[$0] && !primary.contains($0) }
      .sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
    for cell in candidates {
      // What is out of work would only be hidden otherwise.
      if isOutOfWork {
        isCutShort = true
        return
      }
      let before = search.costs[cell]
      search.costs[cell] = .infinity
      var renewed: [(need: Int, proofs: [Proof: Deviation])] = []
      var isSpared = true
      for need in users[cell].sorted() {
        guard let proofs = try renewal(need, without: cell, above: above.isEmpty ? [] : above[need]) else {
          isSpared = false
          break
        }
        renewed.append((need, proofs))
      }
      guard isSpared else {
        search.costs[cell] = before
        continue
      }
      isWithheld[cell] = false
      for (need, proofs) in renewed {
        for proof in self.proofs[need].values { for used in proof.cells { users[used].remove(need) } }
        self.proofs[need] = proofs
        for proof in proofs.values { for used in proof.cells { users[used].insert(need) } }
      }
    }
  }

  /// The proofs of a need with those renewed that used the cell; nil when one cannot be had without it.
  private mutating func renewal(_ need: Int, without cell: Int, above: Set<Int>) throws(Refusal) -> [Proof: Deviation]? {
    // What was not protected before loses nothing.
    if isUnprotected[need] { return proofs[need].filter { !$0.value.cells.contains(cell) } }
    var kept: [Proof: Deviation] = [:]
    for isUpper in [true, false] {
      let general = Proof(knowledge: -1, isUpper: isUpper)
      guard let found = try keptOrNew(proofs[need][general], need, general, without: cell) else { return nil }
      kept[general] = found
      for who in spoilers(need, found, above: above) where shifted[need][who] == nil {
        let proof = Proof(knowledge: who, isUpper: isUpper)
        guard let found = try keptOrNew(proofs[need][proof], need, proof, without: cell) else { return nil }
        kept[proof] = found
      }
      for who in shifted[need].keys.sorted() {
        let proof = Proof(knowledge: who, isUpper: isUpper)
        guard let found = try keptOrNew(proofs[need][proof], need, proof, without: cell) else { return nil }
        kept[proof] = found
      }
    }
    return kept
  }

  private mutating func keptOrNew(
    _ old: Deviation?, _ need: Int, _ proof: Proof, without cell: Int
  ) throws(Refusal) -> Deviation? {
    if let old, !old.cells.contains(cell) { return old }
    let found = try deviation(need, proof)
    // A cell is not spared at the price of a proof of whole numbers.
    if let old, let found, old.denominator == 1, found.denominator > 1 { return nil }
    return found
  }
}
