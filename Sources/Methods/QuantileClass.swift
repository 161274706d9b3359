/// The class of a place when n places are cut into equal classes: ceil(classes * rank / n), so class 1 holds the best
/// places and units that share a place share a class.
///
/// Source: the deciles of the English Indices of Deprivation, ceil(10 * rank / N).
/// - Returns: nil with fewer units than classes, where a class would say no more than the place.
package func quantileClass(rank: Int, of units: Int, classes: Int = 5) -> Int? {
  guard classes > 0, units >= classes, rank >= 1, rank <= units else { return nil }
  return (classes * rank + units - 1) / units
}
