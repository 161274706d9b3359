/// Where a unit stands in the matrix of a need and the resource that should meet it; said only where both sides differ from the
/// average beyond their uncertainty.
package enum NeedResourceQuadrant: String, Sendable, Hashable, CaseIterable {
  case highNeedLowResource = "high-need-low-resource"
  case highNeedHighResource = "high-need-high-resource"
  case lowNeedLowResource = "low-need-low-resource"
  case lowNeedHighResource = "low-need-high-resource"
  /// At least one side does not differ from the average by more than chance.
  case uncertain

  /// Each side is the interval of the unit's value and the average that it is held against.
  package init(need: (interval: Interval, average: Double), resource: (interval: Interval, average: Double)) {
    self.init(
      needSide: side(of: need.interval, from: need.average), resourceSide: side(of: resource.interval, from: resource.average))
  }

  /// - Parameters: 1 for above the average, -1 for below, 0 for neither.
  package init(needSide: Int, resourceSide: Int) {
    self =
      switch (needSide, resourceSide) {
      case (0, _), (_, 0): .uncertain
      case (1, -1): .highNeedLowResource
      case (1, _): .highNeedHighResource
      case (_, -1): .lowNeedLowResource
      default: .lowNeedHighResource
      }
  }
}

/// 1 where all of the interval lies above the average, -1 below, 0 where the average lies in it.
package func side(of interval: Interval, from average: Double) -> Int {
  interval.lower > average ? 1 : interval.upper < average ? -1 : 0
}
