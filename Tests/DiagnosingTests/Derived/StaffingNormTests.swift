// Reference values: art. 110 ust. 11 and 12, by hand.
import Methods
import Testing

@testable import Diagnosing

@Suite struct StaffingNormTests {
  static let cases:
    [(workers: Double?, residents: Double?, families: Double?, verdict: SocialWorkNorm.Verdict, required: Double?)] =
      [
        (3, 6000, 200, .met, 3), (3, 6001, 150, .met, 3), (3, 6001, 151, .under, 3.0005), (2, 3000, 80, .under, 3),
        (4, 9000, nil, .unknown, nil), (4, 8000, nil, .met, nil), (nil, 8000, 100, .unknown, nil), (2.5, nil, nil, .under, nil),
        (5, nil, 250, .met, nil), (0, 5000, 10, .under, 3),
      ]

  @Test(arguments: cases)
  func judged(
    _ test: (workers: Double?, residents: Double?, families: Double?, verdict: SocialWorkNorm.Verdict, required: Double?)
  ) {
    let found = StaffingNorm.judge(
      .init(workers: test.workers, residents: test.residents, families: test.families), hasCentre: true)
    #expect(found.verdict == test.verdict)
    #expect(found.required == test.required)
  }

  @Test func aPowiatNeedsNoThreeOfItsOwn() {
    let found = StaffingNorm.judge(.init(workers: 2, residents: 4000, families: 500), hasCentre: false)
    #expect(found.verdict == .met && found.meetsThree == nil && found.meetsFamilies == false)
  }
}
