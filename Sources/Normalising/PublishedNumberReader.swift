import Bytes
import Contracts
import Findings
import Pipelines

/// What a published text in place of a number says, with the attribute beside it.
enum NumberReading {
  /// `value` is nil exactly where the status has no number.
  case number(value: Double?, decimals: Int, ObservationStatus, note: NumberNote?)
  /// The other decimal mark: the whole column has to be looked at before anything is said.
  case otherDecimalMark
  case unreadable(NumberNote)
}

/// Something to know about a number that was read, or why it was not. A class, because every cell has a reading and hardly any
/// a note.
final class NumberNote {
  let severity: Severity
  let code: String
  let message: Wording

  init(_ severity: Severity, _ code: String, _ message: Wording) {
    self.severity = severity
    self.code = code
    self.message = message
  }
}

/// Reads values by the signs, attributes and number style of a profile. FORMATS 1.5: a zero with the attribute `x` is a
/// missing value; what a dash means is the publisher's to say.
struct PublishedNumberReader {
  private let profile: Profile

  /// Signs by their bytes packed into a word; longer ones, which nobody prints, by their text.
  private let signs: [UInt64: ObservationStatus]
  private let longSigns: [String: ObservationStatus]
  private let longestSign: Int
  private let isBank: Bool

  init(_ profile: Profile) {
    self.profile = profile
    longestSign = profile.signs.keys.map(\.utf8.count).max() ?? 0
    switch profile.layout {
    case .bank, .bankPages: isBank = true
    default: isBank = false
    }
    var signs: [UInt64: ObservationStatus] = [:]
    var longSigns: [String: ObservationStatus] = [:]
    for (sign, status) in profile.signs {
      if sign.utf8.count < 8 {
        signs[packed(sign.utf8.span, 0..<sign.utf8.count)] = status
      } else {
        longSigns[sign] = status
      }
    }
    self.signs = signs
    self.longSigns = longSigns
  }

  /// - Parameter grammar: how numbers are written in this file.
  func reading(of text: Span<UInt8>, attribute: String, _ grammar: NumberGrammar) -> NumberReading {
    var note: NumberNote?
    let published = attribute.isEmpty ? nil : profile.attributes[attribute]
    if !attribute.isEmpty, published == nil {
      note = NumberNote(
        .warning, "unknown-attribute",
        Wording(
          "Nieznany atrybut „\(attribute)”; wartość została, ale sprawdź jego znaczenie i dopisz je do profilu \(profile.id).",
          en:
            "Unknown attribute “\(attribute)”; the value stays, but find out its meaning and add it to the profile \(profile.id)."
        )
      )
    }
    // The attribute rules over the figure: the bank prints 0 where there is nothing.
    if let published, !published.hasNumber {
      return .number(value: nil, decimals: 0, published, note: contradiction(of: text, attribute, grammar))
    }
    // A zero beside a mark that nobody knows may stand for nothing.
    if let note, isZero(text, grammar) {
      return .number(value: nil, decimals: 0, .noInformation, note: NumberNote(note.severity, note.code, zero(attribute)))
    }
    if let sign = sign(text) {
      if sign.hasNumber { return .number(value: 0, decimals: 0, published ?? sign, note: note) }
      return .number(value: nil, decimals: 0, sign, note: note ?? attributeWithoutNumber(attribute))
    }
    switch NumberText(text, grammar) {
    case .number(let value, let decimals): return .number(value: value, decimals: decimals, published ?? .ok, note: note)
    case .marked(let value, let decimals, _):
      let mark = NumberNote(
        .note, "footnote-mark",
        Wording(
          "Przy liczbie stoi odsyłacz: „\(trimmedText(text))”.",
          en: "A footnote mark stands by the number: “\(trimmedText(text))”."))
      return .number(value: value, decimals: decimals, published ?? .ok, note: note ?? mark)
    case .not(.empty): return .number(value: nil, decimals: 0, .notAvailable, note: note ?? attributeWithoutNumber(attribute))
    case .not(.otherDecimalMark): return .otherDecimalMark
    case .not(let problem): return .unreadable(NumberNote(.error, "unreadable-number", wording(of: problem, trimmedText(text))))
    }
  }

