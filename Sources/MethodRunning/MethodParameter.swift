package import Findings

/// A named option of a method: what it may be and what it is when nobody says.
package struct MethodParameter: Sendable {
  /// What a value may look like.
  package enum Form: Sendable, Hashable {
    case number
    case integer
    case word([String])
    /// Any text: the name of a column, the key of a unit.
    case text
  }

  package var name: String
  package var form: Form
  /// The value when none is given; empty when there is none.
  package var standard: String
  package var meaning: Wording

  package init(_ name: String, _ form: Form, standard: String, _ meaning: Wording) {
    self.name = name
    self.form = form
    self.standard = standard
    self.meaning = meaning
  }

  /// The value in the method's own words.
  func own(_ text: String) -> String {
    if case .word(let words) = form { return ParameterNames.ownWord(text, among: words) }
    return text
  }

  /// Whether the text has the form; where it has not, the refusal says what would be right.
  func check(_ text: String) throws(Refusal) {
    switch form {
    case .number:
      if readNumber(text) != nil { return }
      throw refusal(text, Wording("podaj liczbę", en: "give a number"))
    case .integer:
      if Int(text) != nil { return }
      throw refusal(text, Wording("podaj liczbę całkowitą", en: "give a whole number"))
    case .word(let words):
      if words.contains(text) { return }
      let list = words.joined(separator: ", ")
      throw refusal(
        text,
        nearest(to: text, among: words).map { Wording("czy chodziło o „\($0)”?", en: "did you mean '\($0)'?") }
          ?? Wording("może być: \(list)", en: "it may be: \(list)"))
    case .text: return
    }
  }

  private func refusal(_ text: String, _ mend: Wording) -> Refusal {
    Refusal(
      .usage,
      Wording("parametr \(name) nie może być „\(text)”", en: "the parameter \(name) cannot be '\(text)'"), mend: mend)
  }
}
