package import Findings

/// What a file is by its content; names and extensions do not count.
package enum InputFormat: String, Sendable, Hashable, CaseIterable {
  case csv, xlsx, ods, xls, dbf, xml, json, zip, gzip
  /// Known by name, so that the refusal can say what the file is.
  case html, mhtml, pdf, docx, doc, ppt, pptx, msg, works, sxc, numbers, rtf, odt, xlsb, ole2, image, rar, sevenZip = "7z", tar,
    bzip2, xz,
    zstd, cab, arrow,
    parquet, access, sqlite, executable, empty, binary

  /// Files that a reader exists for.
  package var isReadable: Bool {
    switch self {
    case .csv, .xlsx, .ods, .xls, .dbf, .xml, .json, .zip, .gzip, .html: true
    case .mhtml, .pdf, .docx, .doc, .ppt, .pptx, .msg, .works, .sxc, .numbers, .rtf, .odt, .xlsb, .ole2, .image, .rar, .sevenZip,
      .tar, .bzip2,
      .xz, .zstd, .cab, .arrow, .parquet, .access, .sqlite, .executable, .empty, .binary:
      false
    }
  }

  /// How people call such a file.
  package var title: Wording {
    switch self {
    case .csv: Wording("tekst z separatorami (CSV)", en: "delimited text (CSV)")
    case .xlsx: Wording("skoroszyt XLSX", en: "XLSX workbook")
    case .ods: Wording("arkusz ODS", en: "ODS spreadsheet")
    case .xls: Wording("skoroszyt XLS (Excel 97-2003)", en: "XLS workbook (Excel 97-2003)")
    case .dbf: Wording("tabela DBF", en: "DBF table")
    case .xml: Wording("dokument XML", en: "XML document")
    case .json: Wording("dokument JSON", en: "JSON document")
    case .zip: Wording("archiwum ZIP", en: "ZIP archive")
    case .gzip: Wording("plik GZIP", en: "GZIP file")
    case .html: Wording("strona HTML", en: "HTML page")
    case .pdf: Wording("dokument PDF", en: "PDF document")
    case .docx: Wording("dokument Word (DOCX)", en: "Word document (DOCX)")
    case .sxc: Wording("arkusz OpenOffice 1 (SXC)", en: "OpenOffice 1 spreadsheet (SXC)")
    case .numbers: Wording("arkusz programu Apple Numbers", en: "Apple Numbers spreadsheet")
    case .rtf: Wording("dokument RTF", en: "RTF document")
    case .odt: Wording("dokument ODT", en: "ODT document")
    case .xlsb: Wording("skoroszyt binarny XLSB", en: "binary workbook XLSB")
    case .mhtml: Wording("strona zapisana w jednym pliku (MHTML)", en: "web page in one file (MHTML)")
    case .doc: Wording("dokument Word (DOC)", en: "Word document (DOC)")
    case .ppt: Wording("prezentacja PowerPoint (PPT)", en: "PowerPoint presentation (PPT)")
    case .pptx: Wording("prezentacja PowerPoint (PPTX)", en: "PowerPoint presentation (PPTX)")
    case .msg: Wording("wiadomość Outlooka (MSG)", en: "Outlook message (MSG)")
    case .works: Wording("arkusz Works, Lotus, SYLK albo DIF", en: "Works, Lotus, SYLK or DIF spreadsheet")
    case .ole2: Wording("plik OLE2 bez skoroszytu", en: "OLE2 file without a workbook")
    case .image: Wording("obraz", en: "image")
    case .rar: Wording("archiwum RAR", en: "RAR archive")
    case .sevenZip: Wording("archiwum 7z", en: "7z archive")
    case .tar: Wording("archiwum TAR", en: "TAR archive")
    case .bzip2: Wording("plik BZIP2", en: "BZIP2 file")
    case .xz: Wording("plik XZ", en: "XZ file")
    case .zstd: Wording("plik Zstandard", en: "Zstandard file")
    case .cab: Wording("archiwum CAB", en: "CAB archive")
    case .access: Wording("baza danych Access", en: "Access database")
    case .sqlite: Wording("baza danych SQLite", en: "SQLite database")
    case .arrow: Wording("plik Apache Arrow", en: "Apache Arrow file")
    case .parquet: Wording("plik Apache Parquet", en: "Apache Parquet file")
    case .executable: Wording("program", en: "program")
    case .empty: Wording("plik pusty", en: "empty file")
    case .binary: Wording("plik binarny nieznanego rodzaju", en: "binary file of an unknown kind")
    }
  }
}
