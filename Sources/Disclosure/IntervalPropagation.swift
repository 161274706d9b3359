import Findings

/// Bounds by single relations: a total is at most the sum of its parts' upper bounds, a part at most what the other parts
/// leave, and so on until nothing changes. Never narrower than what a linear programme finds; often as narrow.
struct IntervalPropagation {
  let structure: Additivity
  private(set) var lower: [Int]
  /// `unlimited` where nothing bounds the cell.
  private(set) var upper: [Int]

  static let unlimited = Int.max
  /// Sums stop here, far from overflow: beyond it a cell counts as unlimited.
  private static let largest = Int.max / 4
  /// Rounds of a cell's bounds: propagation may creep towards a limit that it never reaches.
  private static let mostVisits = 64

  init(_ structure: Additivity, published: [Int?]) {
    self.structure = structure
    lower = published.map { $0 ?? 0 }
    upper = published.map { $0 ?? Self.unlimited }
  }

  mutating func run() throws(Refusal) {
    var visits = [Int](repeating: 0, count: structure.relations.count)
    var isWaiting = [Bool](repeating: true, count: structure.relations.count)
    var waiting = Array(structure.relations.indices)
    var next = 0
    while next < waiting.count {
      let row = waiting[next]
      next += 1
      isWaiting[row] = false
      visits[row] += 1
      for cell in try narrow(row) {
        for entry in structure.entries(of: cell) {
          let other = Int(structure.relationOf[entry])
          if !isWaiting[other] && visits[other] < Self.mostVisits {
            isWaiting[other] = true
            waiting.append(other)
          }
        }
      }
    }
  }

  /// Narrows the cells of one relation.
  /// - Returns: the cells whose bounds changed.
  private mutating func narrow(_ row: Int) throws(Refusal) -> [Int] {
    let relation = structure.relations[row]
    var low = 0
    var high = 0
    var unlimitedParts = 0
    for part in relation.parts {
      low = Self.sum(low, lower[part])
      if upper[part] == Self.unlimited { unlimitedParts += 1 } else { high = Self.sum(high, upper[part]) }
    }
    guard low < Self.largest else { throw Self.tooLarge }
    var changed: [Int] = []
    let total = relation.total
    if try set(total, lower: low, upper: unlimitedParts > 0 || high >= Self.largest ? Self.unlimited : high) {
      changed.append(total)
    }
    for part in relation.parts {
      let otherLow = low - lower[part]
      let least: Int
      if unlimitedParts == 0 {
        least = high < Self.largest ? lower[total] - (high - upper[part]) : 0
      } else if unlimitedParts == 1, upper[part] == Self.unlimited {
        least = lower[total] - high
      } else {
        least = 0
      }
      let most = upper[total] == Self.unlimited ? Self.unlimited : upper[total] - otherLow
      if try set(part, lower: max(0, least), upper: most) { changed.append(part) }
    }
    return changed
  }

  private mutating func set(_ cell: Int, lower low: Int, upper high: Int) throws(Refusal) -> Bool {
    guard max(low, lower[cell]) <= min(high, upper[cell]) else { throw Self.contradiction(structure, at: cell) }
    let isNarrower = low > lower[cell] || high < upper[cell]
    lower[cell] = max(lower[cell], low)
    upper[cell] = min(upper[cell], high)
    return isNarrower
  }

  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow || sum > largest ? largest : sum
  }

  static let tooLarge = Refusal(
    .data, Wording("liczby są za duże na dokładny rachunek", en: "the numbers are too large for exact arithmetic"),
    mend: Wording("podaj je w większej jednostce", en: "give them in a larger unit"))

  /// What is published cannot be: no table of non-negative values adds up to it.
  static func contradiction(_ structure: Additivity, at cell: Int) -> Refusal {
    Refusal(
      .data,
      Wording("opublikowane liczby są ze sobą sprzeczne", en: "what is published contradicts itself"),
      at: Place(row: cell + 1),
      mend: Wording(
        "sprawdź, czy sumy zgadzają się ze składnikami i czy nic nie jest ujemne",
        en: "check that totals agree with their parts and that nothing is negative"))
  }
}
