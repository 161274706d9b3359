import Bytes
package import Findings

/// Reads a dBase II to 7 or FoxPro table as rows of texts: row 1 holds the names of the fields, then one row a record, its number
/// being that of the record in the file plus one, deleted ones counted.
///
/// Texts lose the blanks after them, numbers those around them; all else is as published. Deleted records are skipped and
/// counted in a finding. The text of a memo field stands in another file, which is not read here: its cells are empty.
/// - Throws: `.data`: a head that does not agree with itself, a file shorter than its count of records, bytes that are no
///   text, an encoding that cannot be known.
package func readDBF(
  _ input: Input, options: ReadingOptions = ReadingOptions(), into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  var table = try DBFTable(input, options)
  try table.read(into: &receiver)
  return table.understanding
}

struct DBFTable {
  private let input: Input
  private let header: DBFHeader
  private var encoding: TextEncoding
  private(set) var understanding: Understanding
  private var memo: DBFMemo?
  /// Records read at once.
  private let batch: Int

  init(_ input: Input, _ options: ReadingOptions, batch: Int? = nil) throws(Refusal) {
    self.input = input
    let head = try input.head(DBFLayout.headOfII)
    header = try DBFHeader(try input.head(DBFHeader.length(head)), file: input.name)
    self.batch = batch ?? max(1, (1 << 16) / header.recordLength)
    understanding = Understanding(format: .dbf)
    encoding = .windows1250
    encoding = try findEncoding(options.encoding)
    understanding.encoding = encoding
    for (column, field) in header.fields.enumerated() {
      var decoder = TextDecoder(encoding)
      var name: [UInt8] = []
      do throws(UndecodableBytes) {
        try decoder.decode(field.rawName.span, into: &name)
        try decoder.finish()
      } catch {
        throw UndecodableBytes(encoding: encoding, offset: header.layout.first + column * header.layout.stride + error.offset)
          .refusal(file: input.name, line: 1)
      }
      understanding.fields.append(
        Understanding.DBFField(
          name: String(decoding: name, as: UTF8.self), type: String(decoding: [field.type], as: UTF8.self),
          length: field.length, decimals: field.decimals))
    }
  }

  /// The encoding: chosen; else by the code page byte unless the texts say otherwise; else by the texts.
  private mutating func findEncoding(_ chosen: TextEncoding?) throws(Refusal) -> TextEncoding {
    if let chosen {
      understanding.encodingBy = .chosen
      return chosen
    }
    understanding.encodingBy = .detected
    var utf8 = UTF8Check()
    var evidence = SingleByteEvidence()
    for field in header.fields {
      utf8.update(field.rawName.span)
      evidence.update(field.rawName.span)
      evidence.endText()
    }
    let texts = header.fields.filter { $0.type == UInt8(ascii: "C") }
    try forEachBatch { records, count in
      for record in 0..<count {
        for field in texts {
          let start = record * header.recordLength + field.offset
          let text = records.span.extracting(start..<start + field.length)
          utf8.update(text)
          evidence.update(text)
          evidence.endText()
        }
      }
    }
    let byte = "0x" + String(header.codePageByte, radix: 16)
    if header.isDeclaredOfSystem, case .found(let found, let reason, _) = evidence.finish(), utf8.badBytes > 0 {
      understanding.evidence.append(
        Wording("kodowanie \(found.rawValue): \(reason.polish)", en: "encoding \(found.rawValue): \(reason.english)"))
      return found
    }
    if let declared = header.declaredEncoding {
      if case .found(let found, let reason, _) = evidence.finish(), found != declared,
        header.isDeclaredPolish ? evidence.rules(out: declared) : evidence.makesSignsInWords(declared)
      {
        understanding.evidence.append(
          Wording("kodowanie \(found.rawValue): \(reason.polish)", en: "encoding \(found.rawValue): \(reason.english)"))
        understanding.findings.append(
          Finding(
            .warning, "code-page-contradicted", at: Place(file: input.name),
            Wording(
              "bajt strony kodowej \(byte) mówi \(declared.rawValue), a teksty są w \(found.rawValue); przyjęto to drugie",
              en: "the code page byte \(byte) says \(declared.rawValue), the texts are in \(found.rawValue), which was taken")))
        return found
      }
      understanding.evidence.append(
        Wording(
          "kodowanie \(declared.rawValue): bajt strony kodowej \(byte)",
          en: "encoding \(declared.rawValue): code page byte \(byte)"))
      return declared
    }
    if utf8.isValid, utf8.wholeCharacters > 0 {
      understanding.evidence.append(
        Wording("kodowanie utf-8: teksty to poprawny UTF-8", en: "encoding utf-8: the texts are valid UTF-8"))
      return .utf8
    }
    if let page = header.unreadCodePage, utf8.badBytes > 0 {
      throw Refusal(
        .data,
        Wording(
          "bajt strony kodowej \(byte) mówi \(page), a tej strony nie czytamy",
          en: "the code page byte \(byte) says \(page), which is not read here"), at: Place(file: input.name),
        mend: Wording(
          "zapisz tabelę w UTF-8 albo CP852 lub, jeśli bajt się myli, podaj kodowanie (--encoding)",
          en: "save the table as UTF-8 or CP852, or give the encoding (--encoding) if the byte is wrong"))
    }
    switch evidence.finish() {
    case .found(let found, let reason, let runnerUp):
      understanding.evidence.append(
        Wording("kodowanie \(found.rawValue): \(reason.polish)", en: "encoding \(found.rawValue): \(reason.english)"))
      understanding.runnerUp = runnerUp
      return found
    case .unknown(let reason):
      throw Refusal(
        .data,
        Wording(
          "nieznane kodowanie znaków (bajt strony kodowej \(byte)): \(reason.polish)",
          en: "unknown character encoding (code page byte \(byte)): \(reason.english)"), at: Place(file: input.name),
        mend: Wording("podaj kodowanie (--encoding)", en: "give the encoding (--encoding)"))
    }
  }

