package import Contracts
package import Findings

/// Wordings of the codes that stand in the tables. A code that is not known here is shown as it is, never hidden.
package struct Terms: Sendable {
  let phrasing: Phrasing

  package init(_ phrasing: Phrasing) {
    self.phrasing = phrasing
  }

  /// Why there is no number: the reason if the row has one, otherwise its status; empty where the tables have no row, of which
  /// nothing more can be said.
  package func reason(_ row: IndicatorRow?) -> String {
    guard let row else { return "" }
    let words = reason(code: row.reason.isEmpty ? row.status.rawValue : row.reason)
    return Sign.isWithheld(row) ? Sign.reason(words) : words
  }

  /// The same where there is room for a sign alone: empty for what is merely missing.
  package func sign(_ row: IndicatorRow?) -> String { Sign.isWithheld(row) ? reason(row) : "" }

  package func reason(code: String) -> String {
    guard let wording = Terms.reasons[code] else { return code }
    return phrasing(wording)
  }

  /// What is special about a number, or why there is none.
  package func status(_ status: ObservationStatus) -> String {
    switch status {
    case .ok: phrasing("pełna liczba", "number as published")
    case .trueZero: phrasing("zero: zjawisko nie wystąpiło", "zero: counted as none")
    case .belowUnit: phrasing("mniej niż połowa jednostki", "less than half of the unit")
    case .preliminary: phrasing("dane wstępne", "preliminary")
    case .lowPrecision: phrasing("mała precyzja", "low precision")
    case .methodChanged: phrasing("zmiana metody", "method changed")
    case .revised: phrasing("liczba poprawiona przez wydawcę", "revised by the publisher")
    case .estimated: phrasing("oszacowanie", "estimated")
    case .incomplete: phrasing("dane niepełne", "incomplete")
    case .joint: phrasing("liczone łącznie z inną jednostką", "counted together with another unit")
    case .notAvailable, .notYetAvailable, .secret, .notApplicable, .noInformation: reason(code: status.rawValue)
    }
  }

  /// Why a cell was left out on purpose.
  package func skip(_ code: String) -> String {
    guard let wording = Terms.skips[code] else { return code }
    return phrasing(wording)
  }

  package func level(_ code: String) -> String {
    guard let wording = Terms.levels[code] else { return code }
    return phrasing(wording)
  }

  package func stage(_ code: String) -> String {
    guard let wording = Terms.stages[code] else { return code }
    return phrasing(wording)
  }

  package func severity(_ severity: Severity) -> String {
    switch severity {
    case .note: phrasing("uwaga", "note")
    case .warning: phrasing("ostrzeżenie", "warning")
    case .error: phrasing("błąd", "error")
    }
  }

  /// What changed in a break of comparability.
  package func breakReason(_ code: String) -> String {
    guard let wording = Terms.breaks[code] else { return code }
    return phrasing(wording)
  }

  /// The same of a mark of the tables, `2020:census-2021`, with its year.
  package func breakMark(_ mark: String) -> String {
    let parts = mark.split(separator: ":", maxSplits: 1)
    return parts.count == 2 ? "\(parts[0]) – \(breakReason(String(parts[1])))" : mark
  }

  package func direction(_ direction: Indicator.Direction) -> String {
    switch direction {
    case .moreIsBetter: phrasing("im więcej, tym korzystniej", "more is better")
    case .moreIsWorse: phrasing("im więcej, tym mniej korzystnie", "more is worse")
    case .neither: phrasing("bez oceny kierunku", "neither direction is better")
    }
  }

  package func interval(_ code: String) -> String {
    switch code {
    case "wilson": phrasing("95%, metoda Wilsona", "95%, Wilson")
    case "byar": phrasing("95%, przybliżenie Byara", "95%, Byar's approximation")
    case "none": phrasing("nie oblicza się", "not computed")
    default: code
    }
  }

  /// How a forecast was made.
  package func model(_ code: String) -> String {
    switch code {
    case "naive": phrasing("bez zmiany (naiwna)", "no change (naive)")
    case "drift": phrasing("średni przyrost", "mean step")
    case "theil-sen": phrasing("prosta Theila–Sena", "Theil–Sen line")
    case "ets-ann": phrasing("wygładzanie wykładnicze poziomu", "exponential smoothing of the level")
    case "ets-aadn": phrasing("wygładzanie wykładnicze z gasnącym trendem", "exponential smoothing, damped trend")
    default: code
    }
  }

  /// The scale that a forecast was made on.
  package func scale(_ code: String) -> String {
    switch code {
    case "log": phrasing("logarytmiczna", "logarithmic")
    case "logit": phrasing("logitowa", "logit")
    case "identity": phrasing("zwykła", "plain")
    default: code
    }
  }

  /// How an index puts units in order.
  package func method(_ code: String) -> String {
    switch code {
    case "zero-unitarisation": phrasing("unitaryzacja zerowana", "zero unitarisation")
    case "hellwig": phrasing("metoda Hellwiga", "Hellwig")
    case "topsis": "TOPSIS"
    default: code
    }
  }

  /// What is varied to see how far places hang on the making of the index.
  package func choice(_ code: String) -> String {
    switch code {
    case "normalisation": phrasing("normalizacja", "normalisation")
    case "weights": phrasing("wagi", "weights")
    case "aggregation": phrasing("sposób łączenia", "aggregation")
    case "left-out": phrasing("pominięcie wskaźnika", "leaving out an indicator")
    default: code
    }
  }

  /// Codes of the diagnose stage and the statuses of observations, short enough for a cell.
  private static let reasons: [String: Wording] = [
    "no-data": Wording("brak miary w źródłach", en: "measure not in the sources"),
    "not-at-this-level": Wording("nie publikuje się na tym poziomie", en: "not published at this level"),
    "no-data-for-period": Wording("nie opublikowano za ten okres", en: "not published for this period"),
    "not-published": Wording("nie opublikowano dla tej jednostki", en: "not published for this unit"),
    "no-such-breakdown": Wording("nie opublikowano w tym podziale", en: "not published with this breakdown"),
    "secret": Wording("tajemnica statystyczna", en: "statistical secrecy"),
    "not-available": Wording("źródło nie podaje", en: "the source gives none"),
    "not-yet-available": Wording("jeszcze niedostępne", en: "not yet available"),
    "not-applicable": Wording("nie dotyczy", en: "not applicable"),
    "no-information": Wording("brak wiarygodnej informacji", en: "no trustworthy information"),
    "incomplete-parts": Wording("niepełne składniki sumy", en: "parts of the sum are missing"),
    "incomplete-children": Wording("brak danych części jednostek", en: "some units below have no data"),
    "not-additive": Wording("miary nie wolno sumować", en: "the measure must not be summed"),
    "joint-figure": Wording("podano łącznie z inną jednostką", en: "given together with another unit"),
    "zero-denominator": Wording("mianownik równy zero", en: "denominator is zero"),
    "negative-denominator": Wording("mianownik ujemny", en: "denominator is negative"),
    "no-such-unit": Wording("brak jednostki porównania", en: "no unit of comparison"),
    "below-threshold": Wording("zbyt mała liczba, ochrona danych", en: "count too small, protected"),
    "withheld": Wording("ukryto: ochrona małych liczb", en: "withheld: small counts are protected"),
    "no-row": Wording("nie ma w źródłach", en: "not in the sources"),
  ]

  private static let skips: [String: Wording] = [
    "heading": Wording("nagłówek", en: "heading"),
    "preamble": Wording("tekst przed tabelą", en: "text before the table"),
    "footer": Wording("tekst pod tabelą", en: "text below the table"),
    "description": Wording("arkusz z opisem", en: "sheet with a description"),
    "other-sheet": Wording("inny arkusz", en: "other sheet"),
    "not-a-form-row": Wording("wiersz spoza formularza", en: "row not of the form"),
    "corrected": Wording("komórka poprawiona w pliku odrzuceń", en: "corrected in a rejects file"),
    "carried-over": Wording("wliczono do następcy", en: "carried over to a successor"),
    "not-carried-over": Wording("jednostka zniesiona, udziały nieznane", en: "unit dissolved, shares unknown"),
    "unit-has-ended": Wording("jednostki już nie ma", en: "the unit has ended"),
    "column-not-in-form-table": Wording("rubryka spoza tabeli formularza", en: "column not in the form's table"),
    "row-not-in-form-table": Wording("wiersz spoza tabeli formularza", en: "row not in the form's table"),
    "row-without-concept": Wording("pozycja formularza nieużywana", en: "item of the form not used"),
    "column-not-in-profile": Wording("kolumna spoza profilu", en: "column not in the profile"),
    "no-unit-code": Wording("wiersz bez kodu jednostki", en: "row without a unit code"),
    "part-of-gmina": Wording("część gminy", en: "part of a gmina"),
    "outside-region": Wording("jednostka spoza regionu", en: "unit outside the region"),
    "series-not-in-use": Wording("szereg nieużywany", en: "series not used"),
    "measure-not-in-use": Wording("miara nieużywana przez wskaźniki", en: "measure that no indicator uses"),
    "level-not-in-use": Wording("poziom nieużywany", en: "level not used"),
    "measure-not-in-catalogue": Wording("miara nieużywana przez wskaźniki", en: "measure that no indicator uses"),
    "period-not-needed": Wording("okres nieużywany", en: "period not used"),
    "part-of-year": Wording("część roku", en: "part of a year"),
    "unit-not-in-region": Wording("jednostka spoza regionu", en: "unit outside the region"),
    "year-figure-present": Wording("jest liczba roczna", en: "there is a figure of the year"),
    "duplicate-agreeing": Wording("powtórzenie tej samej liczby", en: "the same number again"),
    "duplicate-overruled": Wording("inna liczba tego samego, nieprzyjęta", en: "another number of the same, overruled"),
  ]

  private static let levels: [String: Wording] = [
    "country": Wording("kraj", en: "country"),
    "voivodeship": Wording("województwo", en: "voivodeship"),
    "macroregion": Wording("makroregion", en: "macroregion"),
    "region": Wording("region", en: "region"),
    "subregion": Wording("podregion", en: "subregion"),
    "powiat": Wording("powiat", en: "powiat"),
    "gmina": Wording("gmina", en: "gmina"),
    "district": Wording("dzielnica", en: "district"),
  ]

  private static let stages: [String: Wording] = [
    "ingest": Wording("wczytanie", en: "ingestion"),
    "normalise": Wording("ujednolicenie", en: "normalisation"),
    "diagnose": Wording("obliczenie wskaźników", en: "computation of indicators"),
    "report": Wording("raport", en: "report"),
  ]

  private static let breaks: [String: Wording] = [
    "source-change": Wording("inne źródło danych", en: "another source of the data"),
    "method-changed": Wording("zmiana metody według wydawcy", en: "the publisher changed the method"),
    "territory": Wording("zmiana granic jednostki", en: "the unit's borders changed"),
    "census-2011": Wording("ludność według spisu z 2011 r.", en: "population based on the 2011 census"),
    "census-2021": Wording("ludność według spisu z 2021 r.", en: "population based on the 2021 census"),
    "farm-census": Wording(
      "ludność aktywna zawodowo według nowego spisu rolnego", en: "economically active population based on a new farm census"),
    "income-criterion": Wording("zmiana ustawowych kryteriów dochodowych", en: "change of the statutory income criteria"),
    "form-change": Wording("zmiana formularza sprawozdania", en: "change of the reporting form"),
    "family-500": Wording("wprowadzenie świadczenia 500+", en: "introduction of the child benefit 500+"),
    "family-500-zus": Wording("przejęcie wypłat 500+ przez ZUS", en: "payment of the child benefit taken over by ZUS"),
    "employment-act": Wording("nowa ustawa o rynku pracy", en: "new labour market act"),
    "division-855": Wording("nowy dział 855 klasyfikacji budżetowej", en: "new division 855 of the budget classification"),
    "meal-programme": Wording("nowy program dożywiania", en: "new meal programme"),
    "permit-limits": Wording("nowe limity zezwoleń na sprzedaż alkoholu", en: "new limits of alcohol permits"),
    "nursery-act": Wording("zmiana ustawy o opiece nad dziećmi do lat 3", en: "change of the act on care for children under 3"),
  ]
}
