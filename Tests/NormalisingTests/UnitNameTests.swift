import Testing

@testable import Normalising
@testable import Territory

struct UnitNameTests {
  @Test(
    "What publishers put around a name (FORMATS 1.8, 3.1, 3.3)",
    arguments: [
      ("Powiat bartoszycki", "bartoszycki"), ("Powiat m. Olsztyn", "Olsztyn"), ("Powiat m.Łódź", "Łódź"),
      ("Powiat m. st. Warszawa", "Warszawa"), ("m.st.Warszawa", "Warszawa"), ("Powiat m. Wałbrzych od 2013", "Wałbrzych"),
      ("Bartoszyce (2)", "Bartoszyce"), ("Wałbrzych (1) od 2013", "Wałbrzych"), ("Wałbrzych (1) do 2012", "Wałbrzych"),
      ("WARMIŃSKO-MAZURSKIE", "warmińsko-mazurskie"),
      ("PODREGION EŁCKI", "ełcki"),
      ("Wałbrzyski *", "wałbrzyski"), ("Szydłowiecki", "szydłowiecki"), ("miasto Elbląg", "Elbląg"),
    ])
  func likeNames(published: String, name: String) {
    #expect(UnitName(published, .powiat) == UnitName(name, .powiat))
  }

  /// Names of the register that have brackets themselves.
  @Test func bracketsOfTheirOwn() {
    #expect(UnitName("Dobra (Szczecińska) (2)", .gmina) == UnitName("Dobra (Szczecińska)", .gmina))
  }

  @Test func unlikeNames() {
    #expect(UnitName("Działdowoski", .powiat) != UnitName("działdowski", .powiat))
    #expect(UnitName("Elbląg", .gmina) != UnitName("Ełk", .gmina))
  }
}
