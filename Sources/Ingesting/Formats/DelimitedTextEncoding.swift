package import Bytes
package import Findings

/// Finds the encoding of a text over the whole of it, and puts what it rests on into the understanding.
///
/// One reading tells byte order marks, UTF-8, UTF-16 and UTF-32; a text that is none of these is read once more for the
/// single-byte encodings.
/// - Returns: what the first look at the whole file said.
/// - Throws: `.data` for blocks of zero bytes, damaged UTF-8, and bytes that no known encoding explains, with line and byte.
@discardableResult
package func findEncoding(
  _ input: Input, chosen: TextEncoding?, into understanding: inout Understanding
) throws(Refusal) -> TextLook {
  let look = try TextLook.taken(of: input)
  let survey = look.survey
  if let chosen {
    // `utf-16` without saying which end comes first: the mark in the file knows.
    understanding.encoding =
      survey.markedEncoding.map { $0.unitSize == chosen.unitSize && $0.unitSize > 1 ? $0 : chosen } ?? chosen
    understanding.encodingBy = .chosen
    understanding.evidence.append(
      Wording("kodowanie: podane w opcji --encoding", en: "encoding: chosen by --encoding"))
  }
  let encoding = understanding.encoding ?? survey.verdict?.encoding
  if encoding?.unitSize ?? 1 == 1, let block = survey.firstZeroBlock {
    throw Refusal(
      .data,
      Wording(
        "blok bajtów zerowych od bajtu \(block + 1)", en: "a block of zero bytes from byte \(block + 1)"),
      at: Place(file: input.name, row: try line(of: block, in: input)),
      mend: Wording(
        "plik jest uszkodzony (przerwany zapis lub kopiowanie): pobierz go jeszcze raz",
        en: "the file is damaged (writing or copying was cut short): download it again"))
  }
  if encoding == nil || encoding == .utf8, let damage = survey.damagedUTF8 ?? (encoding == .utf8 ? survey.utf8.damage : nil) {
    throw UndecodableBytes(encoding: .utf8, offset: damage).refusal(file: input.name, line: try line(of: damage, in: input))
  }
  if chosen != nil { return look }
  understanding.encodingBy = .detected
  if let (encoding, evidence) = survey.verdict {
    understanding.encoding = encoding
    understanding.evidence.append(
      Wording("kodowanie \(encoding.rawValue): \(evidence.polish)", en: "encoding \(encoding.rawValue): \(evidence.english)"))
    return look
  }
  var evidence = SingleByteEvidence()
  var eastAsian = EastAsianEvidence()
  try forEachChunk(of: input) {
    evidence.update($0)
    eastAsian.update($0)
  }
  if let name = eastAsian.verdict {
    throw Refusal(
      .data,
      Wording(
        "tekst w kodowaniu \(name.polish), którego program nie czyta",
        en: "a text in the encoding \(name.english), which is not read here"),
      at: Place(file: input.name, row: try line(of: survey.utf8.damage ?? 0, in: input)),
      mend: Wording(
        "zapisz plik w UTF-8 (w edytorze albo w arkuszu kalkulacyjnym)",
        en: "save the file as UTF-8 (in an editor or a spreadsheet program)"))
  }
  let verdict = evidence.finish()
  let isOfDOS = if case .found(let encoding, _, _) = verdict { encoding == .ibm852 || encoding == .mazovia } else { false }
  // The lines of a frame in the pages of DOS look like it.
  if !isOfDOS, evidence.mayMixUTF8, let place = try firstPolishUTF8(in: input) {
    throw mixed(at: Place(file: input.name, row: try line(of: place, in: input)))
  }
  switch verdict {
  case .found(let encoding, let reason, let runnerUp):
    understanding.encoding = encoding
    understanding.evidence.append(
      Wording("kodowanie \(encoding.rawValue): \(reason.polish)", en: "encoding \(encoding.rawValue): \(reason.english)"))
    understanding.runnerUp = runnerUp
    if let rival = evidence.rival(of: encoding) {
      let place = Place(file: input.name, row: try line(of: survey.utf8.damage ?? 0, in: input))
      understanding.findings.append(uncertainty(between: encoding, and: rival, at: place))
    }
  case .unknown(let reason):
    let place = survey.utf8.damage ?? 0
    throw Refusal(
      .data,
      Wording("nieznane kodowanie znaków: \(reason.polish)", en: "unknown character encoding: \(reason.english)"),
      at: Place(file: input.name, row: try line(of: place, in: input)),
      mend: Wording(
        "pierwszy taki bajt to \(place + 1); podaj kodowanie (--encoding) albo zapisz plik w UTF-8",
        en: "the first such byte is \(place + 1); give the encoding (--encoding), or save the file as UTF-8"))
  }
  return look
}

