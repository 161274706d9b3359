/// An old series brought to the base of a new one through their overlap.
package enum ChainLinking: String, Sendable, Hashable, CaseIterable {
  /// old(t) new(T) / old(T)
  case ratio
  /// old(t) + new(T) - old(T), for balances and whatever passes through zero.
  case difference

  /// Annual overlap linking: the new series where it stands, the old one moved before it.
  ///
  /// Source: IMF, Quarterly National Accounts Manual (2017), chapter 8.
  /// - Parameter overlap: position of the link; nil takes the first that both have.
  /// - Returns: the linked series and the link (ratio or difference); nil without an overlap or with a ratio over 0.
  package func callAsFunction(_ old: [Double?], _ new: [Double?], overlap given: Int? = nil) -> (values: [Double?], link: Double)?
  {
    guard old.count == new.count,
      let overlap = given ?? old.indices.first(where: { old[$0] != nil && new[$0] != nil }), old.indices.contains(overlap),
      let from = old[overlap], let to = new[overlap]
    else { return nil }
    switch self {
    case .ratio:
      guard from != 0 else { return nil }
      let link = to / from
      return (old.indices.map { new[$0] ?? ($0 < overlap ? old[$0].map { $0 * link } : nil) }, link)
    case .difference:
      let link = to - from
      return (old.indices.map { new[$0] ?? ($0 < overlap ? old[$0].map { $0 + link } : nil) }, link)
    }
  }
}
