import CLibXML2
import Findings

/// What can be wrong with an XML document, and how it is mended. All of them are refusals of data.
enum XMLMistake: Sendable, Hashable {
  case parameterEntity, entity(String, EntityKind), doctypeTooLong(Int), defaultsTooLong(Int), expansion(Int), secondDoctype
  /// Of the DOCTYPE, and of what stands behind it.
  case declaration(Wording), content(Wording)
  case tooDeep(Int), textTooLong(Int), tooManyAttributes(Int), tooManyNamespaces(Int)
  case unknownEncoding(String), wrongEncoding(declared: String, actual: String)
  /// What libxml2 says: its error number and its sentence.
  case notWellFormed(Int32, String)
  case library

  /// Why a reference to an entity cannot be replaced.
  enum EntityKind: Sendable, Hashable {
    case undeclared, external, unparsed

    /// - Parameter declared: what the document says of the entity.
    init(_ declared: DoctypeDeclaration.Entity?) {
      self =
        switch declared {
        case .external: .external
        case .unparsed: .unparsed
        case .text, nil: .undeclared
        }
    }
  }

  /// What libxml2 looks ahead at most, and so the bytes of one attribute or comment, whatever `XMLLimits` allow.
  private static let libraryLimit = 10_000_000

  /// An error of libxml2. Its limits are none of the document's grammar, though it says so.
  static func ofLibrary(_ code: Int32, _ sentence: String) -> XMLMistake {
    let limits = ["Huge input lookup", "AttValue length too long", "Comment too big found", "CData section too big found"]
    let isLimit = limits.contains { sentence.contains($0) } || sentence.hasPrefix("PI ") && sentence.contains("too big found")
    return isLimit ? .textTooLong(libraryLimit) : .notWellFormed(code, sentence)
  }

  func refusal(_ file: String, at position: TextPosition) -> Refusal {
    Refusal(
      self == .library ? .internalInvariant : .data, what,
      at: Place(file: file, row: position.line, column: position.column), mend: mend)
  }

  private var what: Wording {
    switch self {
    case .parameterEntity:
      Wording(
        "niedozwolone odwołanie do encji parametrycznej w deklaracji DOCTYPE",
        en: "a reference to a parameter entity that the DOCTYPE declaration may not use")
    case .doctypeTooLong(let limit):
      Wording("deklaracja DOCTYPE dłuższa niż \(limit) bajtów", en: "a DOCTYPE declaration of more than \(limit) bytes")
    case .defaultsTooLong(let limit):
      Wording(
        "wartości domyślne z DOCTYPE dają więcej niż \(limit) bajtów",
        en: "the defaults of the DOCTYPE make more than \(limit) bytes")
    case .expansion(let limit):
      Wording(
        "encje powołują się na siebie albo rosną ponad \(limit) bajtów",
        en: "entities that refer to themselves or grow above \(limit) bytes")
    case .secondDoctype: Wording("deklaracja DOCTYPE nie na swoim miejscu", en: "a DOCTYPE where none may stand")
    case .declaration(let what):
      Wording(
        "deklaracja DOCTYPE źle zbudowana: \(what.polish)",
        en: "the XML is not well formed: in the DOCTYPE, \(what.english)")
    case .content(let what):
      Wording("XML źle zbudowany: \(what.polish)", en: "the XML is not well formed: \(what.english)")
    case .entity(let name, .external):
      Wording(
        "odwołanie do encji &\(name);, której treść stoi w innym pliku, a obcych plików program nie wczytuje",
        en: "a reference to the entity &\(name); whose text stands in another file, and no other file is ever read")
    case .entity(let name, .unparsed):
      Wording(
        "odwołanie do encji &\(name);, która nie jest tekstem (NDATA)",
        en: "a reference to the entity &\(name); which is no text (NDATA)")
    case .entity(let name, .undeclared):
      Wording(
        "odwołanie do encji &\(name);, której plik nie deklaruje",
        en: "a reference to the entity &\(name); which the file does not declare")
    case .tooDeep(let limit):
      Wording("więcej niż \(limit) poziomów zagnieżdżenia", en: "more than \(limit) levels of nesting")
    case .textTooLong(let limit):
      Wording(
        "tekst, atrybut albo komentarz dłuższy niż \(limit) bajtów",
        en: "a text, an attribute or a comment of more than \(limit) bytes")
    case .tooManyAttributes(let limit):
      Wording("więcej niż \(limit) atrybutów elementu", en: "an element with more than \(limit) attributes")
    case .tooManyNamespaces(let limit):
      Wording("więcej niż \(limit) przestrzeni nazw w jednym miejscu", en: "more than \(limit) namespaces at one place")
    case .unknownEncoding(let name):
      Wording("nieobsługiwane kodowanie „\(name)”", en: "unsupported encoding \"\(name)\"")
    case .wrongEncoding(let declared, let actual):
      Wording(
        "XML podaje kodowanie „\(declared)”, a zapisany jest w „\(actual)”",
        en: "the XML says it is \"\(declared)\" but its bytes are \"\(actual)\"")
    case .notWellFormed(let code, let sentence): wording(ofError: code, sentence)
    case .library: Wording("libxml2 odmawia pracy", en: "libxml2 does not start")
    }
  }

