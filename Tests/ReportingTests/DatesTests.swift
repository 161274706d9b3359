import Findings
import Reporting
import Testing

@Suite struct DatesTests {
  private let polish = Dates(.polish)
  private let english = Dates(.english)

  @Test("Days in words; what is no date stays as it is")
  func days() {
    #expect(polish.day("2024-01-01") == "1\u{A0}stycznia 2024\u{A0}r.")
    #expect(polish.day("2025-10-18") == "18\u{A0}października 2025\u{A0}r.")
    #expect(english.day("2025-10-18") == "18\u{A0}October 2025")
    #expect(polish.day("2025-13-01") == "2025-13-01")
    #expect(polish.day("kiedyś") == "kiedyś")
  }

  @Test(
    "Periods",
    arguments: [
      ("2023", "2023\u{A0}r."), ("2023-H1", "I\u{A0}półrocze 2023\u{A0}r."), ("2023-Q4", "IV\u{A0}kwartał 2023\u{A0}r."),
      ("2023-05", "maj 2023\u{A0}r."), ("2023-Q9", "2023-Q9\u{A0}r."),
    ])
  func periods(_ code: String, _ text: String) {
    #expect(polish.period(code) == text)
  }

  @Test("Runs of three and more years are joined")
  func years() {
    #expect(polish.years([2005, 2010, 2015, 2016, 2017]) == "2005, 2010, 2015–2017")
    #expect(polish.years([2022, 2023]) == "2022, 2023")
    #expect(polish.years([]) == "")
  }

  @Test(
    "The stamp in the names of the Local Data Bank",
    arguments: [
      ("a/LUDN_2137_CREL_20251018204235.csv", "2025-10-18"), ("LUDN_2137_CTAB_20251018204235.zip!/x.csv", "2025-10-18"),
      ("x_2025101820423.csv", nil), ("x_202510182042351.csv", nil), ("x_20251399204235.csv", nil), ("x.csv", nil), ("", nil),
    ] as [(String, String?)])
  func downloads(_ path: String, _ date: String?) {
    #expect(Dates.downloaded(path) == date)
  }

  @Test func oneYearIsNoYears() {
    #expect(Dates(.polish).span([2023]) == "rok 2023" && Dates(.polish).span([2021, 2022, 2023]) == "lata 2021–2023")
    #expect(Dates(.english).span([2023]) == "year 2023" && Dates(.english).span([2020, 2023]) == "years 2020, 2023")
  }
}
