/// A territorial unit of the edition: a line of `3-tables/units.csv`.
package struct UnitRow: Sendable, Hashable {
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  /// `country`, `voivodeship`, `subregion`, `powiat`, `gmina` or `district`.
  package var level = ""
  /// For a gmina the register's RODZ digit, else empty.
  package var kind = ""
  /// Unit one level up; empty for the country.
  package var parent = ""

  package init() {}
}
