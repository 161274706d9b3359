import Bytes
import Findings

/// Reads a delimited text in one go: packed texts are unpacked once and not two times. The first quarter of a megabyte says
/// how to read it; whether the rest agrees is looked at while it is read, and is known at the end.
///
/// What is accepted here is understood and read as `readDelimitedText` does it in two steps; anything unusual is not accepted.
/// - Throws: `.data` when the text has to be read in two steps; what the receiver was given is then to be thrown away.
func readDelimitedTextAtOnce(
  _ input: Input, _ options: ReadingOptions, into receiver: inout some RowReceiver
) throws(Refusal) -> Understanding {
  let stream = LookingStream(try input.open())
  // One byte more, so that the sample is known not to be the whole; three for a byte order mark.
  try stream.readAhead(sampleSize + 4)
  guard options.encoding == nil, stream.ahead == sampleSize + 4, isPlainUTF8(stream.look.survey) else { throw inTwoSteps(input) }
  var understanding = Understanding(format: .csv)
  understanding.encoding = .utf8
  understanding.encodingBy = .detected
  let mark = stream.look.survey.markedEncoding == nil ? 0 : 3
  let plan = try delimitedTextPlan(
    understanding, stream.look, stream.beginning(mark..<mark + sampleSize), isWhole: false, input, options)
  var reader = DelimitedTextReader(input, plan, options.limits, from: stream)
  try reader.read(into: &receiver)
  guard isPlainUTF8(stream.look.survey), stream.look.survey.utf8.isValid, let verdict = stream.look.survey.verdict,
    verdict.encoding == .utf8
  else { throw inTwoSteps(input) }
  // Another way of quoting in the rest is a matter of weighing both parts.
  guard stream.look.late.places.isEmpty else { throw inTwoSteps(input) }
  understanding = plan.understanding
  understanding.evidence.insert(
    Wording(
      "kodowanie \(verdict.encoding.rawValue): \(verdict.evidence.polish)",
      en: "encoding \(verdict.encoding.rawValue): \(verdict.evidence.english)"), at: 0)
  understanding.findings += reader.findings
  return understanding
}

/// UTF-8 so far, and no zero bytes, which are a matter of weighing.
private func isPlainUTF8(_ survey: EncodingSurvey) -> Bool {
  survey.utf8.firstBad == nil && survey.zeroCount == 0 && (survey.markedEncoding ?? .utf8) == .utf8
}

private func inTwoSteps(_ input: Input) -> Refusal {
  Refusal(
    .data, Wording("dalsza część tekstu jest inna niż początek", en: "the rest of the text is not as its beginning"),
    at: Place(file: input.name), mend: Wording("przeczytaj go w dwóch krokach", en: "read it in two steps"))
}

/// A stream that looks at what it gives out.
final class LookingStream: ByteStream {
  private let source: any ByteStream
  private(set) var look = TextLook()
  /// Read and looked at, but not given out yet: from `given` on.
  private var waiting: [UInt8] = []
  private var given = 0

  init(_ source: any ByteStream) { self.source = source }

  /// How many bytes have been read ahead.
  var ahead: Int { waiting.count - given }

  /// Reads that many bytes before anything is given out; fewer where there are no more.
  func readAhead(_ count: Int) throws(Refusal) {
    var chunk = [UInt8](repeating: 0, count: count)
    while waiting.count < count {
      if chunk.count > count - waiting.count { chunk.removeLast(chunk.count - (count - waiting.count)) }
      let got = try source.read(into: &chunk)
      guard got > 0 else { break }
      look.update(chunk.span.extracting(0..<got))
      waiting.append(contentsOf: chunk[0..<got])
    }
  }

  /// A part of what was read ahead.
  func beginning(_ range: Range<Int>) -> [UInt8] { Array(waiting[range]) }

  func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    if ahead > 0 {
      let count = min(ahead, buffer.count)
      buffer.replace(at: 0, with: waiting, given..<given + count)
      given += count
      if ahead == 0 {
        waiting = []
        given = 0
      }
      return count
    }
    let got = try source.read(into: &buffer)
    look.update(buffer.span.extracting(0..<got))
    return got
  }
}
