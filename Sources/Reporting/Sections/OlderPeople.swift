import Findings

extension Section {
  package static let older = Section("older", olderChapter.title, compose: olderChapter.compose)
}

private let olderChapter = TopicChapter(
  id: "older", title: Wording("Osoby starsze i opiekunowie", en: "Older people and carers"),
  marks: [
    "age=60+", "age=65+", "age=70+", "age=75+", "age=80+", "age=85+", "care_services", "resource.dps", "type.pensioners",
    "care_workers", "carers.",
  ],
  cautions: [
    Wording(
      "Domy pomocy społecznej przyjmują także mieszkańców innych powiatów, więc liczba miejsc nie mówi o dostępności dla mieszkańców powiatu, w którym dom stoi.",
      en: "Care homes admit residents of other powiats too, so places do not tell what the residents of their powiat can reach."),
    Wording(
      "Usługi opiekuńcze i domy pomocy obejmują także osoby młodsze z niepełnosprawnościami.",
      en: "Care services and homes also serve younger persons with disabilities."),
  ],
  wanted: [
    TopicChapter.Wanted(
      marks: ["carers.", "care_allowance", "nursing_benefit"],
      what: Wording("opiekunowie rodzinni", en: "family carers"),
      source: Wording(
        "świadczenie pielęgnacyjne, specjalny zasiłek opiekuńczy i zasiłek dla opiekuna według gmin: sprawozdania z realizacji ustawy o świadczeniach rodzinnych (gminy, urząd wojewódzki).",
        en: "nursing benefit and carer's allowances by gmina: statements on family benefits (gminas, voivodeship office).")),
    TopicChapter.Wanted(
      marks: ["respite"], what: Wording("opieka wytchnieniowa i asystencja", en: "respite care and personal assistance"),
      source: Wording(
        "sprawozdania gmin i powiatów z programów resortowych (urząd wojewódzki).",
        en: "statements of gminas and powiats on the ministry's programmes (voivodeship office).")),
    TopicChapter.Wanted(
      marks: ["day_home", "senior_plus", "resource.ddp"],
      what: Wording("dzienne domy i kluby seniora", en: "day homes and senior clubs"),
      source: Wording("MRiPS-06 i rejestr placówek Senior+.", en: "MRiPS-06 and the register of Senior+ places.")),
  ])
