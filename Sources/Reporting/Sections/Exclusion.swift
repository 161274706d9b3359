import Findings

extension Section {
  package static let exclusion = Section("exclusion", exclusionChapter.title, compose: exclusionChapter.compose)
}

private let exclusionChapter = AreaChapter(
  area: "exclusion", title: Wording("Zagrożenie wykluczeniem społecznym", en: "Risk of social exclusion"),
  cautions: [
    Wording(
      "Wskaźnik syntetyczny porządkuje jednostki względem siebie; nie mierzy, ile osób jest wykluczonych.",
      en: "The composite index orders units relative to one another; it does not measure how many persons are excluded.")
  ],
  parts: { composition in ExclusionIndex(composition)?.chapters() ?? [] })
