import Findings
@testable import Reporting
import Testing

@Suite struct AgeGroupsTests {
  private static func counts(_ ages: [String]) -> [String: Double] {
    var counts: [String: Double] = ["": 999]
    for (place, age) in ages.enumerated() {
      counts["age=\(age);sex=K"] = Double(10 + place)
      counts["age=\(age);sex=M"] = Double(20 + place)
    }
    return counts
  }

  @Test("The narrowest groups that follow one another without a gap are taken, overlapping ones left out")
  func narrowest() throws {
    let ages = ["0-14", "0-4", "5-9", "10-14", "15-64", "15-19", "20-64", "65+", "0-17", "65-69", "70+"]
    let groups = try #require(AgeGroups(period: "2023", counts: Self.counts(ages))).groups
    #expect(groups.map(\.name) == ["0–4", "5–9", "10–14", "15–19", "20–64", "65–69", "70+"])
    #expect(groups[0].women == 11 && groups[0].men == 21)
  }

  @Test(
    "No pyramid without every age, or without both sexes",
    arguments: [
      ["0-4", "10-14", "15-64", "65+"], ["5-9", "10-14", "15-64", "65+"], ["0-4", "5-9", "10-14", "15-64"], ["0-64", "65+"],
    ])
  func gaps(_ ages: [String]) {
    #expect(AgeGroups(period: "2023", counts: Self.counts(ages)) == nil)
  }

  @Test("Sentences and table have the numbers of the groups, and groups of another width are said not to compare")
  func chapter() throws {
    var material = Sample.material()
    material.ages = AgeGroups(period: "2017", counts: Self.counts(["0-14", "15-19", "20-24", "25-29", "30+"]))
    let chapter = try #require(PopulationPyramid(composition: Sample.composition(material)).chapters().first)
    guard case .paragraph(let words) = chapter.blocks[0], case .figure(let figure) = chapter.blocks[1] else {
      Issue.record("not the blocks of a pyramid")
      return
    }
    let text = plainText(words, material.phrasing)
    // 60 women, 110 men.
    #expect(text.hasPrefix("Kobiety stanowią 35,3% mieszkańców: na 100 mężczyzn przypada ich 54,5."))
    #expect(text.contains("najliczniejsza jest grupa 25–29 (21,2%), najmniej liczna 15–19 (18,8%)"))
    #expect(text.contains("przypada 58,3 kobiety."))
    #expect(figure.note?.contains("Grupy 0–14 i 30+ obejmują") == true)
    material.ages = AgeGroups(period: "2017", counts: Self.counts(["0-4", "5-9", "10-14", "15+"]))
    let other = try #require(PopulationPyramid(composition: Sample.composition(material)).chapters().first)
    guard case .figure(let single) = other.blocks[1] else { return }
    #expect(single.note?.hasPrefix("Grupa 15+ obejmuje") == true)
    #expect(figure.alternative.contains("30+: 24 mężczyzn, 14 kobiet"))
    guard case .pyramid(let chart) = figure.chart else { return }
    let marks = draw(chart, material.phrasing).marks
    #expect(marks.count { if case .path(_, let style) = $0 { style == "sw" || style == "sb" } else { false } } == 10)
  }
}
