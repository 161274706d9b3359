/// What a missing value is filled in with.
package enum Imputation: String, Sendable, Hashable, CaseIterable {
  case mean
  case median

  private func centre(_ values: [Double]) -> Double { self == .mean ? Methods.mean(values) : Methods.median(values) }

  /// By the values of the same group that are there.
  ///
  /// Source: COINr `i_mean`, `i_median`, `i_mean_grp`, `i_median_grp`.
  /// - Parameter groups: one a value; a value without a group ("") is not filled in from others unless none has one.
  package func filled(_ values: [Double?], groups: [String]) -> [Double?] {
    precondition(values.count == groups.count, "Imputation needs a group for each value.")
    var result = values
    let isGrouped = groups.contains { !$0.isEmpty }
    for group in Set(groups) where !isGrouped || !group.isEmpty {
      let members = groups.indices.filter { groups[$0] == group }
      let present = presentValues(members.map { values[$0] })
      guard !present.isEmpty else { continue }
      for member in members where values[member] == nil { result[member] = centre(present) }
    }
    return result
  }

  /// By the other variables of the same unit, each brought to 0-1 over its range first, and the result brought back.
  ///
  /// Source: COINr `Impute(impute_by = "row", normalise_first = TRUE)`.
  /// - Parameter isScaled: false takes the values as they are.
  package func filledAcross(_ columns: [[Double?]], isScaled: Bool = true) -> [[Double?]] {
    let bounds = columns.map { column in
      let present = presentValues(column)
      return isScaled ? (present.min() ?? 0, present.max() ?? 0) : (0, 1)
    }
    var result = columns
    for unit in columns.first?.indices ?? 0..<0 {
      var present: [Double] = []
      for (column, (least, most)) in zip(columns, bounds) {
        if let value = column[unit], most > least { present.append((value - least) / (most - least)) }
      }
      guard !present.isEmpty else { continue }
      let centre = centre(present)
      for (index, (least, most)) in bounds.enumerated() where columns[index][unit] == nil && most > least {
        result[index][unit] = centre * (most - least) + least
      }
    }
    return result
  }
}
