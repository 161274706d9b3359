/// Makes a sentence when somebody reads it: where findings come by the million, most of them are never spelled out in both
/// languages, and the numbers take a tenth of the room.
package protocol WordingSource: AnyObject, Sendable {
  /// Adds the sentence in UTF-8.
  func append(_ language: Language, to text: inout [UInt8])
}

/// A sentence in the two languages the product speaks. Polish is read first; English stands beside it.
package struct Wording: Sendable, Hashable {
  private enum Content: Sendable {
    case texts(polish: String, english: String)
    case made(any WordingSource)
  }
  private var content: Content

  package init(_ polish: String, en english: String) {
    content = .texts(polish: polish, english: english)
  }

  /// - Parameter source: gives the same text whenever it is asked.
  package init(_ source: any WordingSource) {
    content = .made(source)
  }

  package var polish: String {
    get { text(.polish) }
    set { content = .texts(polish: newValue, english: english) }
  }

  package var english: String {
    get { text(.english) }
    set { content = .texts(polish: polish, english: newValue) }
  }

  package func text(_ language: Language) -> String {
    switch content {
    case .texts(let polish, let english): return language == .polish ? polish : english
    case .made(let source):
      var text: [UInt8] = []
      source.append(language, to: &text)
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// Adds the sentence in UTF-8: no `String` is made of what is only written down.
  package func append(_ language: Language, to text: inout [UInt8]) {
    switch content {
    case .texts(let polish, let english): text.append(contentsOf: (language == .polish ? polish : english).utf8)
    case .made(let source): source.append(language, to: &text)
    }
  }

  package static func == (a: Wording, b: Wording) -> Bool { a.polish == b.polish && a.english == b.english }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(polish)
    hasher.combine(english)
  }
}

/// The language of messages (`--language`) or of a report (set in the pipeline).
package enum Language: String, Sendable, Hashable, CaseIterable {
  case polish = "pl"
  case english = "en"
}
