import Findings
import Methods

extension MethodParameter {
  static let confidence = MethodParameter("confidence", .number, standard: "0.95", Wording("poziom ufności", en: "confidence"))
  static let threshold = MethodParameter(
    "threshold", .number, standard: "0",
    Wording("najmniejszy udział wag, który musi być znany", en: "least share of the weight that must be present"))
  static let divisor = word(
    "variance", VarianceDivisor.allCases.map(\.rawValue), standard: "n-1",
    Wording("dzielnik wariancji", en: "divisor of the variance"))
  static let nominant = word(
    "nominant", NominantTransform.allCases.map(\.rawValue), standard: "difference",
    Wording("zamiana nominanty na stymulantę", en: "how a nominant becomes a stimulant"))
  static let availability = word(
    "availability", ["weight", "count"], standard: "weight",
    Wording(
      "czego udziałem jest próg: wag czy liczby wartości (COINr)",
      en: "what the threshold is a share of: weight, or the count of values (COINr)"
    ))
  /// Options of whatever takes boundaries for its neighbours.
  static let boundaries = [contiguity, boundaryCode, boundaryDecimals]
  static let contiguity = word(
    "contiguity", Contiguity.allCases.map(\.rawValue), standard: Contiguity.queen.rawValue,
    Wording("sąsiedztwo z granic: wspólny punkt czy odcinek", en: "neighbours from boundaries: a common point or stretch"))
  private static let boundaryCode = text(
    "code", standard: "teryt",
    Wording("właściwość GeoJSON z kluczem jednostki", en: "property of the GeoJSON with the unit's key"))
  private static let boundaryDecimals = integer(
    "decimals", standard: "9", Wording("miejsca dziesiętne współrzędnych", en: "decimals of the coordinates"))
  static let seed = MethodParameter(
    "seed", .integer, standard: "20260101", Wording("ziarno losowania", en: "seed of the random numbers"))

  static func ties(_ standard: TieRule) -> MethodParameter {
    word(
      "ties", TieRule.allCases.map(\.rawValue), standard: standard.rawValue,
      Wording("ranga równych wartości", en: "rank of equal values"))
  }

  static func word(_ name: String, _ words: [String], standard: String, _ meaning: Wording) -> MethodParameter {
    MethodParameter(name, .word(words), standard: standard, meaning)
  }

  static func flag(_ name: String, standard: Bool, _ meaning: Wording) -> MethodParameter {
    word(name, ["yes", "no"], standard: standard ? "yes" : "no", meaning)
  }

  static func number(_ name: String, standard: String, _ meaning: Wording) -> MethodParameter {
    MethodParameter(name, .number, standard: standard, meaning)
  }

  static func integer(_ name: String, standard: String, _ meaning: Wording) -> MethodParameter {
    MethodParameter(name, .integer, standard: standard, meaning)
  }

  static func text(_ name: String, standard: String = "", _ meaning: Wording) -> MethodParameter {
    MethodParameter(name, .text, standard: standard, meaning)
  }

  /// The column that plays a role.
  static func column(_ role: String, _ meaning: Wording) -> MethodParameter {
    MethodParameter(role, .text, standard: "", Wording("kolumna: \(meaning.polish)", en: "column: \(meaning.english)"))
  }
}

extension MethodCall {
  var divisor: VarianceDivisor { VarianceDivisor(rawValue: text("variance")) ?? .sample }
  var ties: TieRule { TieRule(rawValue: text("ties")) ?? .min }
  var nominant: NominantTransform { NominantTransform(rawValue: text("nominant")) ?? .difference }
}
