import Testing

@testable import Diagnosing

@Suite struct AgeTilingTests {
  private func parts(_ texts: [String]) -> [AgeRange] {
    texts.compactMap { AgeRange($0) }.sorted { ($0.from, -$0.to) < ($1.from, -$1.to) }
  }

  private func tiling(_ texts: [String], _ wanted: String, without: [String] = []) -> [AgeRange]? {
    let parts = parts(texts)
    let unusable = Set(without.compactMap { AgeRange($0) })
    guard let wanted = AgeRange(wanted) else { return nil }
    return ageTiling(parts, of: wanted) { !unusable.contains(parts[$0]) }?.map { parts[$0] }
  }

  @Test func fewestGroupsThatCoverExactly() {
    let groups = ["65-69", "70-74", "75-79", "80-84", "85+", "70+", "80+"]
    #expect(tiling(groups, "65+") == parts(["65-69", "70+"]))
    #expect(tiling(groups, "65+", without: ["70+"]) == parts(["65-69", "70-74", "75-79", "80+"]))
    #expect(tiling(groups, "65+", without: ["70+", "80+"]) == parts(["65-69", "70-74", "75-79", "80-84", "85+"]))
    #expect(tiling(groups, "65-79") == parts(["65-69", "70-74", "75-79"]))
  }

  @Test func noGapAndNoOverlap() {
    #expect(tiling(["65-69", "75+"], "65+") == nil)
    #expect(tiling(["65-70", "70+"], "65+") == nil)
    #expect(tiling(["0-4", "10-14", "5-9"], "0-14") == parts(["0-4", "5-9", "10-14"]))
    #expect(tiling([], "65+") == nil)
    #expect(tiling(["65-69"], "65+", without: ["65-69"]) == nil)
  }

  @Test func longerFirstGroupOfEquals() {
    #expect(tiling(["0-4", "5-14", "0-9", "10-14"], "0-14") == parts(["0-9", "10-14"]))
  }
}
