import Bytes
import Findings

/// The head of a dBase III/IV table: how many records, how long, of which fields, in which code page.
///
/// Layout: dBASE IV 2.0 Language Reference, appendix D; the code page byte as FoxPro and the ministry's offices write it.
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

    /// For messages about a head whose encoding is not known yet.
    var printableName: String {
      String(decoding: rawName.map { $0 > 32 && $0 < 127 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
  }

  /// Which program wrote the table, and whether it has memos.
  var version: UInt8
  var recordCount: Int
  var headerLength: Int
  var recordLength: Int
  /// Byte 29; 0 where the program that wrote the table did not say.
  var codePageByte: UInt8
  var fields: [Field]

  /// Types that are known: text, number, float, date, logical, memo, integer, double, currency, date-time, text of a length of
  /// its own, counter, double and date-time of dBase 7; and those that hold no text: objects, pictures, bytes.
  static let readableTypes: [UInt8] = Array("CNFDLMIBYTV+O@GPQW".utf8)

  /// Whether the first bytes of a file are such a head: a version, a date, and lengths that agree with one another.
  static func isPlausible(_ head: [UInt8]) -> Bool {
    guard head.count >= 33, [3, 4, 5, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8e, 0xcb, 0xf5].contains(head[0]) else {
      return false
    }
    let headerLength = Int(head[8]) | Int(head[9]) << 8
    let recordLength = Int(head[10]) | Int(head[11]) << 8
    guard head[2] <= 12, head[3] <= 31, headerLength >= 33, recordLength >= 1 else { return false }
    // The first field descriptor: a name that ends with NUL, a letter for its type; or the end of the head.
    guard head[32] != 13 else { return true }
    guard head.count >= 64 else { return false }
    let name = head[32..<43]
    return name.first.map { $0 > 32 } == true && name.allSatisfy { $0 == 0 || $0 >= 32 } && head[43] >= 0x2b && head[43] <= 0x5a
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
    guard DBFHeader.isPlausible(bytes) else { throw refusal("niepoprawny", "not valid") }
    version = bytes[0]
    recordCount = Int(bytes[4]) | Int(bytes[5]) << 8 | Int(bytes[6]) << 16 | Int(bytes[7]) << 24
    headerLength = Int(bytes[8]) | Int(bytes[9]) << 8
    recordLength = Int(bytes[10]) | Int(bytes[11]) << 8
    codePageByte = bytes[29]
    fields = []
    if bytes[15] == 1 { throw refusal("tabela jest zaszyfrowana", "the table is encrypted") }
    guard bytes.count >= headerLength else { throw refusal("plik jest ucięty", "the file is cut off") }
    var at = 32
    var offset = 1
    while at < headerLength, bytes[at] != 13 {
      guard at + 32 <= headerLength else { throw refusal("opis pola jest ucięty", "the description of a field is cut off") }
      var field = Field(
        rawName: Array(bytes[at..<at + 11].prefix { $0 != 0 }), type: bytes[at + 11], offset: offset, length: Int(bytes[at + 16]),
        decimals: Int(bytes[at + 17]))
      // Clipper and FoxPro keep the upper byte of a long text's length where decimals stand.
      if field.type == UInt8(ascii: "C") {
        field.length += field.decimals << 8
        field.decimals = 0
      }
      at += 32
      // Marks of missing values in Visual FoxPro: a field that nobody sees.
      if field.type != UInt8(ascii: "0") {
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

  /// Whether a field holds the number of a block in the memo file. `B` is that in dBase, and a double in FoxPro.
  func isMemo(_ field: Field) -> Bool {
    switch field.type {
    case UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "P"), UInt8(ascii: "W"): true
    case UInt8(ascii: "B"): field.length == 10
    default: false
    }
  }

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
    case 0x7c: .windows874
    case 0x7d: .windows1255
    case 0x7e: .windows1256
    case 0xca: .windows1254
    case 0xcb: .windows1253
    case 0xcc: .windows1257
    default: nil
    }
  }

  /// Programs for the West write their own code page into Polish tables too; a Polish one is no accident.
  var isDeclaredPolish: Bool { declaredEncoding == .ibm852 || declaredEncoding == .windows1250 }
}
