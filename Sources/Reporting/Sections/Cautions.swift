import Findings

/// What limits every comparison in a diagnosis from Polish public statistics; printed in each report.
enum Cautions {
  static let all: [Wording] = [
    Wording(
      "Dane utajnione lub brakujące to nie zero.", en: "Suppressed or missing data are not zero."),
    Wording(
      "Źródło szeregu może się zmieniać (MPiPS-03, OZPS, MRiPS-06); zmiana poziomu w takim roku nie musi oznaczać zmiany zjawiska.",
      en:
        "The source of a series may change (MPiPS-03, OZPS, MRiPS-06); a change of level in such a year need not be a change of what is measured."
    ),
    Wording(
      "Od 2020 r. ludność podaje się na podstawie spisu z 2021 r.; spis z 2011 r. zaniżył liczbę osób z niepełnosprawnościami.",
      en: "From 2020 on population is based on the 2021 census; the 2011 census undercounted persons with disabilities."),
    Wording(
      "Kryteria dochodowe zmieniano w latach 2012, 2015, 2018, 2022 i 2025, a od 2016 r. wypłaca się świadczenie wychowawcze: spadek liczby korzystających z pomocy częściowo wynika z przepisów.",
      en:
        "Income criteria changed in 2012, 2015, 2018, 2022 and 2025, and the child benefit has been paid since 2016: falling numbers of recipients are partly statutory."
    ),
    Wording(
      "Powody przyznania pomocy nakładają się; ich udziały nie sumują się do 100%.",
      en: "Reasons for assistance overlap; their shares do not add up to 100%."),
    Wording(
      "Bezrobocie rejestrowane zależy od mianownika, a od 2025 r. także od nowej ustawy.",
      en: "Registered unemployment depends on its denominator and, from 2025 on, on a new act."),
    Wording(
      "W małych gminach kilka osób zmienia wskaźnik o wiele punktów; należy patrzeć na licznik i przedział.",
      en: "In small gminas a few persons move a rate by many points; look at the numerator and the interval."),
    Wording("Dane półroczne to nie połowa roku.", en: "Half-year data are not half of the year."),
    Wording(
      "Gmina, która zmieniła rodzaj (na przykład uzyskała prawa miejskie), pozostaje tą samą gminą.",
      en: "A gmina that changed its kind (such as by becoming a town) is the same gmina."),
    Wording(
      "Miejsce zameldowania nie jest miejscem udzielenia pomocy: osoby bezdomne wykazuje się tam, gdzie im pomożono.",
      en: "The registered place is not the place of help: homeless persons are reported where they were helped."),
  ]
}
