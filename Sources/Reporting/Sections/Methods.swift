import Findings

extension Section {
  package static let methods = Section(
    "methods", Wording("Metody i wzory", en: "Methods and formulas"), compose: methodsChapter)
}

private func methodsChapter(_ composition: Composition) -> Chapter? {
  let material = composition.material
  guard !material.indicators.isEmpty else { return nil }
  let say = material.phrasing
  return Chapter(
    id: "methods", title: say(Section.methods.title),
    parts: [
      Chapter(
        id: "methods-znaki", title: say("Objaśnienia", "Explanations"), blocks: [.list(explanations(composition))]),
      Chapter(
        id: "methods-czytanie", title: say("Jak czytać dane", "How to read the data"),
        blocks: [.list(Cautions.all.map { [.text(say($0))] })]),
      Chapter(
        id: "methods-wzory", title: say("Wzory wskaźników", "Formulas of the indicators"), blocks: [.table(formulas(material))]),
    ])
}

private func explanations(_ composition: Composition) -> [[Inline]] {
  let say = composition.say
  let material = composition.material
  let region = material.units.region?.fullName(say) ?? ""
  var items = Sign.meanings
  items += [
    Wording(
      "p.p. – punkt procentowy; pkt prom. – punkt promilowy, czyli różnica liczb na 1000. Liczby zaokrąglono do podanych miejsc po przecinku (połowy w górę od zera); różnice i zmiany liczono z wartości niezaokrąglonych, więc mogą się różnić od różnicy liczb wydrukowanych, a składniki nie muszą się sumować.",
      en:
        "pp – percentage point; points per 1,000 – difference of numbers per 1,000. Numbers are rounded to the decimals shown (halves away from zero); differences and changes are computed from unrounded values, so they may differ from the difference of the printed numbers, and parts need not add up."
    ),
    Wording(
      "Wartość wskaźnika to licznik podzielony przez mianownik, razy mnożnik. Wartość regionu to suma liczników podzielona przez sumę mianowników albo wartość, którą ogłosił wydawca, nigdy średnia z jednostek.",
      en:
        "The value of an indicator is numerator over denominator, times the multiplier. The value of the region is the sum of numerators over the sum of denominators, or the value that its publisher gives, never a mean of its units."
    ),
    Wording(
      "Przedział ufności 95%: dla udziałów metoda Wilsona, dla liczby zdarzeń na ludność przybliżenie Byara (dla małych liczb dokładny rozkład Poissona). Dane pochodzą z pełnych rejestrów; przedział mówi, na ile liczba zależy od przypadku, co ma znaczenie w małych jednostkach.",
      en:
        "95% confidence interval: Wilson for shares, Byar's approximation for events per population (exact Poisson for small numbers). The data come from complete registers; the interval tells how far a number depends on chance, which matters in small units."
    ),
    Wording(
      "Miejsce 1 jest najkorzystniejsze. Zakres w nawiasie obejmuje miejsca, których nie wykluczają przedziały ufności. Wskaźnikom, których żaden kierunek nie jest lepszy, miejsc się nie nadaje.",
      en:
        "Rank 1 is the best. The range in brackets holds the ranks that the confidence intervals do not exclude. Indicators of which neither end is better are not ranked."
    ),
    Wording(
      "Piąte części (kwintyle) dzielą jednostki według miejsc na pięć równych grup: 1 najkorzystniejsza, 5 najmniej korzystna.",
      en: "Fifths (quintiles) divide the units by rank into five equal groups: 1 the best, 5 the worst."),
    Wording(
      "„Różnica mieści się w przedziale ufności” znaczy, że wartość kraju leży w przedziale wartości, którą się z nim porównuje; nie nazywa się jej wtedy wyższą ani niższą.",
      en:
        "“The difference is within the interval” means that the value of the country lies in the interval of the value compared; it is then called neither higher nor lower."
    ),
  ]
  if material.index != nil {
    items.append(
      Wording(
        "Wskaźnik syntetyczny: unitaryzacja zerowana po wszystkich jednostkach danego poziomu i wszystkich latach; wysoki wynik to większe zagrożenie; średnie ważone w obszarach i między obszarami, wagi brakujących wskaźników rozdziela się na obecne. Zakres miejsc powstaje przez pomijanie kolejno po jednym obszarze.",
        en:
          "Composite index: zero unitarisation over all units of a level and all years; a high score is a greater risk; weighted means within and across domains, the weights of missing indicators spread over those present. The range of ranks comes from leaving out one domain at a time."
      ))
  }
  items.append(
    Wording(
      "Region: \(region). Lata: \(say.dates.years(material.years)); rok bazowy \(material.baseYear).",
      en: "Region: \(region). Years: \(say.dates.years(material.years)); base year \(material.baseYear)."))
  return items.map { [.text(say($0))] }
}

private func formulas(_ material: Material) -> Table {
  let say = material.phrasing
  let terms = Terms(say)
  return Table(
    id: "t-wzory",
    caption: say("Wskaźniki: definicja, wzór, przedział, źródło", "Indicators: definition, formula, interval, source"),
    stub: say("Wskaźnik", "Indicator"),
    columns: [
      Table.Column(say("Definicja", "Definition"), .prose), Table.Column(say("Wzór", "Formula"), .literal),
      Table.Column(say("Jednostka", "Unit"), .text), Table.Column(say("Kierunek", "Direction"), .text),
      Table.Column(say("Przedział", "Interval"), .text), Table.Column(say("Źródło", "Source"), .text),
    ],
    rows: material.indicators.map { indicator in
      Table.Row(
        [.text("\(indicator.id) \(indicator.label)")],
        [
          .text(indicator.definition), .code(formula(indicator, say)), .text(indicator.unit.heading(say)),
          .text(terms.direction(indicator.direction)), .text(terms.interval(indicator.interval)), .text(indicator.source),
        ], id: "m-\(indicator.id)")
    },
    notes: [
      say(
        "W wyrażeniach: nazwa miary, w nawiasie kwadratowym jej podział (age – wiek, sex – płeć, place – miasto lub wieś), @-10 – dziesięć lat wcześniej, @country – wartość kraju.",
        "In expressions: the name of a measure, its breakdown in square brackets, @-10 – ten years before, @country – the value of the country."
      )
    ])
}

/// `(numerator) / (denominator) × multiplier`, without what changes nothing.
func formula(_ indicator: Indicator, _ say: Phrasing) -> String {
  func bracketed(_ expression: String) -> String {
    expression.contains(" ") ? "(\(expression))" : expression
  }
  var text = indicator.numerator
  if indicator.denominator != "1" { text = "\(bracketed(text)) / \(bracketed(indicator.denominator))" }
  guard indicator.multiplier != 1 else { return text }
  let decimals = indicator.multiplier == indicator.multiplier.rounded() ? 0 : 3
  if indicator.denominator == "1" { text = bracketed(text) }
  return "\(text) × \(say.numbers.fixed(indicator.multiplier, decimals: decimals))"
}
