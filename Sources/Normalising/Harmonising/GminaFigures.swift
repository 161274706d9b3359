import Contracts
import Territory

/// Figures of the units of one series and period that are exact: as published, or added up from what was.
struct GminaFigures {
  /// What a powiat is when all its gminas are known.
  struct Sum {
    var value: Double
    var status: ObservationStatus
    /// Codes of the gminas, in order.
    var parts: [String]
    /// The row of the greatest.
    var origin: Int
  }

  private struct Figure {
    var value: Double
    var status: ObservationStatus
    var row: Int
  }

  private let register: Register
  private var figures: [String: Figure]

  /// - Parameter group: row of each unit.
  init(_ register: Register, _ group: [String: Int], _ candidates: Candidates) {
    self.register = register
    figures = [:]
    for (code, row) in group {
      guard let value = candidates.number(row), candidates.status[row] != .incomplete else { continue }
      figures[code] = Figure(value: value, status: candidates.status[row], row: row)
    }
  }

  /// The figure of a unit is one of other borders, or an estimate.
  mutating func forget(_ code: String) { figures[code] = nil }

  mutating func take(_ code: String, _ value: Double, _ status: ObservationStatus, _ row: Int) {
    figures[code] = Figure(value: value, status: status, row: row)
  }

  /// A powiat of the register date; nil where one of its gminas has no exact figure.
  func sum(of powiat: String) -> Sum? { sum(of: register.summableChildren(of: powiat, at: .gmina)) }

  func sum(of gminas: [String]) -> Sum? {
    let known = gminas.compactMap { figures[$0] }
    guard known.count == gminas.count, let origin = known.max(by: { $0.value < $1.value })?.row else { return nil }
    return Sum(
      value: known.reduce(0) { $0 + $1.value }, status: .joined(known.map(\.status)), parts: gminas, origin: origin)
  }
}

extension ObservationStatus {
  /// What is doubtful in one part is doubtful in the sum; one that is less than half a unit takes nothing from the others.
  static func joined(_ statuses: [ObservationStatus]) -> ObservationStatus {
    if let first = statuses.first, statuses.allSatisfy({ $0 == first }) { return first }
    return statuses.first { $0 != .ok && $0 != .trueZero && $0 != .belowUnit } ?? .ok
  }
}

extension Register {
  func isPowiat(_ code: String) -> Bool { (self[code] ?? history(of: code).last)?.level == .powiat }
}
