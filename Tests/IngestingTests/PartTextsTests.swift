import Testing

@testable import Ingesting

@Suite struct PartTextsTests {
  @Test func textsKeepToTheirParts() {
    var texts = PartTexts(count: 3)
    let long = Array(repeating: UInt8(ascii: "x"), count: 100)
    texts.append([UInt8]("12".utf8).span, to: 0)
    texts.append([UInt8]("7".utf8).span, to: 2)
    texts.append(long.span, to: 1)
    texts.append([UInt8]("3".utf8).span, to: 0)
    #expect(texts.string(0) == "123" && texts.number(0) == 123)
    #expect(texts.string(1).utf8.elementsEqual(long))
    #expect(texts.string(2) == "7")
    texts.clear(0)
    #expect(texts.isEmpty(0) && texts.number(0) == 0 && texts.number(1) == 0 && texts.number(2) == 7)
    var other = [UInt8(ascii: "|")]
    texts.append(2, to: &other)
    #expect(other == Array("|7".utf8))
  }
}
