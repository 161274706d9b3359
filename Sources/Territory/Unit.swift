/// A territorial unit as the register knew it between two dates.
package struct Unit: Sendable, Hashable {
  /// Seven-digit TERYT (`2801011`, powiat `2801000`, voivodeship `2800000`, Poland `0000000`) or, for a macroregion, region or
  /// subregion, its NUTS code (2021).
  package var code: String
  package var name: String
  package var level: Level
  /// nil above the gmina.
  package var kind: UnitKind?
  /// Code of the unit above: gmina -> powiat -> voivodeship -> country; district -> its city as powiat.
  package var parent: String
  /// The NUTS unit just above: NUTS 3 of a powiat, NUTS 2 of a subregion, NUTS 1 of a region or voivodeship; empty where the
  /// register does not say.
  package var nuts: String
  /// Twelve-digit id of the Local Data Bank, or empty.
  package var bankID: String
  /// ISO 3166-2 of a voivodeship and, behind a blank, the one in use until 2018 (`PL-28 PL-WN`); ISO 3166-1 of the country; or empty.
  package var isoCode: String
  /// ISO date of the first day of this state of the unit; empty when it is older than the register.
  package var validFrom: String
  /// ISO date of the first day on which this state no longer held; empty while it holds.
  package var validTo: String

  package init(
    code: String, name: String, level: Level, kind: UnitKind? = nil, parent: String = "", nuts: String = "",
    bankID: String = "", isoCode: String = "", validFrom: String = "", validTo: String = ""
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.kind = kind
    self.parent = parent
    self.nuts = nuts
    self.bankID = bankID
    self.isoCode = isoCode
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// The first six digits: voivodeship, powiat, gmina. They outlive a change of kind (a village that becomes a town).
  package var stem: Substring { code.prefix(6) }

  /// Named by a NUTS code, since TERYT has none for it.
  package var isNUTS: Bool { level == .macroregion || level == .region || level == .subregion }

  /// - Parameter date: ISO date.
  package func isValid(on date: String) -> Bool {
    (validFrom.isEmpty || validFrom <= date) && (validTo.isEmpty || date < validTo)
  }
}
