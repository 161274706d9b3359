import Findings

extension Section {
  package static let family = Section("family", familyChapter.title, compose: familyChapter.compose)
}

private let familyChapter = AreaChapter(
  area: "family", title: Wording("Rodziny i dzieci", en: "Families and children"),
  cautions: [
    Wording(
      "Udziały typów rodzin dotyczą rodzin objętych pomocą, a nie wszystkich rodzin.",
      en: "Shares of family types refer to assisted families, not to all families.")
  ])
