import Bytes
import Findings

/// A document as UTF-8 with LF as its line ends and without its DOCTYPE, whose entities and defaults are put in place.
/// A document that has none goes through as it is. libxml2 never sees a DOCTYPE.
final class DoctypeStream: ByteStream {
  private enum Phase {
    /// Nothing but comments and instructions has been seen.
    case prolog
    /// There is no DOCTYPE: what comes is handed on.
    case plain
    /// Behind a DOCTYPE.
    case expanding(EntityExpander)
  }

  private let source: any ByteStream
  private let shown: String
  private let limits: XMLLimits
  private var lineEnds = LineEnds()
  private var phase = Phase.prolog
  /// What has been read and not looked at, from `place` on.
  private var pending: [UInt8] = []
  private var place = 0
  private var hasEnded = false
  private var line = 1
  /// Elements that are open.
  private var depth = 0
  private var hasRoot = false
  private var out: [UInt8] = []
  private var given = 0
  private var chunk: [UInt8] = []

  init(_ source: any ByteStream, shownAs shown: String, limits: XMLLimits) {
    self.source = source
    self.shown = shown
    self.limits = limits
  }

  func read(into target: inout [UInt8]) throws(Refusal) -> Int {
    while given == out.count {
      out.removeAll(keepingCapacity: true)
      given = 0
      if case .plain = phase { return try readPlain(into: &target) }
      do throws(XMLFault) {
        let goesOn = try advance()
        if !goesOn, out.isEmpty { return 0 }
      } catch {
        throw error.mistake.refusal(shown, at: error.at)
      }
      if out.isEmpty, case .plain = phase { continue }
      if out.isEmpty { try fill() }
    }
    let count = min(target.count, out.count - given)
    target.replaceSubrange(0..<count, with: out[given..<given + count])
    given += count
    return count
  }

  private func readPlain(into target: inout [UInt8]) throws(Refusal) -> Int {
    while true {
      let got = try source.read(into: &target)
      guard got > 0 else { return 0 }
      let left = lineEnds.mend(&target, count: got)
      if left > 0 { return left }
    }
  }

  /// Reads as much again as is waiting.
  private func fill() throws(Refusal) {
    guard !hasEnded else { return }
    pending.removeSubrange(0..<place)
    place = 0
    let wanted = max(1 << 13, pending.count)
    if chunk.count < wanted { chunk = [UInt8](repeating: 0, count: wanted) }
    let got = try source.read(into: &chunk)
    hasEnded = got == 0
    let left = lineEnds.mend(&chunk, count: got)
    pending += chunk[0..<left]
    if case .expanding(var expander) = phase {
      phase = .prolog
      expander.budget.read += got
      phase = .expanding(expander)
    }
  }

  /// - Returns: false when there is nothing more to come.
  private func advance() throws(XMLFault) -> Bool {
    switch phase {
    case .plain: return true
    case .prolog: try prolog()
    case .expanding(var expander):
      phase = .prolog
      defer { phase = .expanding(expander) }
      while out.count < 1 << 15 { if try !piece(&expander) { break } }
    }
    return !(hasEnded && place == pending.count)
  }

  // The prolog.

  private func prolog() throws(XMLFault) {
    var index = 0
    while true {
      while index < pending.count, XMLCharacters.isSpace(pending[index]) { index += 1 }
      let rest = pending[index...]
      if rest.starts(with: "<!DOCTYPE".utf8) { return try doctype(index) }
      let isOpen = rest.count < 9 && !hasEnded
      let mayComeYet = isOpen && (rest.isEmpty || rest.first == UInt8(ascii: "<"))
      let isPassed = rest.starts(with: "<?".utf8) || rest.starts(with: "<!--".utf8)
      if !mayComeYet, !isPassed { return giveUp() }
      guard isPassed, let piece = MarkupPiece(rest) else {
        if hasEnded { return giveUp() }
        guard pending.count <= limits.prolog else { throw fault(.textTooLong(limits.prolog)) }
        return
      }
      index = piece.end
    }
  }

  /// There is no DOCTYPE.
  private func giveUp() {
    phase = .plain
    out = pending
    pending = []
    place = 0
  }

