import Findings

/// The column types that the files between the stages use.
package enum ArrowType: Sendable, Hashable {
  case utf8
  /// Codes (int32) into a list of distinct texts.
  case dictionary
  case int8, int16, int32, int64
  case float64
  case bool

  /// Buffers a column of this type has in a record batch: validity, then offsets and data, or values.
  var bufferCount: Int { self == .utf8 ? 3 : 2 }

  /// Bytes a value; nil for texts and bits.
  var width: Int? {
    switch self {
    case .utf8, .bool: nil
    case .int8: 1
    case .int16: 2
    case .int32, .dictionary: 4
    case .int64, .float64: 8
    }
  }
}

package struct ArrowField: Sendable, Hashable {
  package var name: String
  package var type: ArrowType
  /// Whether the column may hold nulls.
  package var isNullable: Bool

  package init(_ name: String, _ type: ArrowType, isNullable: Bool = false) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
  }
}

/// The columns of an Arrow file in order, and what is said about the file as a whole.
package struct ArrowSchema: Sendable, Hashable {
  package struct Remark: Sendable, Hashable {
    package var key: String
    package var value: String
  }

  package var fields: [ArrowField]
  /// The schema's custom metadata: the contract and its version.
  package var remarks: [Remark]

  package init(_ fields: [ArrowField], remarks: [Remark] = []) {
    self.fields = fields
    self.remarks = remarks
  }

  package func remark(_ key: String) -> String? {
    remarks.first { $0.key == key }?.value
  }
}

/// Numbers of Arrow's `Type` union and enumerations (Schema.fbs, Message.fbs of format 1.x).
enum ArrowCode {
  static let int: UInt8 = 2
  static let floatingPoint: UInt8 = 3
  static let utf8: UInt8 = 5
  static let bool: UInt8 = 6
  static let doublePrecision = 2
  static let version4 = 3
  static let version5 = 4
  static let schemaMessage: UInt8 = 1
  static let dictionaryMessage: UInt8 = 2
  static let recordMessage: UInt8 = 3
}

extension ArrowSchema {
  /// Table `Schema`: endianness (slot 0, little), fields (1), custom_metadata (2).
  var flat: FlatTable {
    FlatTable([
      (0, .int16(0)),
      (1, .tables(fields.enumerated().map { $1.flat(dictionary: $0) })),
      (2, .tables(remarks.map(\.flat))),
    ])
  }

  /// A schema and, for every column that has one, the id of its dictionary.
  static func read(_ view: FlatView) throws(Refusal) -> (schema: ArrowSchema, dictionaries: [Int?]) {
    guard try view.int16(0) == 0 else {
      throw damagedArrow(view.shownAs, "liczby w kolejności big-endian", en: "big-endian numbers")
    }
    var schema = ArrowSchema([])
    var dictionaries: [Int?] = []
    var names: Set<String> = []
    for field in try view.tables(1) {
      let (read, dictionary) = try ArrowField.read(field)
      guard names.insert(read.name).inserted else {
        throw damagedArrow(view.shownAs, "dwie kolumny „\(read.name)”", en: "two columns \"\(read.name)\"")
      }
      schema.fields.append(read)
      dictionaries.append(dictionary)
    }
    guard !schema.fields.isEmpty else { throw damagedArrow(view.shownAs, "brak kolumn", en: "no columns") }
    for remark in try view.tables(2) { schema.remarks.append(try Remark.read(remark)) }
    return (schema, dictionaries)
  }
}

extension ArrowSchema.Remark {
  /// Table `KeyValue`: key (slot 0), value (1).
  var flat: FlatTable { FlatTable([(0, .string(key)), (1, .string(value))]) }

  static func read(_ view: FlatView) throws(Refusal) -> ArrowSchema.Remark {
    ArrowSchema.Remark(key: try view.string(0) ?? "", value: try view.string(1) ?? "")
  }
}

extension ArrowField {
  /// Table `Field`: name (slot 0), nullable (1), type_type (2), type (3), dictionary (4), children (5).
  fileprivate func flat(dictionary: Int) -> FlatTable {
    var fields: [(slot: Int, value: FlatTable.Value)] = [(0, .string(name)), (1, .byte(isNullable ? 1 : 0))]
    switch type {
    case .utf8, .dictionary: fields += [(2, .byte(ArrowCode.utf8)), (3, .table(FlatTable()))]
    case .bool: fields += [(2, .byte(ArrowCode.bool)), (3, .table(FlatTable()))]
    case .float64:
      fields += [
        (2, .byte(ArrowCode.floatingPoint)), (3, .table(FlatTable([(0, .int16(Int16(ArrowCode.doublePrecision)))]))),
      ]
    case .int8: fields += [(2, .byte(ArrowCode.int)), (3, .table(ArrowField.integer(8)))]
    case .int16: fields += [(2, .byte(ArrowCode.int)), (3, .table(ArrowField.integer(16)))]
    case .int32: fields += [(2, .byte(ArrowCode.int)), (3, .table(ArrowField.integer(32)))]
    case .int64: fields += [(2, .byte(ArrowCode.int)), (3, .table(ArrowField.integer(64)))]
    }
    if type == .dictionary {
      // Table DictionaryEncoding: id (slot 0), indexType (1), isOrdered (2). The id is the column's number.
      fields.append((4, .table(FlatTable([(0, .int64(Int64(dictionary))), (1, .table(ArrowField.integer(32)))]))))
    }
    fields.append((5, .tables([])))
    return FlatTable(fields)
  }

  /// Table `Int`: bitWidth (slot 0), is_signed (1).
  private static func integer(_ width: Int32) -> FlatTable {
    FlatTable([(0, .int32(width)), (1, .byte(1))])
  }

  fileprivate static func read(_ view: FlatView) throws(Refusal) -> (field: ArrowField, dictionary: Int?) {
    let name = try view.string(0) ?? ""
    var field = ArrowField(name, .utf8, isNullable: try view.bool(1))
    let unknown = damagedArrow(
      view.shownAs, "kolumna „\(name)” ma typ spoza kontraktu", en: "column \"\(name)\" has a type outside the contract")
    switch try view.byte(2) {
    case ArrowCode.utf8: field.type = .utf8
    case ArrowCode.bool: field.type = .bool
    case ArrowCode.floatingPoint:
      guard try view.table(3)?.int16(0) == ArrowCode.doublePrecision else { throw unknown }
      field.type = .float64
    case ArrowCode.int:
      guard let integer = try view.table(3), try integer.bool(1) else { throw unknown }
      switch try integer.int32(0) {
      case 8: field.type = .int8
      case 16: field.type = .int16
      case 32: field.type = .int32
      case 64: field.type = .int64
      default: throw unknown
      }
    default: throw unknown
    }
    guard let encoding = try view.table(4) else { return (field, nil) }
    if let index = try encoding.table(1) {
      guard try index.int32(0) == 32, try index.bool(1) else { throw unknown }
    }
    guard field.type == .utf8 else { throw unknown }
    field.type = .dictionary
    return (field, try encoding.int64(0))
  }
}
