import Findings
import Markup

/// A statistical method as `list methods` shows it. The methods themselves stand in Methods, one file each.
struct MethodDescription {
  struct Parameter {
    var name: String
    /// The value when none is given.
    var standard: String
    var meaning: Wording
  }

  var name: String
  var title: Wording
  /// What the method is given.
  var inputs: [String]
  var parameters: [Parameter]
  var source: String

  var item: Listing.Item {
    Listing.Item(
      name, title,
      [
        ("inputs", .array(inputs.map { .string($0) })),
        (
          "parameters",
          .array(
            parameters.map { parameter in
              .object([
                ("name", .string(parameter.name)), ("default", .string(parameter.standard)),
                (
                  "meaning",
                  .object([("pl", .string(parameter.meaning.polish)), ("en", .string(parameter.meaning.english))])
                ),
              ])
            })
        ),
        ("source", .string(source)),
      ])
  }

  private static let confidence = Parameter(
    name: "confidence", standard: "0.95", meaning: Wording("poziom ufności", en: "confidence"))
  private static let threshold = Parameter(
    name: "threshold", standard: "0",
    meaning: Wording("najmniejszy udział wag, który musi być znany", en: "least share of the weight that must be present"))

  /// In the order of their names.
  static let all: [MethodDescription] = [
    MethodDescription(
      name: "byar",
      title: Wording(
        "przedział liczby zdarzeń (Byar, poniżej 10 dokładny)", en: "interval of a number of events (Byar, exact below 10)"),
      inputs: ["events"], parameters: [confidence],
      source: "N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), 69-70; PHEindicatormethods phe_rate"),
    MethodDescription(
      name: "exact-poisson", title: Wording("dokładny przedział liczby zdarzeń", en: "exact interval of a number of events"),
      inputs: ["events"], parameters: [confidence], source: "F. Garwood, Biometrika 28 (1936), 437-442"),
    MethodDescription(
      name: "leave-one-out", title: Wording("miejsca po pominięciu każdej dziedziny", en: "places without each domain in turn"),
      inputs: ["scores of domains", "weights"], parameters: [threshold],
      source: "OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7; COINr remove_elements"),
    MethodDescription(
      name: "quantile-class", title: Wording("klasa miejsca w rankingu", en: "class of a place"), inputs: ["rank", "units"],
      parameters: [
        Parameter(name: "classes", standard: "5", meaning: Wording("liczba klas", en: "number of classes"))
      ], source: "English Indices of Deprivation: ceil(10 * rank / N)"),
    MethodDescription(
      name: "rank", title: Wording("miejsce (równe wartości dzielą lepsze)", en: "place (equal values share the better one)"),
      inputs: ["values"], parameters: [], source: "competition ranking (1, 2, 2, 4)"),
    MethodDescription(
      name: "rank-range", title: Wording("zakres miejsc wynikający z przedziałów", en: "range of places from the intervals"),
      inputs: ["lower", "upper"], parameters: [], source: "intervals that do not meet"),
    MethodDescription(
      name: "weighted-mean", title: Wording("średnia ważona tego, co znane", en: "weighted mean of what is present"),
      inputs: ["values", "weights"], parameters: [threshold], source: "sum(wx) / sum(w)"),
    MethodDescription(
      name: "wilson", title: Wording("przedział udziału (Wilson)", en: "interval of a share (Wilson score)"),
      inputs: ["count", "whole"], parameters: [confidence],
      source: "E. B. Wilson, JASA 22 (1927), 209-212; PHEindicatormethods phe_proportion"),
    MethodDescription(
      name: "zero-unitarisation", title: Wording("unitaryzacja zerowana", en: "zero unitarisation"),
      inputs: ["values", "types"], parameters: [], source: "K. Kukuła, Metoda unitaryzacji zerowanej, PWN 2000"),
  ]
}
