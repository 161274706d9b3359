/// How far a rate can be relied on, by the numbers it was made of.
package enum RateReliability: String, Sendable, Hashable, CaseIterable {
  case reliable
  /// So few events that their relative standard error, 1/sqrt(x), is near 30 % or above.
  case uncertain
  /// A share of a whole so small that one person moves it by more than three points.
  case smallBase = "small-base"

  package static let fewEvents = 12.0
  package static let fewInWhole = 30.0

  /// - Parameter whole: what a share is a part of; nil for events of a population.
  package init(events: Double, ofWhole whole: Double?, fewEvents: Double = fewEvents, fewInWhole: Double = fewInWhole) {
    if let whole, whole < fewInWhole {
      self = .smallBase
    } else {
      self = events < fewEvents ? .uncertain : .reliable
    }
  }
}
