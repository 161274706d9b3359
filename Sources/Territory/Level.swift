/// A level of territorial division, from the country down. The order is that of containment.
///
/// Source: regulation on the NTS/NUTS nomenclature and the act of 24 July 1998 on the three-tier division.
package enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
  case country
  /// NUTS 1 (macroregion): several voivodeships, or Mazowieckie alone.
  case macroregion
  case voivodeship
  /// NUTS 2 (region): a voivodeship, or one of the two parts of Mazowieckie.
  case region
  /// NUTS 3 (podregion): named by its NUTS code, since TERYT has none.
  case subregion
  case powiat
  case gmina
  /// A district (dzielnica) of Warsaw, TERYT kind 8.
  case district

  private var depth: Int {
    switch self {
    case .country: 0
    case .macroregion: 1
    case .voivodeship: 2
    case .region: 3
    case .subregion: 4
    case .powiat: 5
    case .gmina: 6
    case .district: 7
    }
  }

  package static func < (left: Level, right: Level) -> Bool { left.depth < right.depth }
}

/// The last digit of a seven-digit TERC code (RODZ): what kind of gmina, or of its part, the code stands for.
package enum UnitKind: Int, Sendable, Hashable {
  case urban = 1
  case rural = 2
  case urbanRural = 3
  /// The town inside an urban-rural gmina: a part, never summed with its gmina.
  case townPart = 4
  /// The rural area inside an urban-rural gmina: a part, never summed with its gmina.
  case ruralPart = 5
  /// A district of Warsaw.
  case district = 8
  /// A delegatura of Kraków, Łódź, Poznań or Wrocław: a part of its city.
  case delegation = 9

  /// Kinds that together cover the country exactly once.
  package var isWholeGmina: Bool { self == .urban || self == .rural || self == .urbanRural }
}