  /// Looks for the file with the memos beside the table; without it memos are empty: the number of a block is no text.
  mutating func openMemo() throws(Refusal) {
    guard header.fields.contains(where: { header.isMemo($0) }) else { return }
    memo = try DBFMemo(beside: input, version: header.version)
  }

  mutating func read(into receiver: inout some RowReceiver) throws(Refusal) {
    try receiver.open(TableHeading())
    var rows = Rows()
    for (column, field) in understanding.fields.enumerated() { add(Array(field.name.utf8), row: 1, column: column, to: &rows) }
    rows.rowCount = 1
    try receiver.receive(rows)
    var number = 1
    var deleted = 0
    var otherMemos = 0
    let decoded = DBFValue(encoding, header.layout)
    let behind = try forEachBatch { (records, count) throws(Refusal) in
      rows.removeAll()
      for record in 0..<count {
        number += 1
        let start = record * header.recordLength
        if records[start] == UInt8(ascii: "*") {
          deleted += 1
          continue
        }
        guard records[start] == 32 else { throw badMark(number - 1, records[start]) }
        for (column, field) in header.fields.enumerated() {
          let from = rows.bytes.count
          let place = start + field.offset
          let isMissing = header.isMissing(field, in: records, at: start)
          do throws(UndecodableBytes) {
            if !isMissing, !header.isMemo(field) {
              try decoded.append(records.span.extracting(place..<place + field.length), field, to: &rows.bytes)
            }
          } catch {
            throw UndecodableBytes(
              encoding: encoding, offset: header.headerLength + (number - 2) * header.recordLength + field.offset + error.offset
            ).refusal(file: input.name, line: number)
          }
          if let memo, !isMissing, header.isMemo(field) {
            let block = decoded.block(records.span.extracting(place..<place + field.length))
            if try !append(memo, block, decoded, to: &rows.bytes) { otherMemos += 1 }
            guard rows.bytes.count < Self.recordLimit else { throw tooLong(number) }
          }
          rows.cells.append(
            Rows.Cell(
              row: Int32(clamping: number), column: Int32(column + 1), kind: .text, start: Int32(from),
              end: Int32(rows.bytes.count)))
        }
        rows.rowCount += 1
        guard rows.bytes.count > 1 << 20 else { continue }
        try receiver.receive(rows)
        rows.removeAll()
      }
      if rows.rowCount > 0 { try receiver.receive(rows) }
    }
    try receiver.close(merged: [])
    report(deleted: deleted, otherMemos: otherMemos)
    if let behind { report(behind: behind) }
  }

  /// A program that was stopped leaves records that the head does not count.
  private mutating func report(behind bytes: Int) {
    let (counted, records) = (header.recordCount, bytes / header.recordLength)
    understanding.findings.append(
      Finding(
        .warning, "records-behind", at: Place(file: input.name, row: header.recordCount + 2),
        Wording(
          "rekordów według nagłówka: \(counted); za nimi stoi jeszcze \(bytes) bajtów (rekordów: \(records)), pominięto je",
          en: "the head speaks of \(counted) records; \(bytes) more bytes stand behind them (\(records) records), left out")))
  }

  /// Bytes of one record with its memos.
  private static let recordLimit = 64 << 20

  private func tooLong(_ row: Int) -> Refusal {
    Refusal(
      .data,
      Wording(
        "rekord z polami memo jest dłuższy niż \(Self.recordLimit) bajtów",
        en: "the record with its memos is longer than \(Self.recordLimit) bytes"), at: Place(file: input.name, row: row),
      mend: Wording("plik memo jest uszkodzony: pobierz go jeszcze raz", en: "the memo file is damaged: download it again"))
  }

