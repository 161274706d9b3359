/// A sentence in the two languages the product speaks. Polish is read first; English stands beside it.
package struct Wording: Sendable, Hashable {
  package var polish: String
  package var english: String

  package init(_ polish: String, en english: String) {
    self.polish = polish
    self.english = english
  }

  package func text(_ language: Language) -> String {
    language == .polish ? polish : english
  }
}

/// The language of messages (`--language`) or of a report (set in the pipeline).
package enum Language: String, Sendable, Hashable, CaseIterable {
  case polish = "pl"
  case english = "en"
}
