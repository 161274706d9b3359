import Commands
import Findings
import Testing

/// Lines that go to the journal begin with their level; others do not.
@Suite struct JournalTests {
  @Test(arguments: [(true, "<3>Error: wrong\n<3>Fix: mend it.\n"), (false, "Error: wrong.\nFix: mend it.\n")])
  func errorsCarryTheirLevel(_ isJournal: Bool, _ text: String) {
    let stream = ProgramTests.Stream()
    let console = Console(
      surroundings: Surroundings(words: ["--language", "en"], errorsAreJournal: isJournal), errors: stream.descriptor)
    console.report(Refusal(.data, Wording("źle", en: "wrong"), mend: Wording("popraw", en: "mend it")))
    let lines = stream.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("<3>") == isJournal })
  }

  @Test(arguments: [nil, "", "8:1", "x:y", "1:2:3"])
  func theVariableAloneIsNotEnough(_ stream: String?) {
    var variables: [String: String] = [:]
    variables["JOURNAL_STREAM"] = stream
    #expect(!Surroundings.isJournal(variables["JOURNAL_STREAM"], descriptor: 2) || stream == nil)
  }

  @Test func aManualPageNamesEveryCommandAndOption() {
    let page = ManualPage(of: CommandTable.diagnoza, common: EveryCommand.all, language: .english, version: "1").text
    for command in CommandTable.diagnoza.subcommands {
      #expect(page.contains(".SS diagnoza \(command.name)"), "\(command.name)")
      for option in command.options { #expect(page.contains(option.long.split(separator: "-").joined(separator: "\\-"))) }
    }
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect([".TH", ".SH", ".SS", ".TP", ".PP", ".B ", ".I "].contains { line.hasPrefix($0) }, "\(line)")
    }
  }
}
