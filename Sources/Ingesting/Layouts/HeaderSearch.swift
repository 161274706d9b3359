import Findings
import Pipelines

/// Finds the header of a table under a preamble: the first row that has all the named headings, alone or together with up
/// to three rows above it.
///
/// Headings compare with white space folded and without case. In a header of several rows a label holds for the empty
/// cells to its right (fill-right) and for those below it (fill-down); the parts of a heading stand with ` / ` between them,
/// and a heading that no other column shares may be named by its last parts alone. The best row so far is remembered, so
/// that a table that has none gets one message with what was expected, what was found and what is nearest.
struct HeaderSearch {
  private let wanted: [String]
  /// Headings whose columns are told where they are there.
  private let optional: [String]
  private var bestRow: Int32 = 0
  private var bestFound: Set<String> = []
  private var bestTexts: [String] = []
  /// Wanted headings that stand over several columns of the best row: nobody knows which is meant.
  private var bestShared: [String: [Int]] = [:]
  /// The rows just above, as far as they may belong to a header.
  private var above: [[String]] = []
  /// The heading of each column of the header that was found, its parts with ` / ` between them.
  private(set) var headings: [String] = []

  /// The most rows a header has.
  private static let depth = 4

  /// A header needs a column headed by a year as well.
  private let needsYear: Bool

  /// - Parameters:
  ///   - wanted: headings as the profile writes them.
  ///   - optional: headings that a table may do without.
  ///   - needsYear: whether some column must be headed by a year.
  init(_ wanted: [String], optional: [String] = [], needsYear: Bool = false) {
    self.wanted = wanted
    self.optional = optional
    self.needsYear = needsYear
  }

  /// - Returns: column (1-based) of each wanted heading when this row is the header, or its last row.
  mutating func columns(in view: RowView) -> [String: Int]? {
    let texts = view.texts()
    above.append(texts)
    if above.count > Self.depth { above.removeFirst() }
    // Years stand in the last row of a header: those above it may be of a title.
    let hasYear = !needsYear || texts.contains { yearInHeading($0) != nil }
    for rows in 1...above.count {
      let headings = Self.headings(Array(above.suffix(rows)))
      let (columns, shared) = places(headings, of: wanted)
      let more = places(headings, of: columns.count < wanted.count ? [] : optional)
      if columns.count == wanted.count, more.shared.isEmpty, hasYear {
        self.headings = headings.map { $0.joined(separator: " / ") }
        above = []
        return columns.merging(more.columns) { own, _ in own }
      }
      if columns.count + shared.count > bestFound.count {
        bestFound = Set(columns.keys).union(shared.keys)
        bestShared = shared.merging(more.shared) { own, _ in own }
        bestRow = view.row
        bestTexts = headings.map { $0.joined(separator: " / ") }
      }
    }
    return nil
  }

  /// Whether a row repeats the header that was found (a page of a printout, a second table).
  func isRepeated(in view: RowView) -> Bool {
    let (columns, shared) = places(view.texts().map { $0.isEmpty ? [] : [$0] }, of: wanted)
    return columns.count + shared.count == wanted.count && !wanted.isEmpty
  }

  /// The parts of each column's heading, from the top.
  private static func headings(_ rows: [[String]]) -> [[String]] {
    let width = rows.map(\.count).max() ?? 0
    var headings = Array(repeating: [String](), count: width)
    for (index, row) in rows.enumerated() {
      let isLast = index + 1 == rows.count
      var label = ""
      for column in 0..<width {
        let text = column < row.count ? row[column] : ""
        if !text.isEmpty { label = text }
        let part = isLast ? text : label
        if !part.isEmpty, headings[column].last != part { headings[column].append(part) }
      }
    }
    return headings
  }

  /// A heading in one row (`Stopa bezrobocia w %`) and in two (`Stopa bezrobocia / w %`) are the same.
  private static func comparable(_ heading: String) -> String { foldedHeading(heading).replacing(" / ", with: " ") }

