extension Wording {
  /// The sentence without what it quotes. A message about data quotes what stands in a cell, and by mistake that can be the name of a
  /// person: it may be read by whoever corrects the data, and is not written into logs that are kept and collected.
  package var withoutQuotations: Wording {
    Wording(Self.withoutQuotations(polish), en: Self.withoutQuotations(english))
  }

  /// Either language's quotation marks: findings that were read back from a file have the language of the report in both.
  private static func withoutQuotations(_ text: String) -> String {
    var shown = ""
    var isQuoted = false
    for character in text {
      if isQuoted {
        guard character == "”" else { continue }
        isQuoted = false
      } else if character == "„" || character == "“" {
        isQuoted = true
        shown += "\(character)…"
        continue
      }
      shown.append(character)
    }
    return shown
  }
}

extension Refusal {
  /// As logs may keep it.
  package var forLogs: Refusal {
    guard kind == .data else { return self }
    var refusal = self
    refusal.what = what.withoutQuotations
    for place in refusal.findings.indices {
      refusal.findings[place].message = refusal.findings[place].message.withoutQuotations
    }
    return refusal
  }
}
