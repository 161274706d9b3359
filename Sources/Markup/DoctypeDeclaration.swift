/// What a document type declaration says that matters to the document's content: entities and defaults of attributes.
struct DoctypeDeclaration {
  enum Entity {
    /// Its replacement text.
    case text([UInt8])
    /// Stands in another file, which is never read.
    case external
    /// No XML at all (NDATA).
    case unparsed
  }

  struct Attributes {
    /// Names of attributes that have been declared: the first declaration counts.
    var declared: Set<[UInt8]> = []
    /// Names of those whose values are words with single spaces between them.
    var tokens: Set<[UInt8]> = []
    /// In the order of the declarations; values are normalised.
    var defaults: [(name: [UInt8], value: [UInt8])] = []
  }

  /// General entities by name.
  var entities: [[UInt8]: Entity] = [:]
  /// By the name of the element, as it stands in the tags.
  var attributes: [[UInt8]: Attributes] = [:]

  /// What the five names stand for that need no declaration.
  static func predefined(_ name: some Sequence<UInt8>) -> UInt8? {
    switch Array(name) {
    case Array("lt".utf8): UInt8(ascii: "<")
    case Array("gt".utf8): UInt8(ascii: ">")
    case Array("amp".utf8): UInt8(ascii: "&")
    case Array("quot".utf8): UInt8(ascii: "\"")
    case Array("apos".utf8): UInt8(ascii: "'")
    default: nil
    }
  }
}

/// A mistake in an XML document, with its place.
struct XMLFault: Error {
  var mistake: XMLMistake
  var at: TextPosition
}

/// What expanding entities has cost, and the limit of it: a document of a kilobyte must not become a gigabyte.
struct ExpansionBudget {
  /// Entities inside entities; libxml2 allows the same.
  static let depth = 40

  let limit: Int
  private(set) var spent = 0
  /// Bytes of the document that have been read.
  var read = 0

  init(limit: Int) { self.limit = limit }

  /// Counts the replacement of one reference. An empty entity costs something too.
  ///
  /// - Returns: whether it may be made: up to the limit, or up to five times what has been read.
  mutating func allows(_ bytes: Int) -> Bool {
    spent += bytes + 16
    return spent <= limit || spent / 5 <= read
  }
}
