package import Findings

/// Three lines - what, where, how to mend it - and at most so many single findings between them. What stands in cells is not quoted:
/// standard error is mailed by cron and collected by others; the place says where to look, and `findings.csv` has the text.
package struct RefusalText: Sendable {
  /// Findings shown on the screen; the rest is counted.
  package static let findingsShown = 20

  private let language: Language
  private let colour: Bool

  package init(language: Language, colour: Bool = false) {
    self.language = language
    self.colour = colour
  }

  package func lines(_ refusal: Refusal) -> [String] {
    var lines = [error(refusal.asLogged(refusal.what))]
    if !refusal.place.isEmpty {
      lines.append(label(Wording("Gdzie:", en: "Where:")) + " " + shown(refusal.place.wording.text(language)))
    }
    let alike = FindingGroup.all(of: refusal.findings.filter { !repeats(refusal, $0) })
    for group in alike.prefix(Self.findingsShown) {
      lines.append("  " + line(group.first, of: refusal, alike: group.count))
    }
    let more = alike.dropFirst(Self.findingsShown).reduce(0) { $0 + $1.count }
    if more > 0 {
      lines.append("  " + Wording("… i jeszcze \(more).", en: "… and \(more) more.").text(language))
    }
    let mend = refusal.mend.text(language)
    if !mend.isEmpty { lines.append(label(Wording("Co zrobić:", en: "Fix:")) + " " + shown(Refusal.ended(mend))) }
    return lines
  }

  /// As swift-argument-parser says it: error, help for the word concerned, usage, where to read more.
  package func lines(_ mistake: UsageError, usage: String) -> [String] {
    var lines = [error(mistake.message)]
    if !mistake.subject.isEmpty {
      lines.append(
        label(Wording("Pomoc:", en: "Help:")) + "  \(mistake.subject)  \(mistake.subjectHelp.text(language))")
    }
    lines.append(label(Wording("Użycie:", en: "Usage:")) + " " + usage)
    let command = mistake.path.joined(separator: " ")
    lines.append(
      Wording("  Więcej: '\(command) --help'.", en: "  See '\(command) --help' for more information.").text(language))
    return lines
  }

  /// Whether a finding says no more than the refusal it belongs to.
  private func repeats(_ refusal: Refusal, _ finding: Finding) -> Bool {
    finding.place == refusal.place && finding.message.text(language).hasPrefix(refusal.what.text(language))
  }

  /// `plik.xml, wiersz 5: wartość „12x” nie jest liczbą [unreadable-number]`.
  /// - Parameters:
  ///   - alike: how many findings say the same of the same file, this one among them.
  ///   - refusal: its place has just been named and is not named again.
  private func line(_ finding: Finding, of refusal: Refusal, alike: Int) -> String {
    let place = finding.place.isEmpty || finding.place == refusal.place ? "" : finding.place.wording.text(language) + ": "
    let times = FindingGroup.times(alike).text(language)
    return shown(place + refusal.asLogged(finding.message).text(language) + times + " [\(finding.code)]")
  }

  private func error(_ what: Wording) -> String {
    let label = Wording("Błąd:", en: "Error:").text(language)
    return (colour ? "\u{1B}[1;31m\(label)\u{1B}[0m" : label) + " " + shown(Refusal.ended(what.text(language)))
  }

  private func label(_ wording: Wording) -> String {
    colour ? "\u{1B}[1m\(wording.text(language))\u{1B}[0m" : wording.text(language)
  }
}
