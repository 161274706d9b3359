import Findings

extension Section {
  package static let exclusion = Section("exclusion", exclusionChapter.title, compose: exclusionChapter.compose)
}

private let exclusionChapter = AreaChapter(
  area: "exclusion", title: Wording("Zagrożenie wykluczeniem społecznym", en: "Risk of social exclusion"),
  cautions: [],
  parts: { composition in ExclusionIndex(composition)?.chapters() ?? [] })
