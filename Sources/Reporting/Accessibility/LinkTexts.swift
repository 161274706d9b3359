/// The links of one page by their words: whoever hears a list of them must know where each leads (WCAG 2.4.4, 2.4.9).
struct LinkTexts {
  enum Judgement: Equatable {
    case clear
    /// Says nothing of where it leads.
    case vague(String)
    /// The same words lead elsewhere on the same page.
    case ambiguous(String)
  }

  private var targets: [String: String] = [:]
  /// Links that were clear, as they are written: the same ones stand on a page again and again.
  private var clear: [String: String] = [:]

  init() {}

  private static let vague: Set<String> = [
    "tu", "tutaj", "kliknij", "kliknij tutaj", "kliknij tu", "więcej", "czytaj więcej", "zobacz", "zobacz więcej", "link",
    "odnośnik",
    "here", "click", "click here", "more", "read more", "see", "see more", "this", "details", "szczegóły",
  ]

  /// - Parameter text: as `text(of:)` gives it.
  mutating func judge(_ text: String, to address: String) -> Judgement {
    if clear[text] == address { return .clear }
    let judgement = judgeNew(text, to: address)
    if judgement == .clear { clear[text] = address }
    return judgement
  }

  private mutating func judgeNew(_ text: String, to address: String) -> Judgement {
    // Signs and numbers alone, such as the number of a file, are told by what stands around them.
    let hasLetter =
      text.utf8.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
      || text.unicodeScalars.contains(where: \.properties.isAlphabetic)
    guard hasLetter else { return .clear }
    let words = text.lowercased()
    if LinkTexts.vague.contains(words) { return .vague(text) }
    guard let known = targets[words] else {
      targets[words] = address
      return .clear
    }
    return known == address ? .clear : .ambiguous(text)
  }

  /// The words of an element without its tags, runs of white space as one space, a closing full stop left out.
  /// - Parameter element: from its opening tag up to its closing one.
  static func text(of element: Range<Int>, _ bytes: Span<UInt8>) -> String {
    var text: [UInt8] = []
    var isTag = false
    for place in element {
      let byte = bytes[place]
      if byte == UInt8(ascii: "<") {
        isTag = true
      } else if byte == UInt8(ascii: ">") {
        isTag = false
      } else if !isTag, byte > 0x20 || !text.isEmpty && text.last != 0x20 {
        text.append(max(byte, 0x20))
      }
    }
    while let last = text.last, last == 0x20 || last == UInt8(ascii: ".") { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}
