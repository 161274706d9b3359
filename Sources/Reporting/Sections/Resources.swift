import Findings

extension Section {
  package static let resources = Section("resources", resourcesChapter.title, compose: resourcesChapter.compose)
}

private let resourcesChapter = AreaChapter(
  area: "resources", title: Wording("Zasoby i ich adekwatność", en: "Resources and adequacy"),
  cautions: [
    Wording(
      "Placówka w jednej jednostce bywa przeznaczona także dla mieszkańców innych, więc liczba miejsc na mieszkańców jednostki nie mówi o dostępności dla nich samych.",
      en:
        "A facility in one unit may serve others too, so places per resident of a unit do not tell what its own residents can reach."
    )
  ],
  parts: { composition in
    let judged = Adequacy(composition: composition).chapters()
    // The diagnosis judges the norm itself; without its table the report counts.
    if judged.contains(where: { $0.id == "norma" }) { return judged }
    return (StaffingNorm(composition).map { [$0.chapter()] } ?? []) + judged
  })
