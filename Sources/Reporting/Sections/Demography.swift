import Findings

extension Section {
  package static let demography = Section("demography", demographyChapter.title, compose: demographyChapter.compose)
}

private let demographyChapter = AreaChapter(
  area: "demography", title: Wording("Demografia", en: "Demography"),
  cautions: [
    Wording(
      "Od 2020 r. liczba ludności opiera się na wynikach spisu z 2021 r. i nie jest w pełni porównywalna z wcześniejszą.",
      en: "From 2020 on population is based on the 2021 census and does not fully compare with earlier years."),
    Wording(
      "Stan ludności dotyczy 31 grudnia, jeżeli definicja nie mówi inaczej.",
      en: "Population is that of 31 December unless the definition says otherwise."),
  ],
  parts: { composition in PopulationPyramid(composition: composition).chapters() })
