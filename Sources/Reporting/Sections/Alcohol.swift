import Findings

extension Section {
  package static let alcohol = Section("alcohol", alcoholChapter.title, compose: alcoholChapter.compose)
}

private let alcoholChapter = AreaChapter(
  area: "alcohol", title: Wording("Alkohol i inne uzależnienia", en: "Alcohol and other addictions"),
  cautions: [
    Wording(
      "Liczba osób objętych pomocą z powodu uzależnienia mówi o pomocy udzielonej, a nie o rozpowszechnieniu problemu.",
      en: "The number of persons assisted because of addiction tells of the help given, not of how common the problem is.")
  ])