/// Where the first Polish letter in UTF-8 stands in a text that is otherwise in another encoding; nil where there is none.
private func firstPolishUTF8(in input: Input) throws(Refusal) -> Int? {
  var place: Int?
  var seen = 0
  var last: UInt8 = 0
  try forEachChunk(of: input) { chunk in
    for index in chunk.indices where place == nil {
      let byte = chunk[index]
      let isLetter =
        switch last {
        case 0xC3: byte == 0x93 || byte == 0xB3
        case 0xC4: (0x84...0x87).contains(byte) || byte == 0x98 || byte == 0x99
        case 0xC5: (0x81...0x84).contains(byte) || byte == 0x9A || byte == 0x9B || (0xB9...0xBC).contains(byte)
        default: false
        }
      if isLetter { place = seen + index - 1 }
      last = byte
    }
    seen += chunk.count
  }
  return place
}

private func mixed(at place: Place) -> Refusal {
  Refusal(
    .data,
    Wording(
      "tekst w kodowaniu jednobajtowym ma polskie litery zapisane w UTF-8 (tu pierwsza): sklejono dwa pliki",
      en: "a text in a single-byte encoding has Polish letters written in UTF-8 (the first here): two files were joined"),
    at: place,
    mend: Wording(
      "zapisz obie części w UTF-8 i połącz je jeszcze raz", en: "save both parts as UTF-8, and join them again"))
}

/// Tells a person to look, since a sign such as `£` is a letter in the other reading.
private func uncertainty(between assumed: TextEncoding, and rival: TextEncoding, at place: Place) -> Finding {
  Finding(
    .warning, "encoding-uncertain", at: place,
    Wording(
      "żadne słowo nie rozstrzyga, czy to \(assumed.rawValue), jak przyjęto, czy \(rival.rawValue); sprawdź znaki spoza ASCII, "
        + "w razie potrzeby podaj kodowanie (--encoding)",
      en: "no word decides between \(assumed.rawValue), which was assumed, and \(rival.rawValue); check the characters above "
        + "ASCII, and give the encoding if need be (--encoding)"))
}

/// Reads an input from start to end in pieces.
package func forEachChunk(
  of input: Input, size: Int = 1 << 18, _ body: (Span<UInt8>) -> Void
) throws(Refusal) {
  let stream = try input.open()
  var chunk = [UInt8](repeating: 0, count: size)
  while true {
    let got = try stream.read(into: &chunk)
    guard got > 0 else { return }
    body(chunk.span.extracting(0..<got))
  }
}

/// The line, from 1, on which a byte of the input stands. Read anew: only refusals ask for it.
package func line(of offset: Int, in input: Input) throws(Refusal) -> Int {
  var line = 1
  var seen = 0
  var lastWasReturn = false
  try forEachChunk(of: input) { chunk in
    guard seen < offset else { return }
    let part = chunk.extracting(0..<min(chunk.count, offset - seen))
    line += lineEnds(part, after: lastWasReturn)
    lastWasReturn = part[part.count - 1] == 13
    seen += chunk.count
  }
  return line
}
