import Testing

@testable import Contracts

@Suite struct TextColumnTests {
  @Test func givesBackWhatWasAppended() {
    let texts = ["", "Ełk", "a", "", "🙂\n"]
    var column = TextColumn()
    for (index, text) in texts.enumerated() {
      let bytes = Array(text.utf8)
      switch index % 3 {
      case 0: column.append(text)
      case 1: column.append(bytes.span)
      default: column.append(bytes[...])
      }
    }
    #expect(column.count == 5)
    #expect((0..<5).map { column[$0] } == texts)
    #expect(column.range(1) == 0..<4)
    #expect(column == TextColumn(bytes: column.bytes, ends: [0, 4, 5, 5, 10]))
    column.removeAll(keepingCapacity: true)
    #expect(column == TextColumn())
  }
}
