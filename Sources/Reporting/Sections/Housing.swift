import Findings

extension Section {
  package static let housing = Section("housing", housingChapter.title, compose: housingChapter.compose)
}

private let housingChapter = AreaChapter(
  area: "housing", title: Wording("Mieszkalnictwo i bezdomność", en: "Housing and homelessness"),
  cautions: [
    Wording(
      "Osoby w kryzysie bezdomności wykazuje się w gminie, która udzieliła pomocy, a nie w miejscu zameldowania.",
      en: "Homeless persons are reported by the gmina that helped, not where they are registered.")
  ],
  related: ["homeless"])
