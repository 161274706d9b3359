package import Findings

/// Lets pages through to publication that pass the checks of accessibility; one that does not stops all of them.
package struct AccessibilityGate {
  private let findings: [Finding]

  /// - Parameter findings: of every page, in the order of the pages.
  package init(_ findings: [Finding]) { self.findings = findings }

  /// What stops a page.
  package static func findings(of page: HTMLPage) -> [Finding] {
    AccessibilityCheck.findings(of: page) + StyleContrast.findings(of: page)
  }

  /// - Throws: `.data` (exit 65) with every finding when some page fails.
  package func close() throws(Refusal) {
    guard let first = findings.first else { return }
    let kinds = Dictionary(grouping: findings, by: \.code).mapValues(\.count).sorted { $0.key < $1.key }
    let list = kinds.map { "\($0.key) × \($0.value)" }.joined(separator: ", ")
    throw Refusal(
      .data,
      Wording(
        "Strony raportu nie przechodzą kontroli dostępności (\(list)), więc nic nie ogłoszono. Pierwsza: \(first.message.polish)",
        en:
          "Pages of the report fail the checks of accessibility (\(list)), so nothing is published. The first: \(first.message.english)"
      ),
      at: first.place,
      mend: Wording(
        "Najczęściej brakuje nazwy jednostki, wskaźnika albo tytułu w definicjach; uzupełnij je.",
        en: "Most often a name of a unit or indicator, or a title, is missing in the definitions; complete them."),
      findings: findings)
  }
}