  private var mend: Wording {
    switch self {
    case .entity(_, .external):
      Wording(
        "wstaw jej treść do pliku w tym miejscu i usuń deklarację DOCTYPE, albo poproś o dane w jednym pliku",
        en: "put its text into the file at this place and remove the DOCTYPE, or ask for the data in one file")
    case .entity, .notWellFormed(Int32(XML_ERR_UNDECLARED_ENTITY.rawValue), _):
      Wording(
        "wpisz w tym miejscu sam znak albo jego numer (&nbsp; to &#160;)",
        en: "write the character itself at this place, or its number (&nbsp; is &#160;)")
    case .parameterEntity, .expansion, .secondDoctype:
      Wording(
        "usuń deklarację DOCTYPE i encje: mogą wczytywać obce pliki",
        en: "remove the DOCTYPE and its entities: they can load other files")
    case .tooDeep, .textTooLong, .tooManyAttributes, .tooManyNamespaces, .doctypeTooLong, .defaultsTooLong:
      Wording("to nie wygląda na dane: granicę zmienia ustawienie", en: "this does not look like data: a setting moves the limit")
    case .unknownEncoding, .wrongEncoding:
      Wording("zapisz plik w UTF-8 i popraw nagłówek <?xml …?>", en: "save the file as UTF-8 and mend its header <?xml …?>")
    case .notWellFormed, .declaration, .content:
      Wording("pobierz plik ponownie albo popraw go w tym miejscu", en: "download the file again or mend it at this place")
    case .library: Wording("", en: "")
    }
  }

  /// libxml2 speaks English; the errors that people meet have a Polish sentence, the others their number.
  private func wording(ofError code: Int32, _ sentence: String) -> Wording {
    let codes: [(xmlParserErrors, String)] = [
      (XML_ERR_DOCUMENT_EMPTY, "dokument XML jest pusty"),
      (XML_ERR_DOCUMENT_END, "dokument XML urywa się albo ma coś po końcu"),
      (XML_ERR_INVALID_CHAR, "niedozwolony znak"),
      (XML_ERR_INVALID_CHARREF, "niedozwolony znak &#…;"),
      (XML_ERR_UNDECLARED_ENTITY, "nieznana encja"),
      (XML_ERR_ENTITYREF_SEMICOL_MISSING, "encja bez średnika"),
      (XML_ERR_NAME_REQUIRED, "brak nazwy"),
      (XML_ERR_LT_IN_ATTRIBUTE, "znak < w atrybucie"),
      (XML_ERR_ATTRIBUTE_NOT_STARTED, "atrybut bez cudzysłowu"),
      (XML_ERR_ATTRIBUTE_NOT_FINISHED, "atrybut bez końca"),
      (XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "atrybut bez wartości"),
      (XML_ERR_ATTRIBUTE_REDEFINED, "atrybut powtórzony"),
      (XML_ERR_COMMENT_NOT_FINISHED, "komentarz bez końca"),
      (XML_ERR_CDATA_NOT_FINISHED, "sekcja CDATA bez końca"),
      (XML_ERR_GT_REQUIRED, "brak znaku >"),
      (XML_ERR_TAG_NAME_MISMATCH, "znacznik końcowy nie pasuje do otwierającego"),
      (XML_ERR_TAG_NOT_FINISHED, "element bez znacznika końcowego"),
      (XML_ERR_INVALID_ENCODING, "bajty spoza kodowania dokumentu"),
      (XML_ERR_RESERVED_XML_NAME, "nagłówek <?xml nie na początku pliku"),
      (XML_NS_ERR_UNDEFINED_NAMESPACE, "przedrostek bez przestrzeni nazw"),
    ]
    let polish = codes.first { $0.0.rawValue == UInt32(bitPattern: code) }?.1 ?? "XML źle zbudowany (błąd \(code))"
    return Wording("\(polish) [\(sentence)]", en: "the XML is not well formed: \(sentence)")
  }
}
