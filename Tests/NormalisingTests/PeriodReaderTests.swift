import Testing

@testable import Normalising

struct PeriodReaderTests {
  @Test(
    "Periods as published",
    arguments: [
      ("2023", "2023"), ("2023 r.", "2023"), (" 2023 ", "2023"), ("2015-01-01/2015-12-31", "2015"),
      ("2015-01-01/2015-06-30", "2015-H1"), ("2015-07-01/2015-12-31", "2015-H2"), ("2016-02-01/2016-02-29", "2016-02"),
      ("2015-02-01/2015-02-29", nil), ("2015-01-01/2016-12-31", nil), ("2015-01-02/2015-12-31", nil),
      ("2015-04-01/2015-06-30", "2015-Q2"), ("I półrocze 2023", "2023-H1"), ("II kwartał 2023 r.", "2023-Q2"),
      ("2023-12", "2023-12"), ("12.2023", "2023-12"), ("grudzień 2023", "2023-12"), ("2023-13", nil), ("", nil), ("23", nil),
      ("01.01.2021-31.12.2021", "2021"), ("01.07.2021 – 31.12.2021", "2021-H2"), ("02.01.2021-31.12.2021", nil),
      ("2021-01-01 – 2021-12-31", "2021"), ("styczeń – grudzień 2021", "2021"), ("lipiec–wrzesień 2021", "2021-Q3"),
      ("I–III 2021 r.", "2021-Q1"), ("I-II 2021", nil), ("I-III kwartał 2021", nil), ("I-XII 2021", "2021"),
      ("I-VI 2021", "2021-H1"), ("II kw. 2016", "2016-Q2"), ("III kwartał 2016", "2016-Q3"),
      ("2023-H1", "2023-H1"), ("ogółem", nil), ("2023/2024", nil),
    ])
  func period(published: String, expected: String?) {
    #expect(canonicalPeriod(published) == expected, "\(published)")
  }

  @Test(
    "Units of measure come down to their base",
    arguments: [
      ("tys. zł", "zł", 1000.0), ("tys. osób", "osoba", 1000), ("osoba", "osoba", 1), ("-", "", 1), ("%", "%", 1),
      ("mln zł", "zł", 1_000_000), ("tys.  zł", "zł", 1000), ("zł", "zł", 1),
    ])
  func unit(published: String, base: String, factor: Double) {
    #expect(UnitOfMeasure(published).base == base)
    #expect(UnitOfMeasure(published).factor == factor)
  }

  @Test(
    "The moment of download stands in the name of a file of the bank",
    arguments: [
      ("fixtures/gus/LUDN_2137_CREL_20250113221303.csv", "2025-01-13"),
      ("a.zip!/RYNE_1946_CREL_20230312143348.csv", "2023-03-12"),
      ("in/RYNE_1946_CREL_20230312143348 (1).csv", "2023-03-12"),
      ("in/RYNE_1946_CREL_20230312143348 - Kopia.csv", "2023-03-12"),
      ("in/Pow_12_2023_20240415.xlsx", "2024-04-15"), ("20240415/Pow_12_2023.xlsx", ""), ("x_20241315.csv", ""),
      ("ludnosc_2013-2024.xlsx", ""), ("raport 202303121433480.csv", ""),
    ])
  func download(file: String, expected: String) {
    #expect(dayOfDownload(momentOfDownload(file)) == expected)
  }

  @Test(arguments: [
    ("22.05.2025", "2025-05-22"), ("2025-05-22T00:00:00.000", "2025-05-22"), ("2025-05-22", "2025-05-22"), ("maj 2025", ""),
    ("", ""),
  ])
  func daysOfUpdate(text: String, expected: String) { #expect(dayOfUpdate(text) == expected) }
}
