package import Bytes
import Findings

/// What has to be found out about the whole of a text before it can be read: its encoding, and signs of another way of
/// quoting than its first part shows.
package struct TextLook {
  package private(set) var survey = EncodingSurvey()
  private(set) var late = LateQuoting(after: sampleSize)

  mutating func update(_ bytes: Span<UInt8>) {
    survey.update(bytes)
    late.update(bytes)
  }

  /// Whether the first bytes of a file may be those of a delimited text: markup, archives and workbooks need no such look.
  static func isWorthwhile(_ bytes: Span<UInt8>) -> Bool {
    guard !bytes.isEmpty, bytes[0] != UInt8(ascii: "<"), bytes[0] != UInt8(ascii: "{"), bytes[0] != UInt8(ascii: "P") else {
      return false
    }
    for i in 0..<min(bytes.count, 512) where bytes[i] < 9 { return false }
    return true
  }

  /// Of an input: from when it was hashed, or taken now.
  static func taken(of input: Input) throws(Refusal) -> TextLook {
    if let look = input.look { return look }
    var look = TextLook()
    try forEachChunk(of: input) { look.update($0) }
    return look
  }
}
