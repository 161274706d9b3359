import Findings

/// What a publisher should know about the report itself.
enum ReportFindings {
  /// A page above this is slow to open on a phone and too much for many mail systems.
  private static let mostBytes = 2_000_000

  static func about(pageSize: Int) -> [Finding] {
    guard pageSize > mostBytes else { return [] }
    let size = (polish: NumberStyle(.polish).size(pageSize), english: NumberStyle(.english).size(pageSize))
    return [
      Finding(
        .warning, "report-large", at: Place(file: "4-report/index.html"),
        Wording(
          "Strona raportu ma \(size.polish), więcej niż 2 MB. Skróć „sections” albo „indicators” w pliku potoku.",
          en: "The report page has \(size.english), more than 2 MB. Shorten “sections” or “indicators” in the pipeline file."))
    ]
  }
}
