import Methods

/// Ten made-up units with four variables, the second and fourth destimulants, that several tests share.
enum Districts {
  static let columns: [[Double?]] = [
    [12.1, 15.3, 9.8, 22.5, 18.7, 11.0, 14.2, 30.4, 16.6, 13.3], [3.4, 2.9, 4.4, 1.2, 2.2, 3.9, 3.1, 0.9, 2.5, 3.3],
    [105.0, 98.0, 143.0, 88.0, 91.0, 120.0, 101.0, 79.0, 95.0, 110.0],
    [0.81, 0.64, 0.92, 0.33, 0.51, 0.77, 0.7, 0.21, 0.58, 0.73],
  ]
  static let types: [VariableType] = [.stimulant, .destimulant, .stimulant, .destimulant]
  static let weights = [0.4, 0.3, 0.2, 0.1]
  static let equal = [1.0, 1, 1, 1]
  static var complete: [[Double]] { columns.map { $0.compactMap { $0 } } }
}

/// Whether two lists agree one by one.
func areNear(_ values: [Double?], _ references: [Double], relative: Double = 1e-12) -> Bool {
  values.count == references.count && zip(values, references).allSatisfy { isNear($0, $1, relative: relative) }
}
