import Testing

@testable import Ingesting

@Suite struct WorkbookNumberFormatTests {
  @Test(arguments: [
    ("General", WorkbookNumberFormat.number), ("Standard", .number), ("0.00", .number), ("#,##0\\ \"zł\"", .number),
    ("0.00E+00", .number), ("0.0%", .percentage), ("0,0\\ %", .percentage), ("0\\%", .number), ("0\"%\"", .number),
    ("@", .number), ("", .number), ("\"dni\" 0", .number), ("0 \\d", .number), ("_d0", .number), ("*d0", .number),
    ("[Red]0", .number),
    ("0;[Red]-yyyy", .number), ("[$-415]0", .number), ("\"unclosed d", .number), ("[unclosed d", .number), ("\\", .number),
    ("yyyy-mm-dd", .date), ("d.mm.yyyy", .date), ("[$-415]d mmmm yyyy;@", .date), ("h:mm AM/PM", .date), ("mm:ss.0", .date),
    ("YYYY", .date), ("[Red]d", .date), ("s", .date),
    ("[h]:mm:ss", .duration), ("[HH]:MM", .duration), ("[mm]:ss", .duration), ("[s]", .duration),
  ]) func codesSayWhatANumberIs(_ code: String, _ expected: WorkbookNumberFormat) {
    #expect(WorkbookNumberFormat(code: code) == expected)
  }

  @Test func builtInFormats() {
    #expect([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47].allSatisfy { WorkbookNumberFormat(builtIn: $0) == .date })
    #expect([0, 1, 2, 11, 12, 37, 44, 48, 49, 164, -1].allSatisfy { WorkbookNumberFormat(builtIn: $0) == .number })
    #expect(WorkbookNumberFormat(builtIn: 46) == .duration)
    #expect([9, 10].allSatisfy { WorkbookNumberFormat(builtIn: $0) == .percentage })
  }
}
