package import Findings

/// A noun that is counted, in the forms that a number asks for.
///
/// Polish has four: 1 osoba; 2, 3, 4, 22 osoby; 0, 5, 12, 25 osób; 2,5 osoby (a fraction takes the genitive singular).
package struct Plural: Sendable, Hashable {
  package var one: String
  package var few: String
  package var many: String
  package var fraction: String
  package var englishOne: String
  package var englishOther: String

  package init(_ one: String, _ few: String, _ many: String, fraction: String, en: (one: String, other: String)) {
    self.one = one
    self.few = few
    self.many = many
    self.fraction = fraction
    englishOne = en.one
    englishOther = en.other
  }

  /// The form after a whole number.
  package func form(after count: Int, _ language: Language) -> String {
    switch language {
    case .english: return count == 1 ? englishOne : englishOther
    case .polish:
      if count == 1 { return one }
      let lastTwo = count.magnitude % 100
      let last = lastTwo % 10
      return (2...4).contains(last) && !(12...14).contains(lastTwo) ? few : many
    }
  }

  /// The genitive, as after `z`: `z 1 ustalenia`, `z 72 ustaleń`.
  package func genitive(of count: Int, _ language: Language) -> String {
    language == .polish ? (count == 1 ? fraction : many) : form(after: count, language)
  }

  /// The form after a number printed with so many decimals: printed decimals make it a fraction, even 2,0.
  package func form(after value: Double, decimals: Int, _ language: Language) -> String {
    if decimals > 0 { return language == .polish ? fraction : englishOther }
    guard let rounded = RoundedDecimal(value, decimals: 0), let count = rounded.magnitude else { return many }
    return form(after: count, language)
  }

  /// `21 powiatów`, `5 osób`.
  package func counted(_ count: Int, _ language: Language) -> String {
    NumberStyle(language).whole(count) + NumberStyle.noBreakSpace + form(after: count, language)
  }
}

extension Plural {
  package static let unit = Plural(
    "jednostka", "jednostki", "jednostek", fraction: "jednostki", en: ("unit", "units"))
  package static let powiat = Plural("powiat", "powiaty", "powiatów", fraction: "powiatu", en: ("powiat", "powiats"))
  package static let gmina = Plural("gmina", "gminy", "gmin", fraction: "gminy", en: ("gmina", "gminas"))
  package static let district = Plural(
    "dzielnica", "dzielnice", "dzielnic", fraction: "dzielnicy", en: ("district", "districts"))
  package static let indicator = Plural(
    "wskaźnik", "wskaźniki", "wskaźników", fraction: "wskaźnika", en: ("indicator", "indicators"))
  package static let file = Plural("plik", "pliki", "plików", fraction: "pliku", en: ("file", "files"))
  package static let cell = Plural("komórka", "komórki", "komórek", fraction: "komórki", en: ("cell", "cells"))
  package static let row = Plural("wiersz", "wiersze", "wierszy", fraction: "wiersza", en: ("row", "rows"))
  package static let value = Plural("wartość", "wartości", "wartości", fraction: "wartości", en: ("value", "values"))
  package static let finding = Plural(
    "ustalenie", "ustalenia", "ustaleń", fraction: "ustalenia", en: ("finding", "findings"))
  package static let observation = Plural(
    "obserwacja", "obserwacje", "obserwacji", fraction: "obserwacji", en: ("observation", "observations"))
  package static let person = Plural("osoba", "osoby", "osób", fraction: "osoby", en: ("person", "persons"))
  package static let family = Plural("rodzina", "rodziny", "rodzin", fraction: "rodziny", en: ("family", "families"))
  package static let child = Plural("dziecko", "dzieci", "dzieci", fraction: "dziecka", en: ("child", "children"))
  package static let place = Plural("miejsce", "miejsca", "miejsc", fraction: "miejsca", en: ("place", "places"))
  /// In a ranking.
  package static let placeOfRank = Plural("miejsce", "miejsca", "miejsc", fraction: "miejsca", en: ("place", "places"))
  package static let figureOfTable = Plural("liczbę", "liczby", "liczb", fraction: "liczby", en: ("number", "numbers"))
  package static let household = Plural(
    "gospodarstwo", "gospodarstwa", "gospodarstw", fraction: "gospodarstwa", en: ("household", "households"))
  package static let resident = Plural(
    "mieszkaniec", "mieszkańcy", "mieszkańców", fraction: "mieszkańca", en: ("resident", "residents"))
  package static let point = Plural("punkt", "punkty", "punktów", fraction: "punktu", en: ("point", "points"))
  package static let post = Plural("etat", "etaty", "etatów", fraction: "etatu", en: ("full-time post", "full-time posts"))
  package static let year = Plural("rok", "lata", "lat", fraction: "roku", en: ("year", "years"))
  package static let chart = Plural("wykres", "wykresy", "wykresów", fraction: "wykresu", en: ("chart", "charts"))

  package static let voivodeship = Plural(
    "województwo", "województwa", "województw", fraction: "województwa", en: ("voivodeship", "voivodeships"))
  package static let macroregion = Plural(
    "makroregion", "makroregiony", "makroregionów", fraction: "makroregionu", en: ("macroregion", "macroregions"))
  package static let region = Plural("region", "regiony", "regionów", fraction: "regionu", en: ("region", "regions"))
  package static let subregion = Plural(
    "podregion", "podregiony", "podregionów", fraction: "podregionu", en: ("subregion", "subregions"))

  /// The noun for the units of a level.
  package static func ofLevel(_ level: String) -> Plural {
    switch level {
    case "voivodeship": voivodeship
    case "macroregion": macroregion
    case "region": region
    case "subregion": subregion
    case "powiat": powiat
    case "gmina": gmina
    case "district": district
    default: unit
    }
  }

  /// Nouns that stand as units in the catalogue of indicators, by the word that the catalogue has (any form of it).
  package static let countedUnits: [Plural] = [
    person, family, child, place, household, resident, point, post, year, unit, powiat, gmina,
  ]

  /// The noun of which `word` is a form.
  package static func noun(for word: String) -> Plural? { nouns[word] }

  private static let nouns: [String: Plural] = {
    var nouns: [String: Plural] = [:]
    for noun in countedUnits {
      for form in [noun.one, noun.few, noun.many, noun.fraction, noun.englishOne, noun.englishOther] where nouns[form] == nil {
        nouns[form] = noun
      }
    }
    return nouns
  }()
}
