import Bytes
package import Findings

/// When an amount of entities (money, places, staff) says too much of one of them.
package enum DominanceRule: Sendable, Hashable {
  /// Fewer than three entities, or one with more than three quarters.
  case article38
  /// The second largest could work the largest out to within so many percent of it.
  case percent(Double)
  /// So many of the largest have more than a share of the whole, in percent.
  case largest(Int, share: Double)

  /// - Parameter text: `art-38`, `p=10`, `nk=2,85`.
  /// - Throws: `.usage`.
  package init(_ text: String) throws(Refusal) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let numbers = parts.count == 2 ? parts[1].split(separator: ",").map { NumberText(String($0), .technical).value } : []
    switch (parts.first, numbers.count) {
    case ("art-38", 0): self = .article38
    case ("p", 1):
      guard let percent = numbers[0], percent > 0, percent < 100 else { throw Self.unknown(text) }
      self = .percent(percent)
    case ("nk", 2):
      guard let count = numbers[0].flatMap({ Int(exactly: $0) }), count > 0, let share = numbers[1], share > 0, share < 100
      else { throw Self.unknown(text) }
      self = .largest(count, share: share)
    default: throw Self.unknown(text)
    }
  }

  private static func unknown(_ text: String) -> Refusal {
    Refusal(
      .usage, Wording("nie ma reguły „\(text)”", en: "there is no rule '\(text)'"),
      mend: Wording(
        "może być: art-38, p=PROCENT (p=10), nk=ILE,PROCENT (nk=2,85)",
        en: "it may be: art-38, p=PERCENT (p=10), nk=COUNT,PERCENT (nk=2,85)"))
  }

  package func withholds(_ contributions: Contributions) -> Bool {
    switch self {
    case .article38: contributions.isSecretByArticle38
    case .percent(let percent): contributions.isSensitive(percent: percent)
    case .largest(let count, let share): contributions.isDominated(by: count, share: share / 100)
    }
  }

  /// To within how many percent of itself a withheld amount may not be known.
  package var protectedPercent: Double {
    if case .percent(let percent) = self { percent } else { 10 }
  }
}
