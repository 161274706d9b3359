/// Which rows of a column have a value: one bit a row, lowest bit first, 1 = there is one. Arrow's validity bitmap.
package struct Validity: Sendable, Hashable {
  package private(set) var bits: [UInt8] = []
  package private(set) var count = 0
  package private(set) var nullCount = 0

  package init() {}

  /// - Precondition: `bits` has at least one bit a row. Bits beyond the rows are cleared.
  init(bits: some Sequence<UInt8>, count: Int) {
    self.bits = Array(bits.prefix((count + 7) / 8))
    self.count = count
    if count % 8 != 0, let last = self.bits.indices.last { self.bits[last] &= UInt8(1 << (count % 8)) &- 1 }
    nullCount = count - self.bits.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  package subscript(_ index: Int) -> Bool {
    bits[index >> 3] & (1 << UInt8(index & 7)) != 0
  }

  package mutating func append(_ isValid: Bool) {
    if count & 7 == 0 { bits.append(0) }
    if isValid { bits[count >> 3] |= 1 << UInt8(count & 7) } else { nullCount += 1 }
    count += 1
  }

  package mutating func removeAll(keepingCapacity: Bool) {
    bits.removeAll(keepingCapacity: keepingCapacity)
    count = 0
    nullCount = 0
  }
}

/// One column of a record batch as Swift arrays. Where `validity` says there is no value, the value array holds a zero
/// (or an empty text) that means nothing.
package struct ArrowColumn: Sendable, Hashable {
  package enum Values: Sendable, Hashable {
    case utf8(TextColumn)
    /// Codes into the column's dictionary.
    case dictionary([Int32])
    case int8([Int8])
    case int16([Int16])
    case int32([Int32])
    case int64([Int64])
    case float64([Double])
    case bool([Bool])
  }

  package var values: Values
  /// nil: every row has a value.
  package var validity: Validity?

  package init(_ values: Values, validity: Validity? = nil) {
    self.values = values
    self.validity = validity
  }

  package var count: Int {
    switch values {
    case .utf8(let texts): texts.count
    case .dictionary(let codes): codes.count
    case .int8(let numbers): numbers.count
    case .int16(let numbers): numbers.count
    case .int32(let numbers): numbers.count
    case .int64(let numbers): numbers.count
    case .float64(let numbers): numbers.count
    case .bool(let flags): flags.count
    }
  }

  package var type: ArrowType {
    switch values {
    case .utf8: .utf8
    case .dictionary: .dictionary
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .float64: .float64
    case .bool: .bool
    }
  }

  package func isNull(_ row: Int) -> Bool {
    validity.map { !$0[row] } ?? false
  }
}
