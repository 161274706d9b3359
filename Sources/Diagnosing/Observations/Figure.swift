import Contracts

/// What is known of one measure (with a breakdown) for one unit and year: a number with its origins, or why there is none.
struct Figure: Sendable {
  /// Meaningful when `reason` is nil.
  var value: Double
  var reason: MissingReason?
  /// That of the number; for a missing figure that of what is missing.
  var status: ObservationStatus
  /// Where its origins stand in the resolver's list; for a figure that the source itself says is missing, that row.
  var origins: Range<Int>

  static func missing(_ reason: MissingReason, origins: Range<Int> = 0..<0) -> Figure {
    Figure(value: .nan, reason: reason, status: reason.status, origins: origins)
  }
}

extension ObservationStatus {
  /// The status of a number made from two others: what is doubtful in one is doubtful in both. A true zero is an
  /// ordinary part of a sum.
  func joined(with other: ObservationStatus) -> ObservationStatus {
    if self == other { return self }
    let own = self == .trueZero ? .ok : self
    let others = other == .trueZero ? .ok : other
    return own.doubt >= others.doubt ? own : others
  }

  /// The order in which one status outweighs another.
  private var doubt: Int {
    switch self {
    case .ok, .trueZero: 0
    case .belowUnit: 1
    case .revised: 2
    case .preliminary: 3
    case .lowPrecision: 4
    case .methodChanged: 5
    case .joint: 6
    case .estimated: 7
    case .incomplete: 8
    case .notApplicable: 9
    case .notYetAvailable: 10
    case .notAvailable: 11
    case .noInformation: 12
    case .secret: 13
    }
  }
}
