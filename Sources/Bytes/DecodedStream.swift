package import Findings

/// The text of a stream as UTF-8, without its byte order mark, whatever encoding it is in.
package final class DecodedStream: ByteStream {
  private let source: any ByteStream
  private let shown: String
  private var decoder: TextDecoder
  private var chunk: [UInt8]
  private var ready: [UInt8] = []
  private var position = 0
  private var hasEnded = false
  private var failure: UndecodableBytes?
  private var line = 1
  private var lastWasReturn = false

  /// - Parameter chunkSize: how much of the source is decoded at once; what is kept in memory is up to three times that.
  package init(_ source: any ByteStream, _ encoding: TextEncoding, shownAs shown: String, chunkSize: Int = 1 << 16) {
    self.source = source
    self.shown = shown
    decoder = TextDecoder(encoding)
    chunk = [UInt8](repeating: 0, count: chunkSize)
  }

  /// - Throws: `.data` with line and byte when the bytes are no text in the encoding; all text before them is given first.
  package func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    var filled = 0
    while filled < buffer.count {
      if position == ready.count {
        // What is decoded already is given out before anything is refused.
        if filled > 0, failure != nil || hasEnded { break }
        if let failure { throw failure.refusal(file: shown, line: line) }
        if hasEnded { break }
        try decodeNext()
        continue
      }
      let count = min(buffer.count - filled, ready.count - position)
      buffer.replaceSubrange(filled..<filled + count, with: ready[position..<position + count])
      position += count
      filled += count
    }
    return filled
  }

  private func decodeNext() throws(Refusal) {
    ready.removeAll(keepingCapacity: true)
    position = 0
    let got = try source.read(into: &chunk)
    do throws(UndecodableBytes) {
      if got == 0 {
        hasEnded = true
        try decoder.finish()
      } else {
        try decoder.decode(chunk.span.extracting(0..<got), into: &ready)
      }
    } catch {
      failure = error
    }
    countLines()
  }

  private func countLines() {
    line += lineEnds(ready.span, after: lastWasReturn)
    lastWasReturn = ready.last == 13 || ready.isEmpty && lastWasReturn
  }
}

/// LF, CR and CR LF, each counted once.
/// - Parameter isAfterReturn: whether a CR stands right before the first byte.
package func lineEnds(_ bytes: Span<UInt8>, after isAfterReturn: Bool = false) -> Int {
  guard !bytes.isEmpty else { return 0 }
  var ends = bytes[0] == 10 && !isAfterReturn || bytes[0] == 13 ? 1 : 0
  unsafe bytes.withUnsafeBufferPointer { buffer in
    // Without branches, so that the compiler works on many bytes at once.
    for i in 1..<max(1, buffer.count) {
      let byte = unsafe buffer[i]
      let before = unsafe buffer[i - 1]
      ends &+= (byte == 13 ? 1 : 0) &+ (byte == 10 ? 1 : 0) &- (byte == 10 && before == 13 ? 1 : 0)
    }
  }
  return ends
}