  /// The attributes that say of a figure what their small letter says, and that the method has changed besides (FORMATS 1.5).
  func tellsChangedMethod(_ attribute: String) -> Bool {
    let small = attribute.lowercased()
    return small != attribute && profile.attributes[attribute] != nil
      && profile.attributes[attribute] == profile.attributes[small]
  }

  /// A number beside an attribute that says that there is none: one of the two is wrong.
  private func contradiction(of text: Span<UInt8>, _ attribute: String, _ grammar: NumberGrammar) -> NumberNote? {
    guard sign(text) == nil, let value = NumberText(text, grammar).value, value != 0 else { return nil }
    return NumberNote(
      .warning, "number-despite-attribute",
      Wording(
        "Przy liczbie „\(trimmedText(text))” stoi atrybut „\(attribute)”, który mówi, że liczby nie ma; liczbę pominięto. Sprawdź w źródle, co jest prawdą.",
        en:
          "By the number “\(trimmedText(text))” stands the attribute “\(attribute)”, which says that there is none; the number was left out. Find out from the publisher which is true."
      ))
  }

  private func isZero(_ text: Span<UInt8>, _ grammar: NumberGrammar) -> Bool {
    if let sign = sign(text) { return sign.hasNumber }
    return NumberText(text, grammar).value == 0
  }

  private func zero(_ attribute: String) -> Wording {
    Wording(
      "Nieznany atrybut „\(attribute)” przy zerze: może znaczyć, że liczby nie ma, więc zera nie przyjęto. Sprawdź jego znaczenie i dopisz je do profilu \(profile.id).",
      en:
        "Unknown attribute “\(attribute)” by a zero: it may say that there is no number, so the zero does not count. Find out its meaning and add it to the profile \(profile.id)."
    )
  }

  /// An attribute that only qualifies a number makes none where none was published.
  private func attributeWithoutNumber(_ attribute: String) -> NumberNote? {
    if attribute.isEmpty { return nil }
    return NumberNote(
      .warning, "attribute-without-number",
      Wording(
        "Atrybut „\(attribute)” mówi o liczbie, a liczby nie ma; komórka została bez wartości. Pobierz tablicę jeszcze raz i porównaj.",
        en:
          "The attribute “\(attribute)” speaks of a number, but there is none; the cell stays without a value. Download the table again and compare."
      ))
  }

  /// The status that a text is a sign for, blanks around it left out.
  private func sign(_ text: Span<UInt8>) -> ObservationStatus? {
    let trimmed = trimmedRange(text)
    if trimmed.count > longestSign { return nil }
    if trimmed.count < 8 { return signs[packed(text, trimmed)] }
    return longSigns[trimmedText(text)]
  }

  /// How much of a text is its number when it is a percentage as people and spreadsheets write it (`8,3%`, `8.3 %`): all but
  /// the sign; nil for all other texts.
  func lengthBeforePercentSign(_ text: Span<UInt8>) -> Int? {
    var end = trimmedRange(text).upperBound
    guard end > 1, text[end - 1] == UInt8(ascii: "%") else { return nil }
    end -= 1
    // A no-break space is two bytes.
    while end > 0, text[end - 1] &- UInt8(ascii: "0") > 9 { end -= 1 }
    let isBlank = (end..<text.count).allSatisfy { [0x20, 0x09, 0xC2, 0xA0, UInt8(ascii: "%")].contains(text[$0]) }
    return end > 0 && isBlank ? end : nil
  }

  /// How a file of this profile writes numbers, before anything else is known of it.
  func grammar(isWorkbook: Bool) -> NumberGrammar {
    switch profile.numbers {
    case .comma: .polish
    case .point: NumberGrammar(.dot, grouping: .blank)
    case .byFormat: isWorkbook ? NumberGrammar(.dot, grouping: .blank) : .polish
    }
  }

