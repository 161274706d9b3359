import Findings

/// The value of an attribute as XML 1.0 (3.3.3) has it made: white space becomes spaces, references to characters stand
/// for them, those to entities for their text.
struct AttributeValue {
  private(set) var bytes: [UInt8] = []
  private(set) var budget: ExpansionBudget

  private let declaration: DoctypeDeclaration
  private let at: TextPosition
  private var open: [[UInt8]] = []

  init(declaration: DoctypeDeclaration, budget: ExpansionBudget, at position: TextPosition) {
    self.declaration = declaration
    self.budget = budget
    at = position
  }

  /// Appends what stands between the quotes.
  mutating func append(_ raw: [UInt8]) throws(XMLFault) {
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      switch byte {
      case UInt8(ascii: "<"): throw fault("znak < w atrybucie", "the character < in an attribute")
      case UInt8(ascii: "&"):
        guard let end = raw[index...].firstIndex(of: UInt8(ascii: ";")) else { throw badReference }
        try appendReference(raw[(index + 1)..<end])
        index = end
      default: bytes.append(XMLCharacters.isSpace(byte) ? 0x20 : byte)
      }
      index += 1
    }
  }

  private mutating func appendReference(_ inside: ArraySlice<UInt8>) throws(XMLFault) {
    if inside.first == UInt8(ascii: "#") {
      guard let value = XMLCharacters.referenced(by: inside.dropFirst()) else { throw badReference }
      bytes += XMLCharacters.utf8(value)
      return
    }
    guard DoctypeGrammar.isName(inside) else { throw badReference }
    if let character = DoctypeDeclaration.predefined(inside) {
      bytes.append(character)
      return
    }
    let name = Array(inside)
    guard case .text(let text) = declaration.entities[name] else {
      let kind = XMLMistake.EntityKind(declaration.entities[name])
      throw XMLFault(mistake: .entity(String(decoding: name, as: UTF8.self), kind), at: at)
    }
    guard !open.contains(name), open.count < ExpansionBudget.depth, budget.allows(text.count) else {
      throw XMLFault(mistake: .expansion(budget.limit), at: at)
    }
    open.append(name)
    try append(text)
    open.removeLast()
  }

  /// Words with single spaces between them.
  static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes.split(separator: 0x20, omittingEmptySubsequences: true).joined(separator: [0x20]))
  }

  /// The value so that any reader gives it back: what is markup or white space stands as a reference.
  static func escaped(_ bytes: [UInt8], into out: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\""), 0x09, 0x0A, 0x0D: out += "&#\(byte);".utf8
      default: out.append(byte)
      }
    }
  }

  private func fault(_ polish: String, _ english: String) -> XMLFault {
    XMLFault(mistake: .content(Wording(polish, en: english)), at: at)
  }

  private var badReference: XMLFault { fault("źle zbudowane odwołanie &…;", "a reference &…; that is none") }
}
