import Foundation
import Testing

@testable import Bytes
@testable import Findings
@testable import Ingesting
@testable import Markup

/// What `inspect --json` shows of every published table. Reference: the same files read by Python's csv module and by
/// openpyxl. Skipped where the files are not there: they are not ours to ship.
@Suite(.enabled(if: arePublishedFilesPresent, "no ../shared/data beside the repository"))
struct PublishedFilesTests {
  /// Rows, the widest of them, and the first three cells of the first and the last.
  static let texts: [(file: String, rows: Int, columns: Int, first: String, last: String)] = [
    ("bdl/LUDN_2137_CREL_20250113221303.csv", 9985, 9, "Kod|Nazwa|Wiek", "3200000|ZACHODNIOPOMORSKIE|0-14"),
    (
      "bdl/LUDN_2137_CTAB_20260414235116.csv", 17, 5, "Kod|Nazwa|ogółem;ogółem;2024;[osoba]",
      "3200000|ZACHODNIOPOMORSKIE|1622760"
    ),
    ("bdl/LUDN_2462_CREL_20250113230153.csv", 321, 10, "Kod|Nazwa|Okresy", "3200000|ZACHODNIOPOMORSKIE|rok"),
    ("bdl/LUDN_3000_CREL_20250203204210.csv", 609, 9, "Kod|Nazwa|Okresy", "3200000|ZACHODNIOPOMORSKIE|rok"),
    (
      "bdl/OCHR_2993_CREL_20230312173337.csv", 1023, 8, "Kod|Nazwa|Kwoty świadczeń",
      "071427300000|PODREGION ŻYRARDOWSKI|kwota świadczeń rodzinnych"
    ),
    ("bdl/RYNE_1946_CREL_20230312143348.csv", 5038, 9, "Kod|Nazwa|Wiek", "071427300000|PODREGION ŻYRARDOWSKI|ogółem"),
    ("bdl/WYNA_2497_CREL_20250113223353.csv", 353, 8, "Kod|Nazwa|Wyszczególnienie", "3200000|ZACHODNIOPOMORSKIE|ogółem"),
    ("teryt/TERC_Urzedowy_2025-03-20.csv", 4333, 7, "WOJ|POW|GMI", "32|63|01"),
  ]

  @Test(arguments: texts.indices) func textsHaveTheirRowsAndColumns(_ index: Int) throws {
    let expected = Self.texts[index]
    let seen = try inspection(of: expected.file)
    let rows = try #require(seen.member("tables").elements.first).member("rows").elements.map { $0.elements.map(\.string) }
    #expect(seen.member("encoding").string == "utf-8" && seen.member("delimiter").string == ";")
    #expect(rows.count == expected.rows && rows.map(\.count).max() == expected.columns)
    #expect(rows.first?.prefix(3).joined(separator: "|") == expected.first)
    #expect(rows.last?.prefix(3).joined(separator: "|") == expected.last)
  }

  /// Cells of the two sheets, and the row and column of the last.
  static let workbooks = [
    ("bdl/ludnosc_2013-2024.xlsx", [15, 110_814], [384, 290]), ("bdl/stopa_bezrobocia_2013-2024.xlsx", [15, 5585], [400, 14]),
  ]

  @Test(arguments: workbooks.indices) func workbooksHaveTheirCells(_ index: Int) throws {
    let (file, counts, last) = Self.workbooks[index]
    let tables = try inspection(of: file).member("tables").elements
    #expect(tables.map { $0.member("name").string } == ["OPIS", "TABLICA"])
    #expect(tables.map { $0.member("cells").elements.count } == counts)
    let cell = try #require(tables.last?.member("cells").elements.last).elements
    #expect(cell.prefix(2).map(\.string) == last.map(String.init))
  }

  private func inspection(of file: String) throws -> JSONValue {
    let path = publishedFiles.appendingPathComponent(file).path
    try #require(FileManager.default.fileExists(atPath: path), "\(file) is not there any more")
    var out: [UInt8] = []
    _ = try inspect(Input(path: path, shownAs: file), InspectionOptions()) { (part: [UInt8]) throws(Refusal) in out += part }
    return try JSONValue.read(out, from: JSONOrigin(file: file, kind: .data), dialect: .json)
  }
}

extension JSONValue {
  fileprivate func member(_ name: String) -> JSONValue {
    guard case .object(let members) = content else { return .null }
    return members.first { $0.name == name }?.value ?? .null
  }

  fileprivate var elements: [JSONValue] {
    guard case .array(let elements) = content else { return [] }
    return elements
  }

  /// Of a string, or of a number as it stands.
  fileprivate var string: String {
    switch content {
    case .string(let text), .number(let text): text
    default: ""
    }
  }
}