  /// The grammar of a column in which the other decimal mark has turned up, or numbers that can be read both ways: the comma
  /// variant of the bank's wide tables writes decimals with a point, spreadsheets set thousands off with the other mark.
  /// Only when every number of the column agrees.
  /// - Returns: nil where they do not agree, or where the profile says otherwise.
  func grammar(of verdict: DecimalMarkEvidence.Verdict, usual: NumberGrammar) -> NumberGrammar? {
    switch verdict {
    case .comma where profile.numbers == .byFormat || usual.decimalMark == .comma:
      NumberGrammar(.comma, grouping: [.blank, .dot])
    case .dot where profile.numbers == .byFormat || usual.decimalMark == .dot:
      NumberGrammar(.dot, grouping: [.blank, .comma])
    case .notNeeded: usual
    default: nil
    }
  }

  /// Whether a text such as `1,234` is a number by either mark, and nothing that is known of the publisher tells by which. The
  /// bank sets no thousands off; a profile that names its mark has told.
  func canBeReadBothWays(_ text: Span<UInt8>) -> Bool {
    guard profile.numbers == .byFormat, !isBank, text.count >= 5, text.count <= 8 else { return false }
    let start = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") ? 1 : 0
    let mark = text.count - 4
    guard mark > start, mark - start <= 3, text[start] != UInt8(ascii: "0") else { return false }
    guard text[mark] == UInt8(ascii: ",") || text[mark] == UInt8(ascii: ".") else { return false }
    for i in start..<text.count where i != mark && text[i] &- UInt8(ascii: "0") > 9 { return false }
    return true
  }

  func ambiguous(_ text: String) -> Wording {
    Wording(
      "„\(text)” to tysiące albo ułamek i nic w kolumnie nie mówi, które. Napisz w profilu \(profile.id), jaki jest znak dziesiętny („numbers”), albo usuń odstępy tysięcy.",
      en:
        "“\(text)” is thousands or a fraction, and nothing in the column tells which. Say the decimal mark in the profile \(profile.id) (“numbers”), or remove the marks of thousands."
    )
  }

  func wording(of problem: NumberProblem, _ text: String) -> Wording {
    if text.hasPrefix("=") {
      return Wording(
        "„\(text)” to formuła bez zapisanego wyniku. Otwórz plik w arkuszu kalkulacyjnym i zapisz go, żeby wyniki się zapisały.",
        en:
          "“\(text)” is a formula without a stored result. Open the file in a spreadsheet program and save it, so that the results are stored."
      )
    }
    return switch problem {
    case .exponent:
      Wording(
        "„\(text)” to liczba zaokrąglona przez arkusz kalkulacyjny. Wpisz ją w całości.",
        en: "“\(text)” is a number rounded by a spreadsheet. Enter it in full.")
    case .otherDecimalMark:
      Wording(
        "„\(text)” ma inny znak dziesiętny niż reszta kolumny. Ujednolić zapis.",
        en: "“\(text)” has another decimal mark than the rest of the column. Make them alike.")
    case .brokenGroups:
      Wording(
        "„\(text)” ma odstępy nie co trzy cyfry. Popraw zapis liczby.",
        en: "“\(text)” has gaps that are not every three digits. Correct the number.")
    case .outOfRange:
      Wording(
        "„\(text)” jest za duże, by było liczbą ze sprawozdania.", en: "“\(text)” is too large for a figure of a statement.")
    case .empty, .notANumber:
      Wording(
        "„\(text)” nie jest liczbą. Popraw wartość w pliku albo dopisz znak do profilu \(profile.id).",
        en: "“\(text)” is not a number. Correct the value in the file, or add the sign to the profile \(profile.id).")
    }
  }
}

/// Up to seven bytes and their number in a word.
private func packed(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  var word = UInt64(range.count)
  for index in range { word = word << 8 | UInt64(text[index]) }
  return word
}

private func trimmedRange(_ text: Span<UInt8>) -> Range<Int> {
  var start = 0
  var end = text.count
  while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
  while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
  return start..<end
}

/// Without the blanks around it.
private func trimmedText(_ text: Span<UInt8>) -> String {
  String(decoding: trimmedRange(text).map { text[$0] }, as: UTF8.self)
}
