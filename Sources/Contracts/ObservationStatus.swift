/// Why a number is what it is, or why there is none. A missing number is a null with one of these, never 0 and never a
/// sentinel. After the signs of Statistics Poland (`-`, `.`, `x`, `0`) and the attributes of the Local Data Bank.
package enum ObservationStatus: String, Sendable, Hashable, CaseIterable {
  case ok
  /// The phenomenon exists and was counted as none.
  case trueZero = "true-zero"
  /// More than nothing but less than half of the unit published (sign `0`).
  case belowUnit = "below-unit"
  case preliminary
  case lowPrecision = "low-precision"
  case methodChanged = "method-changed"
  /// A later download of the same table gives another number than an earlier one.
  case revised
  /// Shared out by population over units that did not exist at the time.
  case estimated
  /// Some of what belongs to the number was not reported.
  case incomplete
  /// Counted together with another unit or item.
  case joint
  /// The phenomenon did not occur, or nothing was published.
  case notAvailable = "not-available"
  case notYetAvailable = "not-yet-available"
  /// Withheld: statistical secrecy (art. 38 of the act on public statistics) or our own disclosure control.
  case secret
  /// Filling the cell is impossible or would make no sense (sign `x`).
  case notApplicable = "not-applicable"
  /// Complete lack of information, or of trustworthy information (sign `.`).
  case noInformation = "no-information"

  /// Whether a number goes with this status; without one the value is null.
  package var hasNumber: Bool {
    switch self {
    case .ok, .trueZero, .belowUnit, .preliminary, .lowPrecision, .methodChanged, .revised, .estimated, .incomplete, .joint: true
    case .notAvailable, .notYetAvailable, .secret, .notApplicable, .noInformation: false
    }
  }
}
