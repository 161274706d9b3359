import Findings

extension Section {
  package static let organisations = Section("ngo", organisationsChapter.title, compose: organisationsChapter.compose)
}

private let organisationsChapter = TopicChapter(
  id: "ngo", title: Wording("Współpraca z organizacjami pozarządowymi", en: "Cooperation with non-governmental organisations"),
  marks: ["ngo.", "_ngo", "social_economy"],
  cautions: [
    Wording(
      "Rejestr REGON liczy także organizacje, które nie działają; liczba wpisów nie jest liczbą usługodawców.",
      en: "REGON also counts organisations that are not active; entries are not providers of services."),
    Wording(
      "Udział zleceń zależy od tego, jak gmina księguje dotacje; mały udział nie musi oznaczać braku współpracy.",
      en:
        "The share of contracted tasks depends on how a gmina books grants; a small one need not mean that there is no cooperation."
    ),
  ],
  wanted: [
    TopicChapter.Wanted(
      marks: ["social_economy"],
      what: Wording(
        "potencjał podmiotów ekonomii społecznej (art. 16b ust. 2)", en: "capacity of social-economy entities (art. 16b)"),
      source: Wording(
        "wykaz przedsiębiorstw społecznych wojewody oraz wykazy CIS, KIS i spółdzielni socjalnych.",
        en: "the voivode's register of social enterprises and the lists of CIS, KIS and social cooperatives.")),
    TopicChapter.Wanted(
      marks: ["contests", "offers"],
      what: Wording("otwarte konkursy ofert: złożone i wybrane oferty", en: "open calls: offers made and chosen"),
      source: Wording(
        "sprawozdania z rocznych programów współpracy (art. 5a ustawy o działalności pożytku publicznego).",
        en: "reports on the yearly programmes of cooperation (art. 5a of the act of 24 April 2003 on voluntary work).")),
    TopicChapter.Wanted(
      marks: ["volunteer"], what: Wording("wolontariat", en: "volunteering"),
      source: Wording("sprawozdania OZPS i badania GUS SOF.", en: "OZPS statements and surveys of Statistics Poland (SOF).")),
  ])
