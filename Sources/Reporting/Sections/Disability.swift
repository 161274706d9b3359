import Findings

extension Section {
  package static let disability = Section("disability", disabilityChapter.title, compose: disabilityChapter.compose)
}

private let disabilityChapter = AreaChapter(
  area: "disability", title: Wording("Niepełnosprawność", en: "Disability"),
  cautions: [
    Wording(
      "Spis z 2011 r. zaniżył liczbę osób z niepełnosprawnościami; mianowniki ze spisów mają rok spisu.",
      en: "The 2011 census undercounted persons with disabilities; denominators from censuses carry the year of the census."),
    Wording(
      "Liczba orzeczeń to nie liczba osób z niepełnosprawnością.",
      en: "The number of certificates is not the number of persons with disabilities."),
  ])
