import Bytes
import Contracts
import Findings
import Pipelines

/// Compares what a statement calls a row with what its form calls the row of that number: where numbers and labels have slipped
/// against each other, every figure would go to another concept. The same rows come again in every statement, so that each pair of
/// number and label is judged once.
final class RowLabels {
  /// A row whose label is that of other rows of its section.
  struct Slip {
    var form: String
    var section: String
    var row: String
    var label: String
    /// As the form has it.
    var own: String
    /// Numbers of the rows that have the label.
    var others: [String]
  }

  private let forms: FormTables
  /// `form|version|section|row|label` as met.
  private var known = Interner()
  private var slips: [Slip?] = []

  /// More different labels than forms can have are those of somebody's notes.
  private static let mostKnown = 100_000
  /// Labels that any row may have.
  private static let general: Set<String> = ["razem", "ogolem", "suma", "w tym", "z tego", "inne", "pozostale", "w tym na wsi"]

  init(_ forms: FormTables) {
    self.forms = forms
  }

  /// - Parameters:
  ///   - text: `form|version|section|row|label`.
  ///   - place: how many bytes of it stand before the label.
  func slip(_ text: Span<UInt8>, place: Int) -> Slip? {
    guard text.count > place else { return nil }
    if slips.count >= Self.mostKnown {
      known = Interner()
      slips = []
    }
    let code = Int(known.code(of: text))
    if code < slips.count { return slips[code] }
    let slip = judged(
      String(decoding: (0..<place).map { text[$0] }, as: UTF8.self),
      String(decoding: (place..<text.count).map { text[$0] }, as: UTF8.self))
    slips.append(slip)
    return slip
  }

  private func judged(_ place: String, _ label: String) -> Slip? {
    let parts = place.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 5, let version = Int(parts[1].prefix(4)),
      let own = forms.row(form: parts[0], version: version, section: parts[2], row: parts[3])
    else { return nil }
    let (published, right) = (foldedLabel(label), foldedLabel(own.label))
    // A label of digits alone may be the number of the row.
    guard published.utf8.contains(where: { $0 >= 0x61 }), !right.isEmpty, !Self.general.contains(published),
      !areAlike(published, right)
    else { return nil }
    let others = forms.sectionRows(form: parts[0], version: version, section: parts[2]).filter {
      $0.number != FormTables.plainNumber(parts[3]) && foldedLabel($0.row.label) == published
    }
    guard !others.isEmpty else { return nil }
    return Slip(
      form: parts[0], section: parts[2], row: parts[3], label: label, own: own.label, others: others.map { $0.number })
  }

  /// Whether one label may be the other in other words: shortened, or with something before or behind it.
  private func areAlike(_ a: String, _ b: String) -> Bool {
    if " \(a) ".contains(" \(b) ") || " \(b) ".contains(" \(a) ") { return true }
    let (first, second) = (a.split(separator: " "), b.split(separator: " "))
    return first.count == second.count
      && zip(first, second).allSatisfy { one, other in one.hasPrefix(other) || other.hasPrefix(one) }
  }
}

extension RowLabels.Slip {
  func finding(at place: Place, unit: String) -> Finding {
    let list = others.joined(separator: ", ")
    return Finding(
      .error, "label-not-of-row", at: place, unit: unit,
      Wording(
        "Wiersz \(row) działu \(section) formularza \(form) to „\(own)”, a sprawozdanie pisze przy nim „\(label)”, jak przy wierszu \(list). Numery przesunęły się względem nazw, a liczby czyta się według numerów: sprawdź sprawozdanie i wyślij je jeszcze raz (jeśli ma rację, popraw forms/).",
        en:
          "Row \(row) of section \(section) of the form \(form) is “\(own)”, the statement labels it “\(label)”, as row \(list). Numbers have slipped against labels, and figures are read by the numbers: look at the statement and export it again (if it is right, correct forms/)."
      ))
  }
}

/// A label without what people write differently: case, Polish letters, punctuation, blanks.
func foldedLabel(_ label: String) -> String {
  var text = ""
  var isGap = false
  for scalar in label.lowercased().unicodeScalars {
    // The accents of decomposed letters.
    if (0x300...0x36F).contains(scalar.value) { continue }
    guard let letter = plainLetter(scalar) else {
      isGap = true
      continue
    }
    if isGap, !text.isEmpty { text += " " }
    isGap = false
    text.unicodeScalars.append(letter)
  }
  return text
}

/// A small letter or digit without its accent; nil for all that is none.
private func plainLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar {
  case "a"..."z", "0"..."9": scalar
  case "ą": "a"
  case "ć": "c"
  case "ę": "e"
  case "ł": "l"
  case "ń": "n"
  case "ó": "o"
  case "ś": "s"
  case "ź", "ż": "z"
  default: nil
  }
}
