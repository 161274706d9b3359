package import Findings

/// One section of the report: its name in the pipeline's list, its title, and how it is made. Each has a file of its own.
package struct Section: Sendable {
  /// As in the pipeline's `sections` and as the id of the chapter.
  package let id: String
  package let title: Wording
  /// nil when there is nothing to say: a chapter without any indicator with values is left out.
  package let compose: @Sendable (Composition) -> Chapter?

  package init(_ id: String, _ title: Wording, compose: @escaping @Sendable (Composition) -> Chapter?) {
    self.id = id
    self.title = title
    self.compose = compose
  }

  /// In the order in which a report without a list of its own has them.
  package static let all: [Section] = [
    summary, changes, profiles, demography, labour, assistance, exclusion, disability, alcohol, family, older, housing, resources,
    organisations, monitoring, forecast, conclusions, quality, methods, sources, tables, accessibility,
  ]

  /// The sections of a pipeline in its order; all for an empty list.
  /// - Throws: `.configuration` for a name that is none, with the nearest one.
  package static func named(_ names: [String], in file: Place) throws(Refusal) -> [Section] {
    if names.isEmpty { return all }
    var sections: [Section] = []
    for name in names {
      guard let section = all.first(where: { $0.id == name }) else {
        let near = nearest(to: name, among: all.map(\.id))
        let list = all.map(\.id).joined(separator: ", ")
        throw Refusal(
          .configuration,
          Wording("Raport nie ma rozdziału „\(name)”.", en: "The report has no section “\(name)”."), at: file,
          mend: near.map { Wording("Czy chodzi o „\($0)”?", en: "Did you mean “\($0)”?") }
            ?? Wording("Rozdziały: \(list).", en: "Sections: \(list)."))
      }
      guard !sections.contains(where: { $0.id == name }) else {
        throw Refusal(
          .configuration,
          Wording("Rozdział „\(name)” stoi w „sections” dwa razy.", en: "The section “\(name)” stands twice in “sections”."),
          at: file, mend: Wording("Usuń jedno wystąpienie.", en: "Remove one of them."))
      }
      sections.append(section)
    }
    return sections
  }
}

/// What a section is made from: the material, how each indicator stands, and the tables that are published beside.
package struct Composition: Sendable {
  package let material: Material
  /// By indicator, for those with values.
  package let readings: [String: Reading]
  package let tables: [PublishedTable]
  /// Ids of the sections that the report has.
  private(set) var sections = Set(Section.all.map(\.id))

  package init(_ material: Material, tables: [PublishedTable]) {
    self.material = material
    self.tables = tables
    var readings: [String: Reading] = [:]
    for indicator in material.indicators {
      if let reading = Reading(indicator, in: material) { readings[indicator.id] = reading }
    }
    self.readings = readings
  }

  package var say: Phrasing { material.phrasing }

  /// The same for a report that has these sections and no others.
  func with(_ sections: [Section]) -> Composition {
    var composition = self
    composition.sections = Set(sections.map(\.id))
    return composition
  }

  /// Indicators of an area that have values, in the order of the catalogue.
  package func readings(in area: String) -> [Reading] {
    material.indicators(in: area).compactMap { readings[$0.id] }
  }
}
