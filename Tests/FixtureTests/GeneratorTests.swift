import Testing

@Suite("Generator")
struct GeneratorTests {
  @Test("Parts add up to the total, keep to their caps and follow the weights")
  func apportionment() {
    #expect(apportioned(10, by: [1, 1, 1]) == [4, 3, 3])
    // Hamilton's method worked by hand: quotas 4.2, 3.5, 2.3.
    #expect(apportioned(10, by: [42, 35, 23]) == [4, 4, 2])
    #expect(apportioned(10, by: [8, 1, 1], atMost: [5, 10, 10]) == [5, 3, 2])
    #expect(apportioned(0, by: [1, 2]) == [0, 0])
    let numbers = SeededNumbers(seed: 7)
    for total in stride(from: 1, to: 5000, by: 97) {
      let weights = (0..<13).map { numbers.unit("\(total)/\($0)") }
      #expect(apportioned(total, by: weights).reduce(0, +) == total)
    }
  }

  @Test("A key always gives the same number, another key another, all within 0..<1")
  func seededNumbers() {
    let numbers = SeededNumbers(seed: 1)
    #expect(numbers.unit("a") == SeededNumbers(seed: 1).unit("a"))
    #expect(numbers.unit("a") != numbers.unit("b"))
    #expect(numbers.unit("a") != SeededNumbers(seed: 2).unit("a"))
    let many = (0..<10_000).map { numbers.unit("\($0)") }
    #expect(many.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = many.reduce(0, +) / Double(many.count)
    #expect(mean > 0.48 && mean < 0.52)
  }

  @Test("Families and persons by size of family both add up")
  func householdSizes() {
    for families in [0, 1, 2, 7, 40, 311] {
      for tenths in 10...45 {
        let persons = families * tenths / 10
        let sizes = HouseholdSizes(families: families, persons: persons)
        #expect(sizes.families.reduce(0, +) == families)
        #expect(sizes.persons.reduce(0, +) == persons)
        #expect(sizes.families.allSatisfy { $0 >= 0 })
        #expect(sizes.persons[5] >= 6 * sizes.families[5] && sizes.persons[5] <= 8 * sizes.families[5])
      }
    }
  }

  @Test("Numbers as the sources write them")
  func texts() {
    #expect(grouped(1_234_567) == "1 234 567")
    #expect(grouped(-12_345) == "-12 345")
    #expect(grouped(999) == "999")
    #expect(fixed(20, 1) == "20.0")
    #expect(fixed(-0.04, 1) == "0.0")
    #expect(fixed(2.345, 2) == "2.35")
    #expect(letters(1) == "A" && letters(26) == "Z" && letters(27) == "AA" && letters(290) == "KD")
    #expect(windows1250("Łódź – ąż") == [0xA3, 0xF3, 0x64, 0x9F, 0x20, 0x96, 0x20, 0xB9, 0xBF])
  }
}
