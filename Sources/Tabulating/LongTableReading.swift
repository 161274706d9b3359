import Archive
import Bytes
import Findings
import Synchronization

/// Reads a long table, plain or gzip, in one pass and bounded memory.
enum LongTableReading {
  private static let chunk = 1 << 20
  /// A row longer than this is a quote that nobody closed.
  private static let longestRow = 1 << 24

  /// - Parameters:
  ///   - wanted: the measures to keep; nil for all.
  ///   - threads: at most two are used; the result does not depend on it.
  static func read(_ path: String, wanted: Set<String>?, threads: Int) throws(Refusal) -> LongTableScanner {
    let access = try FileAccess(path: path)
    var head = [UInt8](repeating: 0, count: 2)
    let isGzip = try access.read(at: 0, into: &head) == 2 && head[0] == 0x1f && head[1] == 0x8b
    let scanner: LongTableScanner
    if isGzip {
      let stream = try GzipStream(FileStream(path: path, hashing: false), shownAs: path)
      scanner = try readStream(stream, path, wanted)
    } else if threads > 1, access.size > 8 * chunk {
      scanner = try readHalves(access, path, wanted)
    } else {
      let stream = RangeStream(access, 0..<access.size)
      scanner = try readStream(stream, path, wanted)
    }
    try access.checkUnchanged()
    return scanner
  }

  /// Header and rows of a stream.
  private static func readStream(
    _ stream: any ByteStream, _ path: String, _ wanted: Set<String>?
  ) throws(Refusal) -> LongTableScanner {
    var source = RowSource(stream, shownAs: path)
    var scanner = LongTableScanner(columns: try source.readHeader(), cube: LongTableCube(wanted: wanted))
    _ = try source.scanRows(&scanner, before: .max)
    return scanner
  }

  /// Two threads, half of the file each.
  ///
  /// The second begins after the first line end beyond the middle. That may stand inside quotes: where the first thread's
  /// rows do not end exactly there, the second half is read again from where they do end.
  private static func readHalves(
    _ access: FileAccess, _ path: String, _ wanted: Set<String>?
  ) throws(Refusal) -> LongTableScanner {
    var source = RowSource(RangeStream(access, 0..<access.size), shownAs: path)
    let columns = try source.readHeader()
    let middle = try lineStart(access, after: access.size / 2)
    let results = Mutex<[Result<LongTableScanner, Refusal>?]>([nil, nil])
    let reached = Mutex(0)
    nonisolated(unsafe) let sharedAccess = access
    concurrently(2, threads: 2) { half in
      let result: Result<LongTableScanner, Refusal>
      do throws(Refusal) {
        let access = unsafe sharedAccess
        var scanner = LongTableScanner(columns: columns, cube: LongTableCube(wanted: wanted))
        if half == 0 {
          var source = RowSource(RangeStream(access, 0..<access.size), shownAs: path)
          _ = try source.readHeader()
          let end = try source.scanRows(&scanner, before: middle)
          reached.withLock { $0 = end }
        } else {
          var source = RowSource(RangeStream(access, middle..<access.size), shownAs: path)
          _ = try source.scanRows(&scanner, before: .max)
        }
        result = .success(scanner)
      } catch {
        result = .failure(error)
      }
      results.withLock { $0[half] = result }
    }
    guard let first = results.withLock({ $0[0] }), let second = results.withLock({ $0[1] }) else {
      preconditionFailure("both halves were read")
    }
    var scanner = try first.get()
    let end = reached.withLock { $0 }
    if end == middle {
      scanner.append(try second.get())
    } else {
      var rest = RowSource(RangeStream(access, end..<access.size), shownAs: path)
      _ = try rest.scanRows(&scanner, before: .max)
    }
    return scanner
  }

  private static func lineStart(_ access: FileAccess, after place: Int) throws(Refusal) -> Int {
    var place = place
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = try access.read(at: place, into: &buffer)
      guard got > 0 else { return access.size }
      if let end = next(UInt8(ascii: "\n"), in: buffer.span.extracting(0..<got), from: 0) { return place + end + 1 }
      place += got
    }
  }

  /// Rows of a stream by chunks.
  private struct RowSource {
    private let stream: any ByteStream
    private let shown: String
    private var buffer = [UInt8](repeating: 0, count: LongTableReading.chunk)
    private var incoming = [UInt8](repeating: 0, count: 1 << 17)
    private var filled = 0
    private var hasEnded = false
    /// Place in the stream of the first byte of the buffer.
    private var place = 0

    init(_ stream: any ByteStream, shownAs shown: String) {
      self.stream = stream
      self.shown = shown
    }

    private mutating func fill() throws(Refusal) {
      while !hasEnded, buffer.count - filled >= incoming.count {
        let got = try stream.read(into: &incoming)
        if got == 0 { hasEnded = true }
        buffer.replace(at: filled, with: incoming, 0..<got)
        filled += got
      }
    }

    mutating func readHeader() throws(Refusal) -> LongTableColumns {
      try fill()
      var start = 0
      if filled >= 3, buffer[0] == 0xef, buffer[1] == 0xbb, buffer[2] == 0xbf { start = 3 }
      if filled >= 2, buffer[0] == 0xff && buffer[1] == 0xfe || buffer[0] == 0xfe && buffer[1] == 0xff {
        throw Refusal(
          .data, Wording("tekst w UTF-16", en: "text in UTF-16"), at: Place(file: shown),
          mend: Wording("zapisz plik jako CSV UTF-8", en: "save the file as CSV UTF-8"))
      }
      guard let end = next(UInt8(ascii: "\n"), in: buffer.span.extracting(0..<filled), from: start) else {
        throw Refusal(
          .data, Wording("brak wiersza nagłówka", en: "no header row"), at: Place(file: shown, row: 1),
          mend: Wording("podaj tabelę z nagłówkiem", en: "give a table with a header"))
      }
      let last = end > start && buffer[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
      let columns = try LongTableColumns(header: buffer.span.extracting(start..<last), shownAs: shown)
      drop(end + 1)
      return columns
    }

    /// - Parameter limit: rows that begin at this place of the stream or later are left.
    /// - Returns: the place after the last row that was read.
    mutating func scanRows(_ scanner: inout LongTableScanner, before limit: Int) throws(Refusal) -> Int {
      while true {
        try fill()
        let used = scanner.scan(
          buffer.span.extracting(0..<filled), limit: limit == .max ? .max : max(0, limit - place), isLast: hasEnded)
        let isDone = used == 0 && hasEnded || place + used >= limit || hasEnded && used == filled
        if used == 0 && !isDone {
          guard buffer.count < LongTableReading.longestRow else {
            throw Refusal(
              .data,
              Wording("wiersz dłuższy niż 16 MiB: niedomknięty cudzysłów", en: "a row longer than 16 MiB: a quote is not closed"),
              at: Place(file: shown, row: scanner.rows + 2),
              mend: Wording("domknij cudzysłów w tym wierszu", en: "close the quote in this row"))
          }
          buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count))
        }
        drop(used)
        if isDone { return place }
      }
    }

    private mutating func drop(_ count: Int) {
      buffer.moveDown(count..<filled)
      filled -= count
      place += count
    }
  }
}
