import Findings
import Testing

@testable import Contracts

@Suite struct FlatTableTests {
  private let table = FlatTable([
    (0, .byte(7)), (1, .int16(-2)), (2, .int32(-70_000)), (3, .int64(.min)), (5, .string("Ełk")),
    (6, .table(FlatTable([(1, .byte(1))]))), (7, .tables([FlatTable([(0, .string("a"))]), FlatTable()])),
    (8, .structs([1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], count: 1)),
  ])

  @Test func readsBackEveryKindOfField() throws {
    let view = try FlatView(root: table.encoded(), shownAs: "t")
    #expect(try view.byte(0) == 7)
    #expect(try view.int16(1) == -2)
    #expect(try view.int32(2) == -70_000)
    #expect(try view.int64(3) == .min)
    #expect(try view.string(5) == "Ełk")
    #expect(try view.table(6)?.bool(1) == true)
    #expect(try view.tables(7).map { view throws(Refusal) in try view.string(0) } == ["a", nil])
    #expect(try view.words(8, perStruct: 2) == [1, -1])
  }

  @Test func absentSlotsHaveTheDefaults() throws {
    let view = try FlatView(root: table.encoded(), shownAs: "t")
    #expect(try view.byte(4) == 0)
    #expect(try view.int64(20) == 0)
    #expect(try view.string(21) == nil)
    #expect(try view.table(22) == nil)
    #expect(try view.tables(23).isEmpty)
    #expect(try view.words(24, perStruct: 2).isEmpty)
  }

  /// FlatBuffers asks for every number on a multiple of its size.
  @Test func eightByteFieldsAreAligned() throws {
    let marker: Int64 = 0x1122_3344_5566_7788
    let bytes = FlatTable([(0, .byte(1)), (1, .int64(marker)), (2, .string("x"))]).encoded()
    let place = try #require((0..<bytes.count - 7).first { bytes[$0] == 0x88 && bytes[$0 + 7] == 0x11 })
    #expect(place % 8 == 0)
  }
}
