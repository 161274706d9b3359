package import Contracts
import Findings

/// The signs that Polish official statistics print where there is no number.
package enum Sign {
  /// Known and not published, to protect persons or firms.
  package static let withheld = "#"
  package static let notApplicable = "x"
  /// Between the two periods the series breaks, so they are not compared.
  static func broken(_ say: Phrasing) -> String { say("przerwa", "break") }

  static func brokenNote(_ say: Phrasing) -> String {
    say(
      "Przerwa: między tymi okresami szereg jest przerwany, więc się ich nie porównuje.",
      "Break: the series breaks between these periods, so they are not compared.")
  }

  /// The note of a table that has such a cell.
  static func brokenNotes(_ rows: [Table.Row], _ say: Phrasing) -> [String] {
    rows.contains { $0.cells.contains(.text(broken(say))) } ? [brokenNote(say)] : []
  }

  /// What the signs of the tables mean, in the same words wherever it is told.
  static let meanings: [Wording] = [
    Wording(
      "b.d., brak danych – liczby nie ma; po dwukropku podano przyczynę, jeżeli źródło ją podaje. Brak nie oznacza zera.",
      en:
        "n/a, no data – there is no number; the reason follows the colon where the source gives one. Missing does not mean zero."),
    Wording(
      "# – liczba jest znana, lecz nie publikuje się jej: jest mniejsza od progu ochrony, pozwalałaby obliczyć inną chronioną liczbę albo objęta jest tajemnicą statystyczną (art. 38 ustawy o statystyce publicznej).",
      en:
        "# – the number is known but not published: it is below the threshold of protection, would give away another protected number, or is under statistical secrecy (art. 38 of the act on official statistics)."
    ),
    Wording(
      "x – wypełnienie pozycji jest niemożliwe lub niecelowe: miejsce regionu wśród jego części, porównanie liczb ogółem z krajem, przedział ufności wskaźnika, dla którego się go nie oblicza, miejsce albo zmiana tam, gdzie nie ma liczby do porównania.",
      en:
        "x – filling the cell is impossible or makes no sense: the rank of the region among its parts, a total against the country's, an interval of an indicator for which none is computed, a rank or a change where there is no number to compare."
    ),
  ]

  /// Whether a number exists and is kept back, so that it must not look like one that nobody has.
  package static func isWithheld(_ row: IndicatorRow?) -> Bool {
    guard let row, row.value == nil else { return false }
    return row.status == .secret || codes.contains(row.reason)
  }

  /// Codes of the tables for what is kept back by the edition or by the publisher.
  private static let codes: Set<String> = ["secret", "below-threshold", "withheld", "protected", "dominance", "few-contributors"]

  /// `# why`, as the reason of a cell without a number.
  static func reason(_ why: String) -> String { why.isEmpty ? withheld : "\(withheld) \(why)" }

  static func isSigned(_ reason: String) -> Bool { reason.hasPrefix(withheld) }
}

extension Document {
  /// The same with a bare `#` in the cells that withhold a number and, under each table that has one, why. A sentence in every such
  /// cell would hide the numbers that are there.
  package func explained() -> Document {
    var document = self
    let say = Phrasing(language)
    document.chapters = chapters.map { $0.explained(say) }
    return document
  }
}

extension Chapter {
  fileprivate func explained(_ say: Phrasing) -> Chapter {
    var chapter = self
    chapter.blocks = blocks.map { $0.explained(say) }
    chapter.parts = parts.map { $0.explained(say) }
    return chapter
  }
}

extension Block {
  fileprivate func explained(_ say: Phrasing) -> Block {
    switch self {
    case .table(let table): .table(table.explained(say))
    case .folded(let summary, let blocks): .folded(summary: summary, blocks.map { $0.explained(say) })
    default: self
    }
  }
}

extension Table {
  fileprivate func explained(_ say: Phrasing) -> Table {
    var table = self
    var reasons: [String] = []
    for row in table.rows.indices {
      for place in table.rows[row].cells.indices {
        guard case .missing(let reason, let id) = table.rows[row].cells[place], Sign.isSigned(reason) else { continue }
        let why = String(reason.dropFirst(Sign.withheld.count + 1))
        if !why.isEmpty, !reasons.contains(why) { reasons.append(why) }
        table.rows[row].cells[place] = .missing(reason: Sign.withheld, id: id)
      }
    }
    guard !reasons.isEmpty else { return table }
    let list = reasons.joined(separator: "; ")
    table.notes.append(
      say("# – liczba jest znana, lecz się jej nie publikuje (\(list)).", "# – the number is known but not published (\(list))."))
    return table
  }
}
