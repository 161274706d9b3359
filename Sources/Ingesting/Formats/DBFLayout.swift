/// Where the head of a table keeps its fields: each program had its own arrangement.
///
/// dBase II: "dBase II file structure" (Ashton-Tate, 1982). dBase III and IV, FoxPro: dBASE IV 2.0 Language Reference,
/// appendix D. dBase 7: "dBASE .DBF file format" for level 7 (dBASE Inc.).
enum DBFLayout {
  case dBaseII, dBaseIII, dBase7

  /// Where the first description of a field stands.
  var first: Int {
    switch self {
    case .dBaseII: 8
    case .dBaseIII: 32
    case .dBase7: 68
    }
  }

  /// Bytes of one description.
  var stride: Int {
    switch self {
    case .dBaseII: 16
    case .dBaseIII: 32
    case .dBase7: 48
    }
  }

  /// Bytes of a name; the type stands behind it.
  var nameLength: Int { self == .dBase7 ? 32 : 11 }

  /// The length of a field, counted from its description.
  private var lengthAt: Int {
    switch self {
    case .dBaseII: 12
    case .dBaseIII: 16
    case .dBase7: 33
    }
  }

  private var decimalsAt: Int {
    switch self {
    case .dBaseII: 15
    case .dBaseIII: 17
    case .dBase7: 34
    }
  }

  /// Bytes of the head of a table of dBase II, always.
  static let headOfII = 521

  /// - Parameter head: the first bytes of a file.
  /// - Returns: nil when they are no head of a table.
  init?(_ head: [UInt8]) {
    if head.first == 2, Self.isHeadOfII(head) {
      self = .dBaseII
      return
    }
    // FoxBASE has the number of dBase II and the head of dBase III.
    let versions: [UInt8] = [2, 3, 4, 5, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8c, 0x8e, 0xcb, 0xf5]
    guard head.count >= 33, versions.contains(head[0]) else { return nil }
    let headLength = Int(head[8]) | Int(head[9]) << 8
    let recordLength = Int(head[10]) | Int(head[11]) << 8
    guard head[2] <= 12, head[3] <= 31, headLength >= 33, recordLength >= 1 else { return nil }
    if head[0] & 7 == 4, headLength >= 69, Self.dBase7.isField(head, at: 68) {
      self = .dBase7
      return
    }
    // A head without fields ends at once.
    guard head[32] == 13 || Self.dBaseIII.isField(head, at: 32) else { return nil }
    self = .dBaseIII
  }

  /// A name that ends with NUL, and a letter or sign for its type.
  private func isField(_ head: [UInt8], at place: Int) -> Bool {
    guard head.count >= place + stride else { return false }
    let name = head[place..<place + nameLength]
    let type = head[place + nameLength]
    return name.first.map { $0 > 32 } == true && name.allSatisfy { $0 == 0 || $0 >= 32 } && type >= 0x2b && type <= 0x5a
  }

  /// A head of dBase II has no lengths of its own to be checked: its fields must make up the record.
  private static func isHeadOfII(_ head: [UInt8]) -> Bool {
    guard head.count >= headOfII else { return false }
    let layout = DBFLayout.dBaseII
    var (place, length) = (layout.first, 1)
    while place < headOfII - 1, head[place] != 13 {
      guard layout.isField(head, at: place), "CNL".utf8.contains(head[place + layout.nameLength]) else { return false }
      length += Int(head[place + layout.lengthAt])
      place += layout.stride
    }
    return place > layout.first && length == Int(head[6]) | Int(head[7]) << 8
  }

  /// Reads the description of a field, whose place in a record is not known yet.
  func field(_ head: [UInt8], at place: Int) -> DBFHeader.Field {
    DBFHeader.Field(
      rawName: Array(head[place..<place + nameLength].prefix { $0 != 0 }), type: head[place + nameLength], offset: 0,
      length: Int(head[place + lengthAt]), decimals: Int(head[place + decimalsAt]))
  }
}
