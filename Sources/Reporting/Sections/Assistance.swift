import Findings

extension Section {
  package static let assistance = Section("assistance", assistanceChapter.title, compose: assistanceChapter.compose)
}

private let assistanceChapter = AreaChapter(
  area: "assistance", title: Wording("Korzystanie z pomocy społecznej", en: "Use of social assistance"),
  cautions: [
    Wording(
      "Osoby, którym przyznano świadczenie decyzją, osoby w rodzinach objętych pomocą i beneficjenci środowiskowej pomocy społecznej to trzy różne zbiorowości; ich liczb nie należy porównywać ze sobą.",
      en:
        "Persons granted a benefit by decision, persons in assisted families and beneficiaries of community assistance are three different populations; their numbers must not be compared with one another."
    ),
    Wording(
      "Powody przyznania pomocy nakładają się: jedna rodzina może mieć ich kilka, więc udziały nie sumują się do 100%.",
      en: "Reasons for assistance overlap: a family may have several, so shares do not add up to 100%."),
    Wording(
      "Zmiany kryteriów dochodowych (2012, 2015, 2018, 2022, 2025) i świadczenie wychowawcze (od 2016 r.) zmniejszają liczby niezależnie od położenia rodzin.",
      en:
        "Changes of the income criteria (2012, 2015, 2018, 2022, 2025) and the child benefit (from 2016) lower the numbers whatever the situation of families."
    ),
  ])
