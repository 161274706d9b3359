import Bytes
import Findings

/// An XLS workbook as its globals describe it: sheets, date system, styles, shared texts ([MS-XLS] 2.1.7.20.1).
///
/// BIFF8 (Excel 97 to 2003) and BIFF5 (Excel 5 and 95) in a compound file; BIFF2 to BIFF4, whose one sheet stands alone.
struct XLSWorkbook {
  struct Sheet {
    let heading: TableHeading
    /// Where its records begin.
    let offset: Int
  }

  let shown: String
  let stream: any RandomAccess
  /// 2, 3, 4, 5 or 8.
  let version: Int
  private(set) var sheets: [Sheet] = []
  private(set) var isDate1904 = false
  /// What is left out, to be told.
  private(set) var findings: [Finding] = []
  var styles = XLSStyles()
  private(set) var texts = XLSText()
  /// The shared texts in one row, and where each ends.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  /// Bytes of all shared texts of a workbook.
  static let textLimit = 1 << 29

  /// Whether the user chose the encoding of the texts, which counts more than what the workbook says.
  private let isEncodingChosen: Bool

  /// - Parameters:
  ///   - encoding: chosen by the user for texts of one byte a character.
  ///   - isForLayouts: whether texts are wanted as people see them.
  init(_ input: Input, encoding: TextEncoding? = nil, isForLayouts: Bool = false) throws(Refusal) {
    texts.raisesDigits = isForLayouts
    shown = input.name
    isEncodingChosen = encoding != nil
    let access = try input.access()
    stream = try Self.workbookStream(access, input.name)
    var records = XLSRecords(stream, shownAs: input.name)
    guard try records.next(), let version = Self.version(records) else {
      throw records.refusal(Wording("skoroszyt nie zaczyna się jak XLS", en: "the workbook does not begin as XLS does"))
    }
    self.version = version
    if version < 8 {
      if let encoding { texts.codePage = .known(encoding) } else { try surveyCodePage() }
    }
    // Excel 4 can bind sheets into a workbook too.
    guard version > 4 || (version == 4 && records.u16(2) == 0x100) else {
      sheets = [Sheet(heading: TableHeading(name: "Sheet1"), offset: 0)]
      return
    }
    var hasEnded = false
    while !hasEnded, try records.next() { hasEnded = try readGlobal(&records) }
    guard hasEnded else {
      throw records.refusal(Wording("skoroszyt XLS jest urwany", en: "the XLS workbook is cut off"))
    }
    guard !sheets.isEmpty || !findings.isEmpty else {
      throw records.refusal(
        Wording("skoroszyt nie ma ani jednego arkusza z komórkami", en: "the workbook has no sheet with cells"))
    }
  }

  /// The version that a BOF record begins; nil when it is none.
  static func version(_ records: XLSRecords) -> Int? {
    switch records.kind {
    case 0x0009: 2
    case 0x0209: 3
    case 0x0409: 4
    // Some programs write the version of BIFF5 sheets carelessly; what is not BIFF8 is that.
    case 0x0809: records.u16(0) == 0x0600 ? 8 : 5
    default: nil
    }
  }

  private static func workbookStream(_ access: any RandomAccess, _ shown: String) throws(Refusal) -> any RandomAccess {
    var mark = [UInt8](repeating: 0, count: 2)
    guard try access.read(at: 0, into: &mark) == 2, mark == [0xD0, 0xCF] else { return access }
    let file = try OLE2File(access, shownAs: shown)
    // A file for two versions of Excel has both; the newer one is fuller.
    for name in ["workbook", "book"] {
      if let entry = file.top.first(where: { $0.name.lowercased() == name && $0.kind == .stream }) {
        return try file.open(entry)
      }
    }
    throw refusalOfFormat(.ole2, file: shown)
  }

  /// - Returns: whether the globals end.
  mutating func readGlobal(_ records: inout XLSRecords) throws(Refusal) -> Bool {
    switch records.kind {
    case 0x0A: return true
    case 0x2F: throw Self.encrypted(shown)
    case 0x42: if version < 8, !isEncodingChosen { texts.codePage = Self.codePage(records) }
    case 0x22: isDate1904 = records.u16(0) == 1
    case 0x85: if version > 4 { try addSheet(&records) }
    case 0x8F: if version == 4 { try addBoundSheet(&records) }
    case 0x31: if version == 8 { texts.addFont(records) }
    case 0xFC: try readTexts(&records)
    case 0x1E, 0x41E, 0x43, 0xE0, 0x243, 0x443: try styles.meet(&records, texts, version: version)
    default: break
    }
    return false
  }

  /// Finds the code page of a workbook that does not say it, by all of its texts.
  private mutating func surveyCodePage() throws(Refusal) {
    texts.codePage = .known(.windows1252)
    var records = XLSRecords(stream, shownAs: shown)
    var evidence = SingleByteEvidence()
    var isPlain = true
    while try records.next() {
      guard records.kind != 0x42 else { return }
      guard let place = Self.text(in: records, version: version), place < records.data.count else { continue }
      let text = records.data.span.extracting(place..<records.data.count)
      isPlain = isPlain && asciiEnd(text, from: 0) == text.count
      evidence.update(text)
    }
    guard !isPlain else { return }
    if case .found(let found, _, _) = evidence.finish() { texts.codePage = .known(found) }
    guard case .known(let taken)? = texts.codePage else { return }
    findings.append(
      Finding(
        .warning, "code-page-missing", at: Place(file: shown),
        Wording(
          "skoroszyt nie podaje strony kodowej; teksty odczytano w \(taken.rawValue)",
          en: "the workbook does not say its code page; its texts are read in \(taken.rawValue)")))
  }

