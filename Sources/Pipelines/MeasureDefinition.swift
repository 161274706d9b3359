package import Bytes
package import Findings

/// What one canonical measure counts: a row of `measures.csv`.
package struct MeasureDefinition: Sendable, Hashable {
  /// How the number relates to time.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// State at a moment (31 XII unless the note says otherwise).
    case stock
    /// Sum over the period.
    case flow
    /// Published share or rate: never summed, never averaged.
    case rate
    /// Published mean: never summed.
    case mean
  }

  /// Dotted lower-case name: `assistance.reason.poverty.families`.
  package var id: String
  package var label: Wording
  /// Unit of measure of the observations: `osoba`, `rodzina`, `zł`, `%` ...
  package var unit: String
  package var kind: Kind
  /// Whether the figures of units may be summed to the unit above.
  package var isAdditive: Bool
  package var note: String
  /// For amounts of entities (money of firms): the expression that counts the entities behind a figure. `public` where the law
  /// makes the amounts open (spending of public bodies); empty where the figures are of no entities.
  package var contributors = ""

  /// Units of measure whose figures are persons or stand for one each, so that small ones are protected. Money, places,
  /// institutions and staff are not: they are public of themselves.
  package static let countedUnits: Set<String> = [
    "osoba", "rodzina", "gospodarstwo", "orzeczenie", "świadczenie", "procedura", "dodatek", "przestępstwo",
  ]

  /// What stands in the column `contributors` of entities.csv for amounts that are open by law.
  package static let openAmounts = "public"
}

/// `measures.csv`: measure;label_pl;label_en;unit;kind;additive;note.
package struct MeasureTable: Sendable {
  package private(set) var measures: [MeasureDefinition] = []
  private var places: [String: Int] = [:]

  package init(_ table: SeparatedTable) throws(Refusal) {
    for index in table.rows.indices {
      let id = try table.text(index, "measure")
      let kindText = try table.text(index, "kind")
      guard let kind = MeasureDefinition.Kind(rawValue: kindText) else {
        throw table.refusal(
          index, "kind",
          unknownWord(kindText, among: MeasureDefinition.Kind.allCases.map(\.rawValue)))
      }
      let additive = try table.text(index, "additive")
      guard additive == "yes" || additive == "no" else {
        throw table.refusal(index, "additive", unknownWord(additive, among: ["yes", "no"]))
      }
      guard places[id] == nil else {
        throw table.refusal(
          index, "measure", Wording("Miara „\(id)” stoi dwa razy.", en: "The measure “\(id)” stands twice."))
      }
      places[id] = measures.count
      measures.append(
        MeasureDefinition(
          id: id, label: Wording(try table.text(index, "label_pl"), en: try table.text(index, "label_en")),
          unit: try table.text(index, "unit"), kind: kind, isAdditive: additive == "yes",
          note: try table.text(index, "note")))
    }
  }

  /// Adds `entities.csv`: measure;contributors;note.
  mutating func addEntities(_ table: SeparatedTable) throws(Refusal) {
    for index in table.rows.indices {
      let id = try table.text(index, "measure")
      guard let place = places[id] else { throw table.refusal(index, "measure", unknownWord(id, among: ids)) }
      measures[place].contributors = try table.text(index, "contributors")
    }
  }

  package subscript(id: String) -> MeasureDefinition? { places[id].map { measures[$0] } }

  package var ids: [String] { measures.map(\.id) }
}
