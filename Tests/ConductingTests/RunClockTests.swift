import Conducting
import Testing

/// Reference: date -u -d @SECONDS of GNU coreutils 9.1.
@Suite struct RunClockTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (951_827_696_789, "2000-02-29T12:34:56.789Z"),
    (1_709_251_199_000, "2024-02-29T23:59:59.000Z"), (1_735_689_599_999, "2024-12-31T23:59:59.999Z"),
    (2_147_483_648_000, "2038-01-19T03:14:08.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
  ])
  func timestamps(_ milliseconds: Int, _ text: String) {
    #expect(RunClock.timestamp(milliseconds) == text)
  }
}
