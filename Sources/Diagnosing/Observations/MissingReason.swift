import Contracts
import Findings

/// Why there is no value: the code in `indicators.csv`, what a person reads, and the status that goes with it.
enum MissingReason: UInt8, Sendable, Hashable, CaseIterable {
  /// No source of the edition has the measure.
  case noData
  /// The measure is published for other levels only, and cannot be summed from below.
  case notAtThisLevel
  /// The measure is there, but not for this year at this level.
  case noDataForPeriod
  /// Others of the level have it for the year; this unit does not.
  case notPublished
  /// The unit has the measure for the year, but not broken down in the way that is needed.
  case noSuchBreakdown
  case secret
  case notAvailable
  case notYetAvailable
  case notApplicable
  case noInformation
  /// Some parts of the breakdown (ages, sexes, town and village) are there, but not all.
  case incompleteParts
  /// Some units below have a figure, but not all.
  case incompleteChildren
  /// Units below have figures, but of a kind that must not be summed (a rate, a mean).
  case notAdditive
  /// A figure is given for the unit together with another one: added to the other's it would count twice, over the unit's own
  /// denominator it would be too much.
  case jointFigure
  case zeroDenominator
  case negativeDenominator
  /// The unit of comparison (`@country` ...) is not in the register.
  case noSuchUnit
  /// The source gives the count, but it is too small to show, or showing it would give a small one away.
  case withheld

  var code: String {
    switch self {
    case .noData: "no-data"
    case .notAtThisLevel: "not-at-this-level"
    case .noDataForPeriod: "no-data-for-period"
    case .notPublished: "not-published"
    case .noSuchBreakdown: "no-such-breakdown"
    case .secret: "secret"
    case .notAvailable: "not-available"
    case .notYetAvailable: "not-yet-available"
    case .notApplicable: "not-applicable"
    case .noInformation: "no-information"
    case .incompleteParts: "incomplete-parts"
    case .incompleteChildren: "incomplete-children"
    case .notAdditive: "not-additive"
    case .jointFigure: "joint-figure"
    case .zeroDenominator: "zero-denominator"
    case .negativeDenominator: "negative-denominator"
    case .noSuchUnit: "no-such-unit"
    case .withheld: "withheld"
    }
  }

  var wording: Wording {
    switch self {
    case .noData:
      Wording("żadne źródło tego wydania nie zawiera potrzebnej miary", en: "no source of this edition has the measure needed")
    case .notAtThisLevel:
      Wording("miara nie jest publikowana na tym poziomie", en: "the measure is not published at this level")
    case .noDataForPeriod:
      Wording(
        "miary nie opublikowano na tym poziomie za ten okres", en: "the measure was not published at this level for this period")
    case .notPublished:
      Wording("nie opublikowano dla tej jednostki", en: "not published for this unit")
    case .noSuchBreakdown:
      Wording(
        "nie opublikowano potrzebnego podziału (wiek, płeć, miejsce)",
        en: "not published with the breakdown needed (age, sex, place)")
    case .secret:
      Wording("objęte tajemnicą statystyczną", en: "withheld: statistical secrecy")
    case .notAvailable:
      Wording("źródło podaje brak danych", en: "the source says that there are no data")
    case .notYetAvailable:
      Wording("dane jeszcze niedostępne", en: "data not yet available")
    case .notApplicable:
      Wording("wypełnienie pozycji niemożliwe lub niecelowe", en: "impossible or makes no sense for this unit")
    case .noInformation:
      Wording("brak informacji lub informacji wiarygodnej", en: "no information, or none that can be trusted")
    case .incompleteParts:
      Wording(
        "brakuje części potrzebnych do sumy (wiek, płeć, miejsce)", en: "parts needed for the sum are missing (age, sex, place)")
    case .incompleteChildren:
      Wording("brakuje danych części jednostek niższego poziomu", en: "figures of some of the units below are missing")
    case .notAdditive:
      Wording(
        "miary tej nie wolno sumować z jednostek niższego poziomu", en: "the measure must not be summed from the units below")
    case .jointFigure:
      Wording(
        "liczbę podano łącznie z inną jednostką: nie wolno jej dodać ani odnieść do jednej z nich",
        en: "the figure is given together with another unit: it must neither be added nor related to one of them")
    case .zeroDenominator:
      Wording("mianownik równy zero", en: "the denominator is zero")
    case .negativeDenominator:
      Wording("mianownik ujemny", en: "the denominator is negative")
    case .noSuchUnit:
      Wording("brak jednostki porównania w rejestrze", en: "the unit of comparison is not in the register")
    case .withheld:
      Wording(
        "ukryto: liczba osób jest zbyt mała albo pozwoliłaby wyliczyć zbyt małą",
        en: "withheld: the count of persons is too small, or would give away one that is")
    }
  }

  /// Whether there simply is nothing, as against something that is known to be missing.
  var isAbsence: Bool {
    switch self {
    case .noData, .notAtThisLevel, .noDataForPeriod, .notPublished, .noSuchBreakdown, .notAdditive: true
    default: false
    }
  }

  /// The status of a row that has no value for this reason.
  var status: ObservationStatus {
    switch self {
    case .secret, .withheld: .secret
    case .notYetAvailable: .notYetAvailable
    case .notApplicable, .zeroDenominator, .negativeDenominator: .notApplicable
    case .noInformation: .noInformation
    default: .notAvailable
    }
  }

  /// What the source itself says about a figure that it does not give; nil for a status that goes with a number.
  init?(_ status: ObservationStatus) {
    switch status {
    case .secret: self = .secret
    case .notAvailable: self = .notAvailable
    case .notYetAvailable: self = .notYetAvailable
    case .notApplicable: self = .notApplicable
    case .noInformation: self = .noInformation
    case .ok, .trueZero, .belowUnit, .preliminary, .lowPrecision, .methodChanged, .revised, .estimated, .incomplete, .joint:
      return nil
    }
  }
}
