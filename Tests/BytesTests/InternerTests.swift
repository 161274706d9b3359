import Bytes
import Testing

@Suite struct InternerTests {
  @Test func codesAreInOrderOfFirstMeeting() {
    var interner = Interner()
    let words = (0..<5000).map {
      "jednostka \($0 % 1700) \(String(repeating: "ż", count: $0 % 13))"
    }
    var known: [String: Int32] = [:]
    for word in words {
      let code = interner.code(of: word)
      if let before = known[word] {
        #expect(code == before)
      } else {
        #expect(code == Int32(known.count))
      }
      known[word] = code
      let bytes = Array(word.utf8)
      #expect(interner.code(of: bytes.span) == code)
      #expect(interner[code] == word)
    }
    #expect(interner.count == known.count)
    #expect(interner.strings.enumerated().allSatisfy { known[$0.element] == Int32($0.offset) })
    #expect(interner.existingCode(of: Array("nic".utf8).span) == nil)
  }

  @Test func emptyTextIsAText() {
    var interner = Interner()
    #expect(interner.code(of: "") == 0)
    #expect(interner.code(of: "a") == 1)
    #expect(interner.code(of: "") == 0)
    #expect(interner[0].isEmpty)
  }
}
