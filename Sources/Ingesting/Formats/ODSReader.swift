import Archive
import Bytes
package import Findings
import Markup

/// Reads a spreadsheet in the OpenDocument format (ODF 1.0 to 1.3), sheet by sheet, in batches of rows: a package
/// (`.ods`, `.ots`), or the one XML document of a flat file (`.fods`). Memory does not grow with the sheets.
///
/// - Parameter options: `sheet` counts here, and `isForLayouts`.
/// - Throws: a refusal that names the cell: an encrypted or broken package, no spreadsheet in it, more than the limits allow.
package func readODS(
  _ input: Input, options: ReadingOptions = ReadingOptions(), into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  let (pull, size, styles, damage) = try ODSPackage.content(of: input)
  var content = ODSContent(pull, shown: input.name, sheet: options.sheet, styles: styles)
  content.raisesDigits = options.isForLayouts
  if let size { content.textLimits = SheetTextLimits(ofSheetWith: size) }
  try content.read(into: &receiver)
  var understanding = Understanding(format: .ods)
  understanding.date1904 = content.isDate1904
  understanding.findings = [damage].compactMap(\.self) + content.findings
  return understanding
}

/// What an OpenDocument file is wrapped in (ODF 1.3 part 2).
enum ODSPackage {
  /// The document with the cells, ready to be read, its bytes when unpacked, where they are known, the styles that stand in a part
  /// of their own, and what is wrong with that part, which holds no cells.
  static func content(
    of input: Input
  ) throws(Refusal) -> (pull: XMLPull, size: Int?, styles: ODSStyles, damage: Finding?) {
    let words = ODSWord.allCases.map(\.spelling)
    guard try input.head(2) == [0x50, 0x4B] else {
      return (try XMLPull(try input.open(), shownAs: input.name, words: words), input.size, ODSStyles(), nil)
    }
    let archive = try ZipArchive(try input.access(), shownAs: input.name)
    if let manifest = archive.entries.first(where: { $0.name.lowercased() == "meta-inf/manifest.xml" }) {
      let bytes = try archive.open(manifest).readAll(limit: 1 << 24, shownAs: archive.shownName(of: manifest))
      if String(decoding: bytes, as: UTF8.self).contains("encryption-data"),
        areCellsEncrypted(try XMLPull(try archive.open(manifest), shownAs: archive.shownName(of: manifest), words: []))
      {
        throw encrypted(input.name)
      }
    }
    guard let content = archive.entries.first(where: { $0.name.lowercased() == "content.xml" }) else {
      throw Refusal(
        .data, Wording("arkusz ODS bez części content.xml", en: "an ODS spreadsheet without its part content.xml"),
        at: Place(file: input.name), mend: saveAgain)
    }
    var styles = ODSStyles()
    var damage: Finding?
    if let part = archive.entries.first(where: { $0.name.lowercased() == "styles.xml" }) {
      do throws(Refusal) {
        try styles.read(try XMLPull(try archive.open(part), shownAs: archive.shownName(of: part), words: words))
      } catch {
        guard error.kind == .data else { throw error }
        styles = ODSStyles()
        damage = unreadableStyles(error)
      }
    }
    let pull = try XMLPull(try archive.open(content), shownAs: archive.shownName(of: content), words: words)
    return (pull, content.size, styles, damage)
  }

  /// Whether the part with the cells is, or the whole package: macros have passwords of their own, and the cells beside them are
  /// open (ODF 1.3 part 2, 3.4). A manifest that cannot be read says nothing good.
  private static func areCellsEncrypted(_ manifest: XMLPull) -> Bool {
    var isOfCells = false
    do throws(Refusal) {
      while let event = try manifest.next() {
        guard event == .start else { continue }
        switch manifest.word(manifest.local) {
        case "file-entry":
          let paths = (0..<manifest.attributeCount).filter { manifest.word(manifest.attributeLocal($0)) == "full-path" }
          let path = paths.first.map { manifest.attributeValue($0).lowercased() }
          isOfCells = path == "content.xml" || path == "encrypted-package" || path == "/"
        case "encryption-data": if isOfCells { return true }
        default: break
        }
      }
    } catch {
      return true
    }
    return false
  }

  /// The cells can be read without them, but for the look of times.
  private static func unreadableStyles(_ refusal: Refusal) -> Finding {
    Finding(
      .warning, "unreadable-styles", at: refusal.place,
      Wording(
        "Części ze stylami nie da się odczytać (\(refusal.what.polish)): czas ponad dobę może wyglądać jak pora dnia. Zapisz plik ponownie.",
        en:
          "The part with the styles cannot be read (\(refusal.what.english)): elapsed times may look like times of day. Save the file again."
      ))
  }

  static let saveAgain = Wording(
    "otwórz plik w LibreOffice albo Excelu i zapisz ponownie", en: "open the file in LibreOffice or Excel and save it again")

  private static func encrypted(_ file: String) -> Refusal {
    Refusal(
      .data, Wording("arkusz jest zaszyfrowany hasłem", en: "the spreadsheet is encrypted with a password"),
      at: Place(file: file), mend: Wording("zapisz go bez hasła", en: "save it without the password"))
  }
}

/// The names that mean something in a spreadsheet, with their codes; the namespaces come first.
enum ODSWord: Int32, CaseIterable {
  case office, table, text, style, number, calc
  case document, documentContent, spreadsheet, annotation, value, valueType, stringValue, dateValue, timeValue, booleanValue
  case tableElement, column, row, cell, coveredCell, nullDate, trackedChanges, ddeLinks, shapes
  case name, styleName, display, repeatedColumns, repeatedRows, spannedColumns, spannedRows, visibility, defaultCellStyle
  case paragraph, heading, blank, tab, lineBreak, count, note, rubyText
  case family, dataStyle, parentStyle, tableProperties, timeStyle, truncateOnOverflow
  case formula, span, textProperties, textPosition

  var spelling: String {
    switch self {
    case .office: "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    case .table: "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    case .text: "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    case .style: "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    case .number: "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
    case .calc: "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    case .document, .spreadsheet, .annotation, .value, .name, .display, .visibility, .note, .family, .shapes, .formula, .span:
      "\(self)"
    case .documentContent: "document-content"
    case .valueType: "value-type"
    case .stringValue: "string-value"
    case .dateValue: "date-value"
    case .timeValue: "time-value"
    case .booleanValue: "boolean-value"
    case .tableElement: "table"
    case .column: "table-column"
    case .row: "table-row"
    case .cell: "table-cell"
    case .coveredCell: "covered-table-cell"
    case .nullDate: "null-date"
    case .trackedChanges: "tracked-changes"
    case .ddeLinks: "dde-links"
    case .styleName: "style-name"
    case .repeatedColumns: "number-columns-repeated"
    case .repeatedRows: "number-rows-repeated"
    case .spannedColumns: "number-columns-spanned"
    case .spannedRows: "number-rows-spanned"
    case .defaultCellStyle: "default-cell-style-name"
    case .paragraph: "p"
    case .heading: "h"
    case .blank: "s"
    case .tab: "tab"
    case .lineBreak: "line-break"
    case .count: "c"
    case .rubyText: "ruby-text"
    case .dataStyle: "data-style-name"
    case .parentStyle: "parent-style-name"
    case .tableProperties: "table-properties"
    case .textProperties: "text-properties"
    case .textPosition: "text-position"
    case .timeStyle: "time-style"
    case .truncateOnOverflow: "truncate-on-overflow"
    }
  }
}
