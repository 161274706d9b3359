import Findings

/// What disclosure control has to say to people.
enum DisclosureFindings {
  enum Kind {
    /// The tables of this edition give a withheld count away.
    case unsafe
    /// The edition before does so by itself.
    case given
    /// Sources that everybody can look into do so.
    case open
  }

  static func finding(_ kind: Kind, what: String, unit: String, year: Int, earlier: String) -> Finding {
    switch kind {
    case .unsafe:
      Finding(
        .error, "disclosure-audit-failed", unit: unit, measure: what,
        Wording(
          "Z tabel za \(year) można zbyt dokładnie wyliczyć ukrytą liczbę \(what). Wydania nie wolno ogłosić; usuń wskaźnik z katalogu albo podnieś próg, a jeśli to nie pomaga, zgłoś błąd.",
          en:
            "The tables of \(year) give away a withheld count of \(what) too closely. The edition must not be published; take the indicator out of the catalogue or raise the threshold, and if that does not help, report a bug."
        ))
    case .given:
      Finding(
        .warning, "disclosure-shown-before", unit: unit, measure: what,
        Wording(
          "Liczbę \(what) za \(year), teraz ukrytą, pokazało już wydanie \(earlier) albo da się ją z niego wyliczyć. Wycofaj tamto wydanie.",
          en:
            "The edition \(earlier) has shown the count of \(what) of \(year) that is withheld now, or lets it be worked out. Withdraw that edition."
        ))
    case .open:
      Finding(
        .note, "disclosure-public-elsewhere", unit: unit, measure: what,
        Wording(
          "Liczbę \(what) za \(year) można wyliczyć z samych źródeł publicznych; tu jest ukryta, ale jej nie chroni.",
          en:
            "The count of \(what) of \(year) can be worked out from open sources alone; it is withheld here, which does not protect it."
        ))
    }
  }

  static func entitiesUnknown(_ what: String, unit: String, year: Int) -> Finding {
    Finding(
      .note, "disclosure-entities-unknown", unit: unit, measure: what,
      Wording(
        "Nie wiadomo, ilu podmiotów jest kwota \(what) za \(year), więc reguły trzech podmiotów (art. 38 ustawy o statystyce publicznej) nie dało się sprawdzić.",
        en:
          "It is not known of how many entities the amount \(what) of \(year) is, so the rule of three entities (art. 38 of the statistics act) could not be checked."
      ))
  }

  static let sharesUnknown = Finding(
    .note, "disclosure-shares-unknown",
    Wording(
      "Żadne źródło nie podaje kwot pojedynczych podmiotów, więc reguły trzech czwartych (art. 38) i reguły p % nie da się zastosować; zastosowano regułę trzech podmiotów.",
      en:
        "No source gives the amounts of single entities, so the rule of three quarters (art. 38) and the p % rule cannot be applied; the rule of three entities was."
    ))
}
