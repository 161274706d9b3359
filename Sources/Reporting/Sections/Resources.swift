import Findings

extension Section {
  package static let resources = Section("resources", resourcesChapter.title, compose: resourcesChapter.compose)
}

private let resourcesChapter = AreaChapter(
  area: "resources", title: Wording("Zasoby i ich adekwatność", en: "Resources and adequacy"),
  cautions: [
    Wording(
      "Placówka jednego powiatu bywa przeznaczona także dla innych, więc liczba miejsc na mieszkańców powiatu nie mówi o dostępności dla jego mieszkańców.",
      en:
        "A facility in one powiat may serve others too, so places per resident of a powiat do not tell what its own residents can reach."
    )
  ],
  parts: { composition in
    let judged = Adequacy(composition: composition).chapters()
    // The diagnosis judges the norm itself; without its table the report counts.
    if judged.contains(where: { $0.id == "norma" }) { return judged }
    return (StaffingNorm(composition).map { [$0.chapter()] } ?? []) + judged
  })
