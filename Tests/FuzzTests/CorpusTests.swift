import Foundation
import FuzzTargets
import Testing

/// The seeds of the fuzzer and whatever it has ever broken hold what each target promises.
@Suite struct CorpusTests {
  static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzz/corpus")

  @Test(arguments: FuzzTarget.allCases) func everyFileOfTheCorpusHolds(_ target: FuzzTarget) throws {
    let folder = Self.corpus.appendingPathComponent(target.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(!names.isEmpty, "no seeds for \(target.rawValue)")
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      #expect(target.violation(bytes) == nil, "\(target.rawValue)/\(name)")
      // Cut off anywhere it must hold too.
      for part in 1...4 { #expect(target.violation(Array(bytes.prefix(bytes.count * part / 5))) == nil, "\(name), part \(part)") }
    }
  }
}