  /// `bezrobotni ogółem` of `bezrobotni ogółem¹`, `bezrobotni ogółem*`, `bezrobotni ogółem 1)`, `bezrobotni ogółem a)`.
  static func withoutMark(_ heading: String) -> String {
    var scalars = Array(heading.unicodeScalars)
    func trim() { while scalars.last == " " { scalars.removeLast() } }
    while let last = scalars.last, last == "*" || "¹²³⁰⁴⁵⁶⁷⁸⁹⁾".unicodeScalars.contains(last) { scalars.removeLast() }
    trim()
    if scalars.count > 3, scalars.last == ")",
      !scalars.contains("(")
    {
      let mark = scalars[scalars.count - 2]
      let before = scalars[scalars.count - 3]
      // A letter is a mark when it stands alone; a digit may stand close.
      if "0"..."9" ~= mark ? before == " " || before.properties.isAlphabetic : mark.properties.isAlphabetic && before == " " {
        scalars.removeLast(2)
      }
    }
    trim()
    return String(String.UnicodeScalarView(scalars))
  }

  /// The column of each named heading that one column has, and the columns of each that several have.
  private func places(_ headings: [[String]], of names: [String]) -> (columns: [String: Int], shared: [String: [Int]]) {
    if names.isEmpty { return ([:], [:]) }
    var whole: [String: [Int]] = [:]
    var partly: [String: [Int]] = [:]
    // Behind a heading that nothing else is called stands the mark of a footnote.
    var bare: [String: [Int]] = [:]
    for (index, parts) in headings.enumerated() where !parts.isEmpty {
      let folded = parts.map(Self.comparable)
      let heading = folded.joined(separator: " ")
      whole[heading, default: []].append(index + 1)
      let unmarked = Self.withoutMark(heading)
      if unmarked != heading { bare[unmarked, default: []].append(index + 1) }
      for start in folded.indices.dropFirst() {
        partly[folded[start...].joined(separator: " "), default: []].append(index + 1)
      }
    }
    var columns: [String: Int] = [:]
    var shared: [String: [Int]] = [:]
    for heading in names {
      let folded = Self.comparable(heading)
      guard let places = whole[folded] ?? partly[folded] ?? bare[folded] else { continue }
      if places.count == 1 { columns[heading] = places[0] } else { shared[heading] = places }
    }
    return (columns, shared)
  }

  /// The table ended without a header.
  func refusal(_ sink: CellSink) -> Refusal {
    if let (heading, columns) = bestShared.min(by: { $0.key < $1.key }), bestFound.count == wanted.count {
      return sharedHeading(heading, columns, sink)
    }
    return Refusal(
      .data, lacking, at: sink.place(row: bestRow),
      mend: Wording(
        "Popraw nazwy kolumn w pliku albo w profilu źródła.",
        en: "Correct the names of the columns in the file or in the source's profile."))
  }

  /// Whether some row has at least half of the headings: it may well be the header, and not quite as the profile has it.
  var isNear: Bool { !bestFound.isEmpty && bestFound.count * 2 >= wanted.count }

  /// Which headings are missing, and what stands in the nearest row, as a sentence.
  var lacking: Wording {
    let missing = wanted.filter { !bestFound.contains($0) }
    let hints = missing.map { heading in
      nearest(to: foldedHeading(heading), among: bestTexts.map(foldedHeading)).map { "„\(heading)” (jest: „\($0)”)" }
        ?? "„\(heading)”"
    }
    let found = bestTexts.filter { !$0.isEmpty }.map { "„\($0)”" }.joined(separator: ", ")
    return Wording(
      "W tabeli nie ma nagłówka z kolumnami: \(hints.joined(separator: ", ")). Najbliższy wiersz zawiera: \(found.isEmpty ? "nic" : found).",
      en:
        "The table has no header with the columns: \(hints.joined(separator: ", ")). The nearest row holds: \(found.isEmpty ? "nothing" : found)."
    )
  }

  private func sharedHeading(_ heading: String, _ columns: [Int], _ sink: CellSink) -> Refusal {
    let list = columns.map(String.init).joined(separator: ", ")
    return Refusal(
      .data,
      Wording(
        "Nagłówek „\(heading)” mają kolumny \(list); nie wiadomo, w której są te liczby.",
        en: "The heading “\(heading)” stands over the columns \(list); nobody knows which has the figures."),
      at: sink.place(row: bestRow, column: columns[0]),
      mend: Wording(
        "Usuń kolumnę, która się powtarza, albo nazwij kolumny tak, żeby się różniły, także w profilu źródła.",
        en: "Take out the column that is there twice, or give the columns names of their own, in the source's profile too."))
  }
}
