/// A period of the observations taken apart: `2023`, `2023-H1`, `2023-Q2`, `2023-05`.
struct CanonicalPeriod: Hashable {
  enum Kind: Int {
    case year, half, quarter, month

    /// How many of them a year has.
    var perYear: Int {
      switch self {
      case .year: 1
      case .half: 2
      case .quarter: 4
      case .month: 12
      }
    }
  }

  var year: Int
  var kind: Kind
  /// From 1; 1 for a year.
  var number: Int

  /// - Parameter text: in canonical form; nil for anything else.
  init?(_ text: String) {
    guard text.utf8.count >= 4, let year = Int(text.prefix(4)) else { return nil }
    self.year = year
    let rest = text.dropFirst(4)
    if rest.isEmpty {
      (kind, number) = (.year, 1)
      return
    }
    guard rest.hasPrefix("-"), rest.count == 3 else { return nil }
    let part = rest.dropFirst()
    switch part.first {
    case "H": kind = .half
    case "Q": kind = .quarter
    default: kind = .month
    }
    guard let number = Int(kind == .month ? part : part.dropFirst()), (1...kind.perYear).contains(number) else { return nil }
    self.number = number
  }

  private init(year: Int, kind: Kind, number: Int) {
    self.year = year
    self.kind = kind
    self.number = number
  }

  var text: String {
    switch kind {
    case .year: "\(year)"
    case .half: "\(year)-H\(number)"
    case .quarter: "\(year)-Q\(number)"
    case .month: "\(year)-\(number < 10 ? "0" : "")\(number)"
    }
  }

  /// What part of a year it is, in a word: `year`, `H1`, `H2`, `quarter`, `month`.
  var partOfYear: String {
    switch kind {
    case .year: "year"
    case .half: "H\(number)"
    case .quarter: "quarter"
    case .month: "month"
    }
  }

  /// The period of the same kind just before.
  var before: CanonicalPeriod {
    number > 1
      ? CanonicalPeriod(year: year, kind: kind, number: number - 1)
      : CanonicalPeriod(year: year - 1, kind: kind, number: kind.perYear)
  }

  /// The same part of another year.
  func shifted(years: Int) -> CanonicalPeriod { CanonicalPeriod(year: year + years, kind: kind, number: number) }

  /// ISO date of the first day.
  var firstDay: String {
    let month = (number - 1) * (12 / kind.perYear) + 1
    return "\(year)-\(month < 10 ? "0" : "")\(month)-01"
  }

  /// ISO date of the last day, as far as a comparison with a register needs it: no month has more than 31 days.
  var lastDay: String {
    let month = number * (12 / kind.perYear)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-31"
  }
}
