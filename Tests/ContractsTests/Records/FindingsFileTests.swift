import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct FindingsFileTests {
  private let findings = [
    Finding(
      .error, "unreadable-number", at: Place(file: "b.csv", sheet: "", row: 10, column: 2), unit: "2801011",
      measure: "population", Wording("nie liczba: „x”", en: "not a number: \"x\"")),
    Finding(.warning, "stale", at: Place(file: "b.csv", row: 9), Wording("stare", en: "old")),
    Finding(.note, "a", Wording("uwaga, druga", en: "note, second")),
    Finding(.note, "a", Wording("uwaga", en: "note")),
  ]

  @Test func everyFindingIsWrittenSortedInOneLanguage() throws {
    let scratch = try Scratch()
    try FindingsFile.write(findings, to: scratch.file("findings.csv"), in: .english)
    #expect(
      String(decoding: try Files.read(scratch.file("findings.csv")), as: UTF8.self)
        == "severity,code,file,sheet,row,column,unit,measure,message\r\n" + "note,a,,,,,,,note\r\n"
        + "note,a,,,,,,,\"note, second\"\r\n" + "warning,stale,b.csv,,9,,,,old\r\n"
        + "error,unreadable-number,b.csv,,10,2,2801011,population,\"not a number: \"\"x\"\"\"\r\n")
    try FindingsFile.write(findings.reversed(), to: scratch.file("again.csv"), in: .english)
    #expect(try Files.read(scratch.file("again.csv")) == Files.read(scratch.file("findings.csv")))
  }

  @Test(arguments: Language.allCases)
  func readsBack(language: Language) throws {
    let scratch = try Scratch()
    try FindingsFile.write(findings, to: scratch.file("findings.csv"), in: language)
    let read = try FindingsFile.read(scratch.file("findings.csv"))
    let expected = [3, 2, 1, 0].map { index in
      var finding = findings[index]
      finding.message = Wording(finding.message.text(language), en: finding.message.text(language))
      return finding
    }
    #expect(read == expected)
  }

  @Test func anUnknownSeverityIsRefusedWithTheNearest() throws {
    let scratch = try Scratch()
    let text = "severity,code,file,sheet,row,column,unit,measure,message\r\nwarnng,a,,,,,,,\r\n"
    try Files.write(Array(text.utf8), to: scratch.file("findings.csv"))
    let refused = refusal { () throws(Refusal) in _ = try FindingsFile.read(scratch.file("findings.csv")) }
    #expect(refused?.mend.english == "did you mean \"warning\"?")
    #expect(refused?.place.row == 2)
  }

  /// The errors alone, in a file that is longer than what is read at once, wherever the line of the error begins.
  @Test(arguments: [[], [0], [3000], [6999], [0, 4096, 6999]])
  func errorsAreFoundAmongMany(_ errors: [Int]) throws {
    let scratch = try Scratch()
    let path = scratch.file("findings.csv")
    let findings = (0..<7000).map { index in
      Finding(
        errors.contains(index) ? .error : .note, "rule", at: Place(file: "a.csv", row: index + 1),
        Wording("uwaga nr \(index), długi opis tego, co się nie zgadza" + (errors.isEmpty ? "" : "\nerror,nie"), en: "finding"))
    }
    try FindingsFile.write(findings, to: path, in: .polish)
    #expect(try FindingsFile.errors(in: path).map(\.place.row) == errors.map { $0 + 1 })
  }
}
