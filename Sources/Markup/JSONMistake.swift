import Findings

/// What can be wrong with a JSON text, and how it is mended.
enum JSONMistake: Sendable, Hashable {
  case empty, moreThanOneValue, unclosedString, unclosedComment, notUTF8, loneSurrogate, notANumber, leadingZero
  case commaOrBrace, commaOrBracket
  case noValue(UInt8), noName(UInt8), noColon(String), unknownWord(String), twice(String)
  case unknownEscape(UInt8), controlCharacter(UInt8)
  case unclosed(isObject: Bool, at: TextPosition)
  case tooDeep(Int), tooLong(Int), tooManyMembers(Int)

  func refusal(from origin: JSONOrigin, at position: TextPosition) -> Refusal {
    origin.refusal(what, at: position, mend: mend)
  }

  private var what: Wording {
    switch self {
    case .empty:
      Wording("JSON kończy się tam, gdzie powinna być wartość", en: "the JSON ends where a value should be")
    case .moreThanOneValue:
      Wording("po końcu wartości JSON jest jeszcze tekst", en: "there is text after the end of the JSON value")
    case .unclosedString: Wording("tekst bez zamykającego cudzysłowu", en: "a string without its closing quote")
    case .unclosedComment: Wording("komentarz bez „*/”", en: "a comment without \"*/\"")
    case .notUTF8: Wording("tekst nie jest w UTF-8", en: "a string is not UTF-8")
    case .loneSurrogate: Wording("połowa pary zastępczej w „\\u…”", en: "half of a surrogate pair in \"\\u…\"")
    case .notANumber: Wording("liczba zapisana nie tak jak w JSON", en: "a number that is not written as JSON asks")
    case .leadingZero: Wording("liczba z zerem na początku", en: "a number with a leading zero")
    case .commaOrBrace: Wording("brak „,” albo „}”", en: "\",\" or \"}\" is missing")
    case .commaOrBracket: Wording("brak „,” albo „]”", en: "\",\" or \"]\" is missing")
    case .noValue(let byte):
      Wording("\(shown(byte)) w miejscu wartości", en: "\(shown(byte)) where a value should be")
    case .noName(let byte): Wording("\(shown(byte)) w miejscu nazwy", en: "\(shown(byte)) where a name should be")
    case .noColon(let name): Wording("brak „:” po nazwie „\(name)”", en: "\":\" is missing after the name \"\(name)\"")
    case .unknownWord(let word): Wording("nieznane słowo „\(word)”", en: "unknown word \"\(word)\"")
    case .twice(let name):
      Wording("nazwa „\(name)” stoi dwa razy w jednym obiekcie", en: "the name \"\(name)\" stands twice in one object")
    case .unknownEscape(let byte):
      Wording("nieznany zapis po „\\”: \(shown(byte))", en: "unknown escape after \"\\\": \(shown(byte))")
    case .controlCharacter(let byte):
      Wording("znak sterujący \(shown(byte)) w tekście", en: "control character \(shown(byte)) in a string")
    case .unclosed(let isObject, let begin):
      Wording(
        "JSON urywa się: brak „\(isObject ? "}" : "]")” do wiersza \(begin.line), kolumny \(begin.column)",
        en: "the JSON breaks off: no \"\(isObject ? "}" : "]")\" for line \(begin.line), column \(begin.column)")
    case .tooDeep(let limit):
      Wording("więcej niż \(limit) poziomów zagnieżdżenia", en: "more than \(limit) levels of nesting")
    case .tooLong(let limit): Wording("tekst dłuższy niż \(limit) bajtów", en: "a string of more than \(limit) bytes")
    case .tooManyMembers(let limit):
      Wording("więcej niż \(limit) nazw w jednym obiekcie", en: "more than \(limit) names in one object")
    }
  }

  private var mend: Wording {
    switch self {
    case .empty, .unclosed, .unclosedString:
      Wording("plik jest niepełny albo źle zamknięty: sprawdź koniec", en: "the file is cut off or not closed: look at its end")
    case .moreThanOneValue: Wording("zostaw w pliku jedną wartość", en: "leave one value in the file")
    case .unclosedComment: Wording("zamknij komentarz znakami */", en: "close the comment with */")
    case .notUTF8: Wording("zapisz plik w kodowaniu UTF-8", en: "save the file as UTF-8")
    case .loneSurrogate:
      Wording("zapisz znak wprost albo obie połowy pary", en: "write the character itself, or both halves of the pair")
    case .notANumber:
      Wording("zapisz liczbę z kropką, np. -12.5, albo w cudzysłowie", en: "write the number with a dot, as -12.5, or quote it")
    case .leadingZero:
      Wording("kod z zerem na początku zapisz w cudzysłowie", en: "quote a code that begins with a zero")
    case .commaOrBrace, .commaOrBracket:
      Wording("sprawdź przecinki i nawiasy w tym miejscu", en: "check the commas and brackets at this place")
    case .noValue, .noName, .noColon:
      Wording("sprawdź cudzysłowy, przecinki i nawiasy w tym miejscu", en: "check quotes, commas and brackets at this place")
    case .unknownWord(let word):
      if let near = nearest(to: word, among: ["true", "false", "null"]) {
        Wording("czy chodziło o „\(near)”?", en: "did you mean \"\(near)\"?")
      } else {
        Wording("tekst zapisz w cudzysłowie", en: "put text in quotes")
      }
    case .twice: Wording("zostaw jedną z nich", en: "keep one of them")
    case .unknownEscape: Wording("samo „\\” zapisuje się „\\\\”", en: "write a backslash itself as \"\\\\\"")
    case .controlCharacter: Wording("zapisz go jako \\u00…", en: "write it as \\u00…")
    case .tooDeep, .tooLong, .tooManyMembers:
      Wording("to nie wygląda na dane: granicę zmienia ustawienie", en: "this does not look like data: a setting moves the limit")
    }
  }

  private func shown(_ byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "„\(Character(UnicodeScalar(byte)))”" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (byte < 16 ? "0" : "") + digits
  }
}
