import Findings

extension Section {
  package static let labour = Section("labour", labourChapter.title, compose: labourChapter.compose)
}

private let labourChapter = AreaChapter(
  area: "labour", title: Wording("Rynek pracy", en: "Labour market"),
  cautions: [
    Wording(
      "Stopa bezrobocia rejestrowanego zależy od mianownika, czyli szacunku ludności aktywnej zawodowo; stopy dla regionu nie liczy się jako średniej z powiatów, tylko jako iloraz sum.",
      en:
        "The registered unemployment rate depends on its denominator, the estimate of the economically active population; the rate of the region is a ratio of sums, never a mean of powiats."
    )
  ])
