import Testing

@testable import Bytes
@testable import Contracts
@testable import Findings

/// Findings kept as numbers give what findings kept one by one give, in the file and when they are asked for.
struct FindingListTests {
  private final class Excess: FindingPattern {
    let severity: Severity
    let code: String
    let measure: String

    init(_ severity: Severity, _ code: String, measure: String) {
      self.severity = severity
      self.code = code
      self.measure = measure
    }

    func append(_ language: Language, _ own: FindingNumbers, to text: inout [UInt8]) {
      let word = language == .polish ? "ponad" : "above"
      text.append(contentsOf: "\(own.left) \(word) \(own.right), „\(own.first)”".utf8)
    }
  }

  /// The same findings twice: as patterns with numbers, and written out.
  private static func both() -> (list: FindingList, plain: [Finding]) {
    var list = FindingList()
    var plain: [Finding] = []
    let patterns = [Excess(.error, "b-code", measure: "m"), Excess(.warning, "a-code", measure: "")]
    let numbers = patterns.map { list.add($0) }
    for index in 0..<60 {
      let which = index % 2
      let file = "plik \(index % 7), \"x\".csv"
      let (row, column) = (Int32(index % 5), Int32(index % 3))
      let own = FindingNumbers(left: Double(index), right: 3, first: Int32(index % 4))
      list.append(
        numbers[which], file: file, sheet: index % 2 == 0 ? "" : "s", row: row, column: column, unit: "u\(index % 2)", own)
      var sentence: [[UInt8]] = [[], []]
      patterns[which].append(.polish, own, to: &sentence[0])
      patterns[which].append(.english, own, to: &sentence[1])
      let (polish, english) = (String(decoding: sentence[0], as: UTF8.self), String(decoding: sentence[1], as: UTF8.self))
      plain.append(
        Finding(
          patterns[which].severity, patterns[which].code,
          at: Place(file: file, sheet: index % 2 == 0 ? "" : "s", row: Int(row), column: Int(column)), unit: "u\(index % 2)",
          measure: patterns[which].measure, Wording(polish, en: english)))
      if index % 9 == 0 {
        let single = Finding(.note, "c-code", at: Place(file: file, row: Int(row)), Wording("słowo", en: "word"))
        list.append(single)
        plain.append(single)
      }
    }
    return (list, plain)
  }

  @Test func numbersSayWhatSentencesSay() {
    let (list, plain) = Self.both()
    #expect(Array(list) == plain)
    #expect(Array(list.only(.error)) == plain.filter { $0.severity == .error })
    let counts = Dictionary(list.countsByFile.map { ($0.file, $0.count) }, uniquingKeysWith: +)
    #expect(counts == Dictionary(plain.map { ($0.place.file, 1) }, uniquingKeysWith: +))
  }

  @Test func listsAreJoined() {
    let (list, plain) = Self.both()
    let other = Finding(.error, "z", at: Place(file: "inny"), unit: "u0", measure: "n", Wording("a", en: "b"))
    var joined = FindingList([other])
    joined += list
    joined += FindingList([other])
    #expect(Array(joined) == [other] + plain + [other])
    var empty = FindingList()
    empty += joined
    #expect(empty == joined)
  }

  @Test(arguments: Language.allCases) func theFileIsTheSame(language: Language) throws {
    let scratch = try Scratch()
    let (list, plain) = Self.both()
    try FindingsFile.write(list, to: scratch.file("list.csv"), in: language)
    try FindingsFile.write(FindingList(plain.reversed()), to: scratch.file("plain.csv"), in: language)
    #expect(try Files.read(scratch.file("list.csv")) == Files.read(scratch.file("plain.csv")))
    #expect(try FindingsFile.read(scratch.file("list.csv")).count == plain.count)
  }
}
