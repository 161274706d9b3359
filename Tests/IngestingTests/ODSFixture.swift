import Archive
import Bytes
import Findings

@testable import Ingesting

/// A spreadsheet put together from the content of its sheets.
enum ODSFixture {
  static let namespaces =
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    + "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    + "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    + "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
    + "xmlns:number='urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0' "
    + "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
    + "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"

  /// - Parameter tables: `table:table` elements.
  static func content(_ tables: String, styles: String = "", settings: String = "") -> String {
    "<?xml version='1.0' encoding='UTF-8'?><office:document-content \(namespaces)>"
      + "<office:automatic-styles>\(styles)</office:automatic-styles>"
      + "<office:body><office:spreadsheet>\(settings)\(tables)</office:spreadsheet></office:body></office:document-content>"
  }

  static func flat(_ tables: String) -> String {
    "<?xml version='1.0' encoding='UTF-8'?><office:document \(namespaces) "
      + "office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>"
      + "<office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document>"
  }

  static func bytes(_ content: String, styles: String? = nil, manifest: String? = nil, type: Bool = true) throws -> [UInt8] {
    var writer = ZipWriter(shownAs: "x.ods")
    if type { try writer.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)) }
    if let manifest { try writer.add("META-INF/manifest.xml", Array(manifest.utf8)) }
    if let styles { try writer.add("styles.xml", Array(styles.utf8)) }
    try writer.add("content.xml", Array(content.utf8))
    return try writer.finish()
  }

  static func sheet(_ rows: String, name: String = "Arkusz1") -> String {
    "<table:table table:name='\(name)'>\(rows)</table:table>"
  }
  static func row(_ cells: String) -> String { "<table:table-row>\(cells)</table:table-row>" }
}
