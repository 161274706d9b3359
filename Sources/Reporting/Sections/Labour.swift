import Findings

extension Section {
  package static let labour = Section("labour", labourChapter.title, compose: labourChapter.compose)
}

private let labourChapter = AreaChapter(
  area: "labour", title: Wording("Rynek pracy", en: "Labour market"),
  cautions: [
    Wording(
      "Stopa bezrobocia rejestrowanego zależy od mianownika, czyli szacunku ludności aktywnej zawodowo; stopa dla regionu jest liczbą ogłoszoną, a nie średnią z jednostek.",
      en:
        "The registered unemployment rate depends on its denominator, the estimate of the economically active population; the rate of the region is the published one, not a mean of its units."
    )
  ])
