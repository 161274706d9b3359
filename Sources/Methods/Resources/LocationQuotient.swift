/// The unit's rate over the region's: above 1 where the unit has more than its share.
///
/// Source: W. Isard, Methods of Regional Analysis (1960), 7.
/// - Returns: nil where a whole or the region's part is not above zero.
package func locationQuotient(part: Double, whole: Double, ofRegion region: (part: Double, whole: Double)) -> Double? {
  guard whole > 0, region.part > 0, region.whole > 0 else { return nil }
  return part / whole / (region.part / region.whole)
}
