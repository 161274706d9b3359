/// Why a stage or a command stops. The one error type of the product: thrown typed, printed only by Commands as three
/// lines - what, where, how to mend it - and turned into the exit code of its kind.
package struct Refusal: Error, Sendable, Hashable {
  /// Exit codes of the interface (a subset of sysexits.h).
  package enum Kind: Int32, Sendable, Hashable {
    case usage = 64
    /// Input refused, or above its error threshold: nothing is published.
    case data = 65
    case missingInput = 66
    /// Upstream result missing or stale.
    case unavailable = 69
    /// An invariant of the program is broken.
    case internalInvariant = 70
    case cannotCreate = 73
    /// Reading or writing failed (disk full among them).
    case inputOutput = 74
    /// Locked, or the source is not yet due: try again later.
    case tryLater = 75
    case permission = 77
    case configuration = 78
  }

  package var kind: Kind
  package var what: Wording
  package var place: Place
  package var mend: Wording
  /// The single facts behind a refusal of data; all of them, however many.
  package var findings: [Finding]

  package init(
    _ kind: Kind, _ what: Wording, at place: Place = Place(), mend: Wording = Wording("", en: ""),
    findings: [Finding] = []
  ) {
    self.kind = kind
    self.what = what
    self.place = place
    self.mend = mend
    self.findings = findings
  }

  /// What is wrong and how to mend it as a finding says it.
  package var message: Wording {
    func told(_ what: String, _ mend: String) -> String {
      [what, mend].filter { !$0.isEmpty }.map { $0.prefix(1).uppercased() + Self.ended($0).dropFirst() }.joined(separator: " ")
    }
    return Wording(told(what.polish, mend.polish), en: told(what.english, mend.english))
  }

  /// Refusals are written by many hands, with a full stop or without: what people read ends with one.
  package static func ended(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".?!…:".contains(last) ? text : text + "."
  }
}
