import Bytes
package import Findings

// The tables that all stages share, as the pipeline's definitions folder has them.
extension Pipeline {
  /// The measures, with the entities behind their amounts where `entities.csv` names some.
  package func loadMeasures() throws(Refusal) -> MeasureTable {
    var table = try MeasureTable(try definitionTable(Paths.join(definitions, "measures.csv"), shownAs: "measures.csv"))
    let entities = Paths.join(definitions, "entities.csv")
    if try Files.exists(entities) { try table.addEntities(try definitionTable(entities, shownAs: "entities.csv")) }
    return table
  }

  /// The catalogue as far as the pipeline uses it.
  /// - Throws: .configuration when the pipeline names an indicator that the catalogue does not have.
  package func loadIndicators() throws(Refusal) -> IndicatorTable {
    let all = try IndicatorTable(try definitionTable(Paths.join(definitions, "indicators.csv"), shownAs: "indicators.csv"))
    let named = (indicators ?? []) + (index?.domains.flatMap(\.indicators) ?? [])
    for id in named where all[id] == nil {
      let near = nearest(to: id, among: all.ids)
      throw Refusal(
        .configuration, Wording("Nie ma wskaźnika „\(id)”.", en: "There is no indicator “\(id)”."), at: Place(file: shownFile),
        mend: near.map { Wording("Czy chodzi o „\($0)”?", en: "Did you mean “\($0)”?") }
          ?? Wording("`diagnoza list indicators` wypisuje katalog.", en: "`diagnoza list indicators` prints the catalogue."))
    }
    let used = indicators.map { _ in all.restricted(to: Set(named)) } ?? all
    let concepts = try loadConcepts()
    try concepts.check(used)
    if let index { try concepts.check(index, used, in: shownFile) }
    return used
  }

  /// The rules about observations; none when the definitions have no `checks.csv`.
  package func loadChecks() throws(Refusal) -> CheckTable {
    let path = Paths.join(definitions, "checks.csv")
    guard try Files.exists(path) else { return CheckTable() }
    return try CheckTable(try definitionTable(path, shownAs: "checks.csv"))
  }

  /// Figures that must not be mixed; none when the definitions have no `concepts.csv`.
  package func loadConcepts() throws(Refusal) -> ConceptTable {
    let path = Paths.join(definitions, "concepts.csv")
    guard try Files.exists(path) else { return ConceptTable() }
    return try ConceptTable(try definitionTable(path, shownAs: "concepts.csv"))
  }

  package func loadForms() throws(Refusal) -> FormTables {
    var forms = FormTables()
    let folder = Paths.join(definitions, "forms")
    guard try Files.exists(folder) else { return forms }
    for name in try Files.list(folder) where name.hasSuffix(".csv") {
      let file = "forms/" + name
      let table = try definitionTable(Paths.join(folder, name), shownAs: file)
      switch name {
      case "names.csv": try forms.addNames(table, file: file)
      case "periods.csv": try forms.addPeriods(table, file: file)
      default: try forms.add(table, file: file)
      }
    }
    if let form = forms.withoutColumns.first {
      throw Refusal(
        .configuration,
        Wording("Formularz \(form) ma wiersze, a nie ma kolumn.", en: "The form \(form) has rows and no columns."),
        at: Place(file: "forms/"),
        mend: Wording("Połóż w tym folderze \(form)-columns.csv.", en: "Put \(form)-columns.csv into that folder."))
    }
    return forms
  }
}
