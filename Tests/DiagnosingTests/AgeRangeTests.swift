import Testing

@testable import Diagnosing

@Suite struct AgeRangeTests {
  @Test(
    arguments: [
      ("65-69", 65, 69), ("0-4", 0, 4), ("85+", 85, AgeRange.open), ("7", 7, 7), ("100+", 100, AgeRange.open),
    ] as [(String, Int, Int)])
  func reads(text: String, from: Int, to: Int) {
    #expect(AgeRange(text) == AgeRange(from: from, to: to))
  }

  @Test(arguments: ["", "+", "-", "65-", "-69", "69-65", "65-69+", "pre-working", "1000", "6 5", "65-69-70", "٣"])
  func leavesOtherNamesAlone(text: String) {
    #expect(AgeRange(text) == nil)
  }
}
