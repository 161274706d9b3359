import Findings
import Synchronization
import Testing

@testable import Bytes

@Suite struct SharedWorkTests {
  @Test("Results stand in the order of the pieces, whatever the number of threads", arguments: [1, 2, 3, 8])
  func order(_ threads: Int) throws {
    let results = try sharedOut(500, threads: threads) { piece throws(Refusal) in
      // Early pieces take longest, so that later ones overtake them.
      var sum = 0
      for number in 0..<(500 - piece) * 20 { sum &+= number ^ piece }
      return [piece, sum & 0]
    }
    #expect(results == (0..<500).map { [$0, 0] })
    #expect(try sharedOut(0, threads: threads) { piece throws(Refusal) in piece }.isEmpty)
  }

  @Test("The refusal is that of the first piece that fails", arguments: [1, 2, 5])
  func failure(_ threads: Int) {
    do throws(Refusal) {
      _ = try sharedOut(300, threads: threads) { piece throws(Refusal) -> Int in
        guard piece % 100 != 99 else { throw Refusal(.data, Wording("\(piece)", en: "\(piece)")) }
        return piece
      }
      Issue.record("nothing was refused")
    } catch {
      #expect(error.what.english == "99")
    }
  }

  @Test("Work that waits is all done, and the refusal is that of the first piece that fails", arguments: [0, 1, 15, 16, 100])
  func waiting(_ count: Int) throws {
    let done = Done()
    try awaited(count) { piece throws(Refusal) in done.add(piece) }
    #expect(done.all == Set(0..<count))
    guard count > 16 else { return }
    do throws(Refusal) {
      try awaited(count) { piece throws(Refusal) in
        guard piece % 30 != 29 else { throw Refusal(.data, Wording("\(piece)", en: "\(piece)")) }
      }
      Issue.record("nothing was refused")
    } catch {
      #expect(error.what.english == "29")
    }
  }
}

/// Pieces of work that are done, whichever thread did them.
private final class Done: Sendable {
  private let pieces = Mutex<Set<Int>>([])

  var all: Set<Int> { pieces.withLock { $0 } }

  func add(_ piece: Int) {
    pieces.withLock { _ = $0.insert(piece) }
  }
}
