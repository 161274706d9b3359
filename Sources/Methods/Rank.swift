/// Which values are the better ones.
package enum Preference: Sendable, Hashable {
  case more, less
}

/// Places by value: 1 is the best, equal values share the best place that they take together ("min": 1, 2, 2, 4).
///
/// Values are compared as they are, never rounded: rounding first makes ties that are none. A missing value (nil or nan)
/// has no place and does not count.
package func ranks(_ values: [Double?], better: Preference) -> [Int?] {
  let present = present(values).sorted { better == .more ? $0.value > $1.value : $0.value < $1.value }
  var result = [Int?](repeating: nil, count: values.count)
  var place = 0
  for (order, item) in present.enumerated() {
    if order == 0 || item.value != present[order - 1].value { place = order + 1 }
    result[item.index] = place
  }
  return result
}

/// The values that are there, with their positions.
private func present(_ values: [Double?]) -> [(index: Int, value: Double)] {
  values.enumerated().compactMap { index, value in
    guard let value, !value.isNaN else { return nil }
    return (index, value)
  }
}