  private func doctype(_ begin: Int) throws(XMLFault) {
    let rest = pending[begin...]
    line = 1 + pending[..<begin].count { $0 == 0x0A }
    guard let end = Self.end(ofDoctype: rest), end - begin <= limits.doctype else {
      if rest.count > limits.doctype { throw fault(.doctypeTooLong(limits.doctype)) }
      if hasEnded { throw fault(.declaration(Wording("nie ma końca", en: "it has no end"))) }
      return
    }
    let declared = pending[begin..<end]
    let head = String(decoding: pending[..<begin].prefix(200), as: UTF8.self)
    let isStandalone = head.hasPrefix("<?xml") && (head.contains("standalone='yes'") || head.contains("standalone=\"yes\""))
    var grammar = DoctypeGrammar(
      Array(declared), line: line, isStandalone: isStandalone, budget: ExpansionBudget(limit: limits.expansion))
    try grammar.read()
    out = Array(pending[..<begin])
    let lines = declared.count { $0 == 0x0A }
    out += [UInt8](repeating: 0x0A, count: lines)
    line += lines
    place = end
    var budget = grammar.budget
    budget.read = pending.count
    phase = .expanding(EntityExpander(grammar.declaration, budget: budget, limits: limits))
  }

  /// Behind the `>` of a DOCTYPE; nil when it is not there.
  private static func end(ofDoctype bytes: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8 = 0
    var isInSubset = false
    var index = bytes.startIndex + 9
    while index < bytes.endIndex {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if isInSubset, byte == UInt8(ascii: "<") {
        guard let piece = MarkupPiece(bytes[index...]) else { return nil }
        if piece.kind == .comment || piece.kind == .instruction {
          index = piece.end
          continue
        }
        // A declaration has quotes as a tag has.
        var open: UInt8 = 0
        let rest = bytes[index...]
        let end = rest.firstIndex { byte in
          if open != 0 {
            if byte == open { open = 0 }
            return false
          }
          if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { open = byte }
          return byte == UInt8(ascii: ">")
        }
        guard let end else { return nil }
        index = end
      } else if byte == UInt8(ascii: "["), !isInSubset {
        isInSubset = true
      } else if byte == UInt8(ascii: "]") {
        isInSubset = false
      } else if !isInSubset {
        if byte == UInt8(ascii: ">") { return index + 1 }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      }
      index += 1
    }
    return nil
  }

  // Behind it.

  /// Hands on one piece of what is pending.
  ///
  /// - Returns: false when there is no whole piece.
  private func piece(_ expander: inout EntityExpander) throws(XMLFault) -> Bool {
    guard place < pending.count else { return false }
    expander.line = line
    switch pending[place] {
    case UInt8(ascii: "<"):
      guard let piece = MarkupPiece(pending[place...]) else { return try rest() }
      let markup = pending[place..<piece.end]
      switch piece.kind {
      case .declaration: throw fault(.content(Wording("deklaracja w treści", en: "a declaration in the content")))
      case .startTag:
        hasRoot = true
        if pending[piece.end - 2] != UInt8(ascii: "/") { depth += 1 }
        try expander.tag(markup, into: &out)
      case .endTag:
        depth -= 1
        out += markup
      default: out += markup
      }
      pass(piece.end)
    case UInt8(ascii: "&") where depth > 0:
      let end = pending[(place + 1)...].firstIndex { $0 < 0x80 && $0 != 0x23 && !XMLCharacters.continuesName(UInt32($0)) }
      guard let end else { return try rest() }
      let inside = pending[(place + 1)..<end]
      let isCharacter = inside.first == UInt8(ascii: "#") && XMLCharacters.referenced(by: inside.dropFirst()) != nil
      // What an entity gives must not make a reference out of a `&` that begins none: no half of one is handed on.
      guard pending[end] == UInt8(ascii: ";"), isCharacter || DoctypeGrammar.isName(inside) else {
        throw fault(.content(Wording("źle zbudowane odwołanie &…;", en: "a reference &…; that is none")))
      }
      try expander.reference(inside, into: &out)
      pass(end + 1)
    default:
      let isMark = { (byte: UInt8) in byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") }
      let end = pending[(place + 1)...].firstIndex(where: isMark) ?? pending.count
      out += pending[place..<end]
      pass(end)
    }
    return true
  }

  /// What has no end yet waits for more, or is left to the parser when there is no more.
  private func rest() throws(XMLFault) -> Bool {
    guard pending.count - place <= limits.text + limits.prolog else { throw fault(.textTooLong(limits.text)) }
    guard hasEnded else { return false }
    out += pending[place...]
    place = pending.count
    return true
  }

  private func pass(_ end: Int) {
    for index in place..<end where pending[index] == 0x0A { line += 1 }
    place = end
  }

  private func fault(_ mistake: XMLMistake) -> XMLFault { XMLFault(mistake: mistake, at: TextPosition(line: line)) }
}
