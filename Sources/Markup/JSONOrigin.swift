package import Findings

/// Where a JSON text comes from and what a mistake in it means: a configuration that is wrong (exit 78) or data that is
/// refused (exit 65).
package struct JSONOrigin: Sendable, Hashable {
  /// Path as shown to people.
  package var file: String
  package var kind: Refusal.Kind

  package init(file: String, kind: Refusal.Kind) {
    self.file = file
    self.kind = kind
  }

  /// The refusal of something that stands at `position`.
  package func refusal(
    _ what: Wording, at position: TextPosition, mend: Wording = Wording("", en: ""), findings: [Finding] = []
  ) -> Refusal {
    Refusal(kind, what, at: place(of: position), mend: mend, findings: findings)
  }

  package func place(of position: TextPosition) -> Place {
    Place(file: file, row: position.line, column: position.column)
  }
}

/// How strictly JSON is read.
package enum JSONDialect: Sendable, Hashable {
  /// RFC 8259 and nothing else: for data.
  case json
  /// JSON5 (spec.json5.org) but for `Infinity` and `NaN`: for files that people write.
  case json5
}

/// What a JSON text may ask of memory; each limit is named in the message that refuses.
package struct JSONLimits: Sendable, Hashable {
  /// Nesting of arrays and objects.
  package var depth = 256
  /// Bytes of one string, name or number.
  package var text = 10 << 20
  /// Names in one object: they are remembered to find one that stands twice.
  package var members = 1_000_000
  /// Whether a name may stand twice in one object. RFC 8259 only advises against it; a reader of data cannot know which
  /// of two values is meant.
  package var allowsTwins = false

  package init() {}
}
