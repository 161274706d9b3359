import Testing

@testable import Normalising

struct CanonicalPeriodTests {
  @Test(arguments: [
    ("2023", "2022"), ("2023-H1", "2022-H2"), ("2023-Q3", "2023-Q2"), ("2023-01", "2022-12"), ("2023-10", "2023-09"),
  ])
  func theOneBefore(text: String, before: String) throws {
    let period = try #require(CanonicalPeriod(text))
    #expect(period.text == text)
    #expect(period.before.text == before)
  }

  @Test(arguments: ["", "203", "2023-H3", "2023-13", "2023-Q0", "2023/05", "rok"])
  func noPeriod(text: String) {
    #expect(CanonicalPeriod(text) == nil)
  }

  @Test(
    arguments: [
      ("fixtures/mpips03/2015/2801011.xml", "2015", true), ("fixtures/mpips03/2015/2801011.xml", "2016", false),
      ("fixtures/mpips03/2010.zip!/dane/2801011.xml", "2010", true), ("alkohol/kcpu_g1_2005-2023.csv", "2024", false),
      ("alkohol/kcpu_g1_2005-2023.csv", "2011", true), ("x/sprawozdanie_2023-H1.xml", "2023-H2", false),
      ("x/sprawozdanie_2023-H1.xml", "2023-H1", true), ("praca/MP1231228.dbf", "2023-12", true),
      ("praca/MP1231228.dbf", "2023-11", false), ("a/b.csv", "1999", true),
      ("x/2807032_2019H1.xml", "2019", false), ("x/2807032_2019H1.xml", "2019-H1", true),
      ("x/2807032_I_półrocze_2019.xml", "2019", false), ("x/2807032_I_półrocze_2019.xml", "2019-H1", true),
      ("x/a_1-polrocze-2019.xml", "2019-H2", false), ("x/a_2019_polroczne.xml", "2019", false),
      ("x/a_2019_polroczne.xml", "2019-H2", true), ("x/a_2019_I-VI.xml", "2019", false), ("x/a_2019_I-VI.xml", "2019-H1", true),
      // The folder of the whole work says nothing of one file; one that is a period does.
      ("diagnoza_2020/in/2801011.xml", "2019", true), ("2020/2801011.xml", "2019", false),
      ("2019-H1/2801011.xml", "2019", false), ("x_2020/in_2018/a.csv", "2019", false),
      // April in one shape of the name, December of voivodeship 04 in the other.
      ("praca/MP1120401.dbf", "2023-12", true),
    ])
  func namesOfFiles(name: String, period: String, fits: Bool) {
    #expect(FilePeriods.fits(period, name: name) == fits)
  }
}
