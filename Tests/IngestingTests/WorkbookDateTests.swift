// Reference: openpyxl 3.1.5, openpyxl.utils.datetime.from_excel with CALENDAR_WINDOWS_1900 and CALENDAR_MAC_1904.
import Findings
import Testing

@testable import Ingesting

@Suite struct WorkbookDateTests {
  static func text(_ serial: Double, _ isDate1904: Bool) -> String? {
    var bytes: [UInt8] = []
    return WorkbookDate.append(serial, isDate1904: isDate1904, to: &bytes).map {
      "\(Diary.letter($0)) \(String(decoding: bytes, as: UTF8.self))"
    }
  }

  @Test(arguments: [
    (0, "t 00:00:00.000"), (0.5, "t 12:00:00.000"), (0.9999999, "t 23:59:59.991"), (0.999999999, "d 1900-01-01T00:00:00.000"),
    (1, "d 1900-01-01T00:00:00.000"), (59, "d 1900-02-28T00:00:00.000"),
    (60.5, "d 1900-02-28T12:00:00.000"), (61, "d 1900-03-01T00:00:00.000"),
    (367, "d 1901-01-01T00:00:00.000"), (36526, "d 2000-01-01T00:00:00.000"), (43890.25, "d 2020-02-29T06:00:00.000"),
    (45657.99999, "d 2024-12-31T23:59:59.136"), (2_958_465, "d 9999-12-31T00:00:00.000"),
  ]) func daysOfThe1900System(_ serial: Double, _ expected: String) { #expect(Self.text(serial, false) == expected) }

  @Test(arguments: [
    (0.25, "t 06:00:00.000"), (1, "d 1904-01-02T00:00:00.000"), (42_428.5, "d 2020-02-29T12:00:00.000"),
    (2_957_003, "d 9999-12-31T00:00:00.000"),
  ])
  func daysOfThe1904System(_ serial: Double, _ expected: String) { #expect(Self.text(serial, true) == expected) }

  @Test(arguments: [-1, 2_958_466, 2_958_465.9999999999, 1e300, .nan, .infinity])
  func otherNumbersAreNoDays(_ serial: Double) { #expect(Self.text(serial, false) == nil) }

  @Test(
    "A day that never was and numbers that are no day are told", arguments: [(59.9, 0), (60, 1), (60.9, 1), (61, 0), (-1, 1)])
  func whatIsTold(serial: Double, count: Int) {
    let isDay = Self.text(serial, false) != nil
    let finding = WorkbookDate.finding(serial, isDate1904: false, isDay: isDay, at: Place(file: "a.xlsx"))
    #expect((finding == nil ? 0 : 1) == count)
    #expect(WorkbookDate.finding(60, isDate1904: true, isDay: true, at: Place(file: "a.xlsx")) == nil)
  }

  @Test func everyDayFollowsTheOneBefore() {
    var last = ""
    for serial in 61...80_000 {
      let text = Self.text(Double(serial), false) ?? ""
      #expect(text > last)
      #expect(Self.text(Double(serial - 1462), true) == text || serial <= 1462)
      last = text
    }
    #expect(last == "d 2119-01-11T00:00:00.000")
  }

  @Test(arguments: [
    ("2024-05-01", "d 2024-05-01T00:00:00.000"), ("2024-05-01T10:11", "d 2024-05-01T10:11:00.000"),
    ("2024-05-01 10:11:12", "d 2024-05-01T10:11:12.000"), ("2024-02-29T10:11:12.3456Z", "d 2024-02-29T10:11:12.346"),
    ("10:11:12.5", "t 10:11:12.500"), ("T10:11", "t 10:11:00.000"), ("23:59:59.99999", "t 23:59:59.999"),
  ]) func isoTextsAreRead(_ given: String, _ expected: String) {
    var bytes: [UInt8] = []
    let kind = WorkbookDate.append(iso: Array(given.utf8), to: &bytes)
    #expect(kind.map { "\(Diary.letter($0)) \(String(decoding: bytes, as: UTF8.self))" } == expected)
  }

  @Test(arguments: [
    "", "2024", "2024-5-1", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "24:00:00", "10:60", "10:11:60",
    "10:11:12.", "10:11:12.x", "2024-05-01X", "2024-05-01T", "2024-05-01T25:00", "Z", "T", "1.05.2024", "P1D",
  ]) func otherTextsAreNoDates(_ given: String) {
    var bytes: [UInt8] = []
    #expect(WorkbookDate.append(iso: Array(given.utf8), to: &bytes) == nil)
    #expect(bytes.isEmpty)
  }
}
