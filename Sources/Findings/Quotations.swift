extension Wording {
  /// The sentence without what it quotes. A message about data quotes what stands in a cell, and by mistake that can be the name of a
  /// person: it may be read by whoever corrects the data, and is not written into logs that are kept and collected. Short numbers and
  /// codes stay: they name nobody, and say best what is to be looked for.
  package var withoutQuotations: Wording {
    Wording(Self.withoutQuotations(polish), en: Self.withoutQuotations(english))
  }

  /// Either language's quotation marks: findings that were read back from a file have the language of the report in both.
  private static func withoutQuotations(_ text: String) -> String {
    if let whole = wholeOfMisquoted(text) { return text[..<whole.lowerBound] + "„…”" + text[whole.upperBound...] }
    var shown = ""
    var quoted: (text: String, end: Character)?
    for character in text {
      if let own = quoted {
        guard character == own.end else {
          quoted?.text.append(character)
          continue
        }
        shown += namesNobody(own.text) ? own.text : "…"
        quoted = nil
      } else if let end = ends[character] {
        quoted = ("", end)
      }
      shown.append(character)
    }
    // A quotation that does not end goes on to the end of the text.
    return quoted == nil ? shown : shown + "…"
  }

  /// From the first mark to the last where what is quoted has marks of its own, so that nobody can tell where it ends; nil where
  /// they open and close in turn.
  private static func wholeOfMisquoted(_ text: String) -> Range<String.Index>? {
    var isOpen = false
    var isMisquoted = false
    for character in text where "„“”".contains(character) {
      isMisquoted = isMisquoted || (character == "”") != isOpen
      isOpen = character != "”"
    }
    guard isMisquoted, let first = text.firstIndex(where: { "„“”".contains($0) }),
      let last = text.lastIndex(where: { "„“”".contains($0) })
    else { return nil }
    return first..<(isOpen ? text.endIndex : text.index(after: last))
  }

  /// Mark at the beginning -> at the end.
  private static let ends: [Character: Character] = ["„": "”", "“": "”", "\"": "\""]

  /// A number, a code of a unit, a number with a letter or two behind it, `12x` or `3a)`, or a form, `MPiPS-03`. More than seven digits can be the number of
  /// a person, of a telephone or of an account, and more letters a name.
  private static func namesNobody(_ text: String) -> Bool {
    if isForm(text) { return true }
    var (digits, letters) = (0, 0)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits += 1
      case "a"..."z", "A"..."Z":
        guard digits > 0 else { return false }
        letters += 1
      case " ", "\u{A0}", ",", ".", "+", "-", "−", "%", "(", ")", ";", ":", "*": break
      default: return false
      }
    }
    return digits <= 7 && letters <= 2
  }

  private static func isForm(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count <= 8, parts[0].hasSuffix("PS") else { return false }
    return parts[0].allSatisfy { $0.isASCII && $0.isLetter } && parts[1].utf8.count == 2
      && parts[1].allSatisfy { $0.isASCII && $0.isNumber }
  }
}

extension Refusal {
  /// A sentence of the refusal, or of one of its findings, as logs may keep it and standard error may show it: that is collected too.
  package func asLogged(_ wording: Wording) -> Wording { kind == .data ? wording.withoutQuotations : wording }

  /// As logs may keep it.
  package var forLogs: Refusal {
    var refusal = self
    refusal.what = asLogged(what)
    for place in refusal.findings.indices { refusal.findings[place].message = asLogged(refusal.findings[place].message) }
    return refusal
  }
}
