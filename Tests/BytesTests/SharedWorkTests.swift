import Bytes
import Findings
import Synchronization
import Testing

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

  @Test("Every piece is done once", arguments: [1, 2, 7])
  func once(_ threads: Int) {
    let counts = Mutex([Int](repeating: 0, count: 100))
    concurrently(100, threads: threads) { piece in counts.withLock { $0[piece] += 1 } }
    #expect(counts.withLock { $0 } == [Int](repeating: 1, count: 100))
    concurrently(0, threads: threads) { _ in Issue.record("there is nothing to do") }
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
}
