import Bytes
import Findings

/// The head of a dBase table: how many records, how long, of which fields, in which code page.
///
/// The code page byte is read as FoxPro and the ministry's offices write it.
struct DBFHeader {
  struct Field {
    /// In the table's encoding, without the zeros after it.
    var rawName: [UInt8]
    /// One letter.
    var type: UInt8
    /// Where the field stands in a record, after the deletion mark.
    var offset: Int
    var length: Int
    var decimals: Int
    /// Which of the marks of missing values is that of this field; nil where it always has a value.
    var missingMark: Int?

    /// For messages about a head whose encoding is not known yet.
    var printableName: String {
      String(decoding: rawName.map { $0 > 32 && $0 < 127 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
  }

  let layout: DBFLayout
  /// Which program wrote the table, and whether it has memos.
  var version: UInt8
  var recordCount: Int
  var headerLength: Int
  var recordLength: Int
  /// Byte 29; 0 where the program that wrote the table did not say.
  var codePageByte: UInt8
  var fields: [Field]
  /// Where the marks of missing values of Visual FoxPro stand in a record, a bit each; empty in all other tables.
  private var missingMarks = 0..<0

  /// Types that are known: text, number, float, date, logical, memo, integer, double, currency, date-time, text of a length of
  /// its own, counter, double and date-time of dBase 7; and those that hold no text: objects, pictures, bytes.
  static let readableTypes: [UInt8] = Array("CNFDLMIBYTV+O@GPQW".utf8)

  /// Whether the first bytes of a file are such a head: a version, a date, and lengths that agree with one another.
  static func isPlausible(_ head: [UInt8]) -> Bool { DBFLayout(head) != nil }

  /// How long the head is.
  /// - Parameter start: its first bytes, as many as a head of dBase II has where there are so many.
  static func length(_ start: [UInt8]) -> Int {
    guard start.count >= 16 else { return 32 }
    if start[0] == 2, DBFLayout(start) != .dBaseIII { return DBFLayout.headOfII }
    return Int(start[8]) | Int(start[9]) << 8
  }

  /// - Parameter bytes: the head, from the start of the file to where the records begin.
  /// - Throws: `.data` when the parts do not agree, with what and where.
  init(_ bytes: [UInt8], file: String) throws(Refusal) {
    func refusal(_ polish: String, _ english: String) -> Refusal {
      Refusal(
        .data, Wording("nagłówek tabeli DBF: \(polish)", en: "head of the DBF table: \(english)"), at: Place(file: file),
        mend: Wording(
          "plik jest uszkodzony albo w nieobsługiwanej odmianie; zapisz go jako dBase III lub IV",
          en: "the file is damaged or of another kind; save it as dBase III or IV"))
    }
    guard let layout = DBFLayout(bytes) else { throw refusal("niepoprawny", "not valid") }
    self.layout = layout
    version = bytes[0]
    let isOld = layout == .dBaseII
    recordCount =
      isOld
      ? Int(bytes[1]) | Int(bytes[2]) << 8
      : Int(bytes[4]) | Int(bytes[5]) << 8 | Int(bytes[6]) << 16 | Int(bytes[7]) << 24
    headerLength = DBFHeader.length(bytes)
    recordLength = isOld ? Int(bytes[6]) | Int(bytes[7]) << 8 : Int(bytes[10]) | Int(bytes[11]) << 8
    codePageByte = isOld ? 0 : bytes[29]
    fields = []
    if !isOld, bytes[15] == 1 { throw refusal("tabela jest zaszyfrowana", "the table is encrypted") }
    guard bytes.count >= headerLength else { throw refusal("plik jest ucięty", "the file is cut off") }
    var at = layout.first
    var offset = 1
    var marks = 0
    // Some programs end the fields with a line feed.
    while at < headerLength, bytes[at] != 13, bytes[at] != 10 || at + 1 < headerLength {
      guard at + layout.stride <= headerLength else {
        throw refusal("opis pola jest ucięty", "the description of a field is cut off")
      }
      var field = layout.field(bytes, at: at)
      field.offset = offset
      // Clipper and FoxPro keep the upper byte of a long text's length where decimals stand.
      if field.type == UInt8(ascii: "C") {
        field.length += field.decimals << 8
        field.decimals = 0
      }
      if (0x30...0x32).contains(version) {
        // Texts and bytes of a length of their own have a mark before that, which says whether they fill the field.
        if field.type == UInt8(ascii: "V") || field.type == UInt8(ascii: "Q") { marks += 1 }
        if bytes[at + 18] & 2 != 0 {
          field.missingMark = marks
          marks += 1
        }
      }
      at += layout.stride
      // Marks of missing values in Visual FoxPro: a field that nobody sees.
      if field.type == UInt8(ascii: "0") {
        missingMarks = offset..<offset + field.length
      } else {
        guard DBFHeader.readableTypes.contains(field.type) else {
          throw refusal(
            "nieznany rodzaj pola \(field.printableName): bajt \(field.type)",
            "unknown type of the field \(field.printableName): the byte \(field.type)")
        }
        guard field.length > 0 else {
          throw refusal("pole \(field.printableName) ma długość 0", "the field \(field.printableName) has the length 0")
        }
        fields.append(field)
      }
      offset += field.length
    }
    guard offset == recordLength else {
      throw refusal(
        "pola mają razem \(offset) bajtów, a rekord \(recordLength)",
        "the fields take \(offset) bytes, the record \(recordLength)")
    }
  }

  /// Whether a record has no value in a field, whatever stands there: programs leave a zero.
  ///
  /// - Parameter start: where the record begins in `records`.
  func isMissing(_ field: Field, in records: [UInt8], at start: Int) -> Bool {
    guard let mark = field.missingMark, mark >> 3 < missingMarks.count else { return false }
    return records[start + missingMarks.lowerBound + (mark >> 3)] & (1 << UInt8(mark & 7)) != 0
  }

  /// Whether a field holds the number of a block in the memo file. `B` is that in dBase, and a double in FoxPro.
  func isMemo(_ field: Field) -> Bool {
    switch field.type {
    case UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "P"), UInt8(ascii: "W"): true
    case UInt8(ascii: "B"): field.length == 10
    default: false
    }
  }

  /// “ANSI”: whatever page the Windows that wrote the file had.
  var isDeclaredOfSystem: Bool { codePageByte == 0x57 }

  /// What the code page byte says; nil where it says nothing that we read.
  var declaredEncoding: TextEncoding? {
    switch codePageByte {
    case 0x1f, 0x22, 0x23, 0x40, 0x64, 0x87: .ibm852
    case 0xc8: .windows1250
    case 0x01, 0x09, 0x0b, 0x0d, 0x0f, 0x11, 0x15, 0x18, 0x19, 0x1b: .ibm437
    case 0x02, 0x0a, 0x0e, 0x10, 0x12, 0x14, 0x16, 0x1a, 0x1d, 0x25, 0x37: .ibm850
    case 0x03, 0x57, 0x58, 0x59: .windows1252
    case 0x26, 0x65: .ibm866
    case 0xc9: .windows1251
    case 0x04: .macintosh
    case 0x96: .macintoshCyrillic
    case 0x97: .macintoshCentralEurope
    case 0x50, 0x7c: .windows874
    case 0x7d: .windows1255
    case 0x7e: .windows1256
    case 0xca: .windows1254
    case 0xcb: .windows1253
    case 0xcc: .windows1257
    default: nil
    }
  }

  /// The name of the page that the code page byte declares where we have no table of it: its texts are not to be guessed.
  var unreadCodePage: String? {
    switch codePageByte {
    case 0x08, 0x17, 0x66: "cp865"
    case 0x13, 0x7b: "cp932"
    case 0x1c, 0x6c: "cp863"
    case 0x24: "cp860"
    case 0x4d, 0x7a: "cp936"
    case 0x4e, 0x79: "cp949"
    case 0x4f, 0x78: "cp950"
    case 0x67: "cp861"
    case 0x6a, 0x86: "cp737"
    case 0x6b, 0x88: "cp857"
    default: nil
    }
  }

  /// Programs for the West write their own code page into Polish tables too; a Polish one is no accident.
  var isDeclaredPolish: Bool { declaredEncoding == .ibm852 || declaredEncoding == .windows1250 }
}
