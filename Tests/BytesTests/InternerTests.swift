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

  /// What was met after a certain moment is forgotten: codes go on from there, whatever was asked for last.
  @Test func truncatedToWhatWasMetBefore() {
    var interner = Interner()
    let words = (0..<300).map { "\($0 % 7)-\($0)" }
    for word in words[..<100] { _ = interner.code(of: word) }
    for word in words { _ = interner.code(of: word) }
    interner.truncate(to: 100)
    #expect(interner.count == 100)
    #expect(interner.strings == Array(words[..<100]))
    #expect(interner.existingCode(of: Array(words[100].utf8).span) == nil)
    #expect(interner.code(of: words[200]) == 100)
    #expect(interner.code(of: words[99]) == 99)
    #expect(interner.code(of: words[100]) == 101)
    interner.truncate(to: 500)
    #expect(interner.count == 102)
  }

  /// Texts that differ in one byte only, at every place, are not taken for one another.
  @Test func nearlyEqualTextsDiffer() {
    var interner = Interner()
    for length in 0...24 {
      let base = [UInt8](repeating: UInt8(ascii: "a"), count: length)
      let code = interner.code(of: base.span)
      for place in 0..<length {
        var other = base
        other[place] = UInt8(ascii: "b")
        #expect(interner.code(of: other.span) != code)
        #expect(interner.code(of: base.span) == code)
      }
    }
  }
}