  /// Where the text of a record begins that is not of Excel 97; nil for a record without one.
  private static func text(in records: XLSRecords, version: Int) -> Int? {
    switch records.kind {
    case 0x04 where version == 2: 8
    case 0x07 where version == 2: 1
    case 0x204, 0xD6: 8
    case 0x207: 2
    case 0x85: 7
    default: nil
    }
  }

  static func encrypted(_ shown: String) -> Refusal {
    Refusal(
      .data, Wording("skoroszyt jest zaszyfrowany hasłem", en: "the workbook is encrypted with a password"),
      at: Place(file: shown), mend: Wording("zapisz go bez hasła", en: "save it without the password"))
  }

  private mutating func addSheet(_ records: inout XLSRecords) throws(Refusal) {
    guard sheets.count < 1 << 16 else {
      throw records.refusal(Wording("za dużo arkuszy", en: "too many sheets"))
    }
    let offset = records.u32(0)
    let visible = ["visible", "hidden", "veryHidden", "visible"][records.u8(4) & 3]
    var position = 6
    var name: [UInt8] = []
    // Charts, macros and programs hold no cells.
    let isTable = records.u8(5) == 0
    try texts.append(&records, at: &position, lengthBytes: 1, to: &name)
    let heading = TableHeading(name: String(decoding: name, as: UTF8.self), visible: visible)
    if isTable {
      sheets.append(Sheet(heading: heading, offset: offset))
    } else if findings.count < 1 << 16 {
      findings.append(XLSXWorkbook.leftOut(heading.name, file: shown))
    }
  }

  /// A sheet of Excel 4 follows its head at once: its size, its name.
  private mutating func addBoundSheet(_ records: inout XLSRecords) throws(Refusal) {
    let size = records.u32(0)
    var position = 4
    var name: [UInt8] = []
    try texts.append(&records, at: &position, lengthBytes: 1, to: &name)
    guard size > 0, sheets.count < 1 << 16 else {
      throw records.refusal(Wording("arkusz bez rekordów", en: "a sheet without records"))
    }
    sheets.append(
      Sheet(heading: TableHeading(name: String(decoding: name, as: UTF8.self)), offset: records.position))
    records.seek(records.position + size)
  }

  private mutating func readTexts(_ records: inout XLSRecords) throws(Refusal) {
    let count = records.u32(4)
    var position = 8
    while ends.count < count {
      // The count may lie; the texts end where the record and those that continue it end.
      if position >= records.data.count {
        guard try records.nextKind() == XLSText.continuation else { break }
      }
      try texts.append(&records, at: &position, lengthBytes: 2, to: &bytes)
      ends.append(bytes.count)
      guard bytes.count <= Self.textLimit else {
        throw records.refusal(
          Wording(
            "teksty skoroszytu mają ponad \(Self.textLimit) bajtów", en: "the workbook's texts exceed \(Self.textLimit) bytes"))
      }
    }
  }

  /// Where the shared text of that number stands in `bytes`; nil when there is none.
  func range(ofText index: Int) -> Range<Int>? {
    guard index >= 0, index < ends.count else { return nil }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// The code page that a CODEPAGE record names ([MS-XLS] 2.4.52).
  static func codePage(_ records: XLSRecords) -> XLSText.CodePage {
    let number = records.u16(0)
    switch number {
    case 367: return .known(.utf8)
    case 32_768: return .known(.macintosh)
    case 0, 32_769: return .known(.windows1252)
    default: break
    }
    guard let encoding = TextEncoding(alias: String(number)), encoding.unitSize == 1 else { return .unknown(number) }
    return .known(encoding)
  }
}

/// Which cells are dates: the formats of an XLS workbook and the styles that refer to them.
struct XLSStyles {
  private var formats: [Int: WorkbookNumberFormat] = [:]
  /// Formats of BIFF2 to BIFF4 are counted.
  private var formatCount = 0
  private var cells: [Int] = []

  mutating func meet(_ records: inout XLSRecords, _ texts: XLSText, version: Int) throws(Refusal) {
    switch records.kind {
    case 0x1E, 0x41E:
      var code: [UInt8] = []
      var position = version == 4 ? 2 : version < 4 ? 0 : 2
      let id = version > 4 ? records.u16(0) : formatCount
      // Some programs count one character too many; what is missing of a format's code changes no value.
      try texts.append(&records, at: &position, lengthBytes: version == 8 ? 2 : 1, to: &code, mayBeCut: true)
      formats[id] = WorkbookNumberFormat(code: String(decoding: code, as: UTF8.self))
      formatCount += 1
    case 0xE0: add(records.u16(2))
    case 0x243, 0x443: add(records.u8(1))
    case 0x43: add(records.u8(2) & 0x3F)
    default: break
    }
  }

  /// The style of a BIFF2 cell: its number stands in the attributes, or in a record before; Excel 2.0 had no styles yet, and
  /// the cell names its format itself.
  func oldStyle(_ attributes: Int, format: Int, extended: Int) -> Int {
    if cells.isEmpty { return Self.formatsOnly + format & 0x3F }
    let style = attributes & 0x3F
    return style == 0x3F ? extended : style
  }

  /// Numbers from here on name a format and no style.
  private static let formatsOnly = 1 << 20

  private mutating func add(_ format: Int) { if cells.count < 1 << 16 { cells.append(format) } }

  func format(ofStyle index: Int) -> WorkbookNumberFormat {
    if index >= Self.formatsOnly { return formats[index - Self.formatsOnly] ?? .number }
    guard index < cells.count else { return .number }
    return formats[cells[index]] ?? WorkbookNumberFormat(builtIn: cells[index])
  }
}
