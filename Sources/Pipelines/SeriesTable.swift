package import Bytes
package import Findings

/// What a published series of the Local Data Bank is to us: the measure, and which published dimension becomes which part of
/// the breakdown. One row of `bdl-series.csv`.
package struct SeriesRow: Sendable, Hashable {
  /// One part of the published heading, in the published order.
  package enum Part: Sendable, Hashable {
    /// The published text goes to the breakdown under this dimension, by the vocabulary.
    case dimension(String)
    /// The published text must be this one.
    case literal(String)
    /// Any text; it says nothing.
    case any
  }

  /// `P2137`.
  package var subgroup: String
  /// Title of the subgroup as the sheet OPIS has it, for workbooks whose name does not carry the number.
  package var title: String
  package var parts: [Part]
  package var measure: String
  package var factor: Double
}

/// `bdl-series.csv`: subgroup;title;dimensions;measure;factor.
package struct SeriesTable: Sendable {
  package var rows: [SeriesRow]

  package init(_ table: SeparatedTable) throws(Refusal) {
    rows = []
    for index in table.rows.indices {
      let factorText = try table.text(index, "factor")
      guard let factor = factorText.isEmpty ? 1 : Double(factorText), factor.isFinite else {
        throw table.refusal(
          index, "factor",
          Wording("Mnożnik „\(factorText)” nie jest liczbą.", en: "The factor “\(factorText)” is not a number."))
      }
      rows.append(
        SeriesRow(
          subgroup: try table.text(index, "subgroup"), title: try table.text(index, "title"),
          parts: try table.text(index, "dimensions").split(separator: "|", omittingEmptySubsequences: false).map(Self.part),
          measure: try table.text(index, "measure"), factor: factor))
    }
  }

  private static func part(_ text: Substring) -> SeriesRow.Part {
    if text == "*" { return .any }
    if text.hasPrefix("=") { return .literal(String(text.dropFirst())) }
    return .dimension(String(text))
  }
}

/// `vocabulary.csv`: what a published value of a dimension is called in a breakdown; an empty canonical text is the total.
package struct Vocabulary: Sendable {
  private var canonical: [String: [String: String]] = [:]

  package init(_ table: SeparatedTable) throws(Refusal) {
    for index in table.rows.indices {
      canonical[try table.text(index, "dimension"), default: [:]][foldedHeading(try table.text(index, "published"))] =
        try table.text(index, "canonical")
    }
  }

  /// - Returns: the canonical text, `""` for the total, nil for a word that the vocabulary does not know. Ages that are
  ///   written as ranges (`15-19`, `70 i więcej`, `0-2 lata`, `85 lat i więcej`) need no entry.
  package func canonical(_ published: String, in dimension: String) -> String? {
    let folded = foldedHeading(published)
    if let known = canonical[dimension]?[folded] { return known }
    return dimension == "age" ? ageRange(folded) : nil
  }
}

/// `15-19`, `15–19 lat`, `70 i więcej`, `85 lat i więcej`, `w wieku 65 lat i więcej`, `3` as `15-19`, `70+`, `3-3`.
private func ageRange(_ text: String) -> String? {
  var digits: [String] = []
  var current = ""
  for scalar in text.unicodeScalars {
    if scalar.value >= 0x30 && scalar.value <= 0x39 {
      current.unicodeScalars.append(scalar)
    } else if !current.isEmpty {
      digits.append(current)
      current = ""
    }
  }
  if !current.isEmpty { digits.append(current) }
  let ages = digits.compactMap { $0.count <= 3 ? Int($0) : nil }
  guard ages.count == digits.count else { return nil }
  if ages.count == 1 { return text.contains("więcej") || text.contains("+") ? "\(ages[0])+" : "\(ages[0])-\(ages[0])" }
  if ages.count == 2, ages[0] <= ages[1] { return "\(ages[0])-\(ages[1])" }
  return nil
}

/// A heading for comparison: white space (line breaks and NBSP too) folded to one blank and trimmed, lower case, letters
/// and their marks composed (`c` with U+0301 is `ć`), invisible characters left out.
package func foldedHeading(_ text: String) -> String {
  var folded = ""
  var pendingBlank = false
  var lower = text.lowercased()
  if lower.unicodeScalars.contains(where: { (0x300..<0x370).contains($0.value) }) { lower = LatinComposition.composed(lower) }
  for scalar in lower.unicodeScalars where !isInvisible(scalar) {
    if scalar.properties.isWhitespace || scalar == "\u{00A0}" || scalar == "\u{202F}" {
      pendingBlank = !folded.isEmpty
    } else {
      if pendingBlank { folded.append(" ") }
      pendingBlank = false
      folded.unicodeScalars.append(scalar)
    }
  }
  return folded
}

/// Soft hyphen, zero-width characters, word joiner, byte order mark, and what turns the direction of writing.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0xad, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0x2066...0x2069, 0xfeff: true
  default: false
  }
}