  /// - Returns: false, with nothing appended, for a memo that is no text.
  private func append(_ memo: DBFMemo, _ block: Int, _ decoded: DBFValue, to bytes: inout [UInt8]) throws(Refusal) -> Bool {
    guard block > 0 else { return true }
    guard let text = try memo.text(block: block) else { return false }
    let begin = bytes.count
    do throws(UndecodableBytes) {
      try decoded.decode(text.span, to: &bytes)
      return true
    } catch {
      bytes.removeLast(bytes.count - begin)
      return false
    }
  }

  private mutating func report(deleted: Int, otherMemos: Int) {
    if deleted > 0 {
      understanding.findings.append(
        Finding(
          .note, "deleted-records", at: Place(file: input.name),
          Wording("rekordy oznaczone jako usunięte, pominięte: \(deleted)", en: "records marked as deleted, skipped: \(deleted)"))
      )
    }
    let place = Place(file: input.name)
    if let memo {
      understanding.findings.append(
        Finding(
          .note, "memo-read", at: place,
          Wording("treść pól memo jest z pliku \(memo.shown)", en: "the texts of memo fields are from the file \(memo.shown)")))
    } else if header.fields.contains(where: { header.isMemo($0) }) {
      understanding.findings.append(
        Finding(
          .warning, "memo-not-read", at: place,
          Wording(
            "pola memo mają treść w osobnym pliku (.dbt, .fpt), którego nie odczytano; są puste",
            en: "memo fields have their text in another file (.dbt, .fpt), which was not read; they are left empty")))
    }
    let others = otherMemos + (header.fields.contains { $0.type == UInt8(ascii: "Q") } ? 1 : 0)
    if others > 0 {
      understanding.findings.append(
        Finding(
          .warning, "no-text", at: place,
          Wording(
            "pola z obrazami, obiektami i innymi bajtami, które nie są tekstem, są puste",
            en: "fields with pictures, objects and other bytes that are no text are left empty")))
    }
  }

  private func add(_ text: [UInt8], row: Int, column: Int, to rows: inout Rows) {
    let start = rows.bytes.count
    rows.bytes.append(contentsOf: text)
    rows.cells.append(
      Rows.Cell(
        row: Int32(clamping: row), column: Int32(column + 1), kind: .text, start: Int32(start), end: Int32(rows.bytes.count)))
  }

  private func badMark(_ record: Int, _ mark: UInt8) -> Refusal {
    Refusal(
      .data,
      Wording(
        "rekord \(record) zaczyna się bajtem \(mark), a nie znakiem rekordu",
        en: "record \(record) begins with the byte \(mark), not with the mark of a record"),
      at: Place(file: input.name, row: record + 1),
      mend: Wording("plik jest uszkodzony: pobierz go jeszcze raz", en: "the file is damaged: download it again"))
  }

  /// Gives the records in batches: their bytes and how many there are.
  ///
  /// - Returns: how many bytes stand behind them, where those begin as a record does and are one at least.
  @discardableResult
  private func forEachBatch(_ body: ([UInt8], Int) throws(Refusal) -> Void) throws(Refusal) -> Int? {
    let stream = try input.open()
    try skip(header.headerLength, stream)
    var left = header.recordCount
    while left > 0 {
      let wanted = min(batch, left)
      var records = [UInt8](repeating: 0, count: wanted * header.recordLength)
      let got = try fill(&records, stream)
      guard got == records.count else { throw cutOff(header.recordCount - left + got / header.recordLength) }
      try body(records, wanted)
      left -= wanted
    }
    // What is left must be the end mark or nothing; it is read, so that the file's hash is of the whole file.
    var rest = [UInt8](repeating: 0, count: 1 << 16)
    var behind = 0
    var mark: UInt8 = 0
    while true {
      let got = try stream.read(into: &rest)
      guard got > 0 else { break }
      if behind == 0 { mark = rest[0] }
      behind += got
    }
    return behind >= header.recordLength && (mark == 32 || mark == UInt8(ascii: "*")) ? behind : nil
  }

  private func skip(_ count: Int, _ stream: any ByteStream) throws(Refusal) {
    var head = [UInt8](repeating: 0, count: count)
    guard try fill(&head, stream) == count else { throw cutOff(0) }
  }

  private func fill(_ buffer: inout [UInt8], _ stream: any ByteStream) throws(Refusal) -> Int {
    var filled = try stream.read(into: &buffer)
    while filled > 0, filled < buffer.count {
      var more = [UInt8](repeating: 0, count: buffer.count - filled)
      let got = try stream.read(into: &more)
      guard got > 0 else { break }
      buffer.replace(at: filled, with: more, 0..<got)
      filled += got
    }
    return filled
  }

  private func cutOff(_ present: Int) -> Refusal {
    Refusal(
      .data,
      Wording(
        "plik jest ucięty: nagłówek mówi o \(header.recordCount) rekordach, jest ich \(present)",
        en: "the file is cut off: its head speaks of \(header.recordCount) records, there are \(present)"),
      at: Place(file: input.name, row: present + 1),
      mend: Wording("pobierz plik jeszcze raz", en: "download the file again"))
  }
}
