import Bytes
import Conducting
import Findings
import Pipelines

extension CommandTable {
  static let checkCommand: CommandDescription = .init(
    "check",
    Wording(
      "Sprawdza konfigurację, obecność źródeł, ich okresy i terminy. Niczego nie zapisuje.",
      en: "Checks the configuration, the presence of the sources, their periods and due dates. Writes nothing."),
    discussion: Wording(
      "Kończy kodem, z którym run odmówiłby przed liczeniem: 78, gdy konfiguracja jest zła, 66, gdy brakuje źródła albo wydania z „changes_since”, 75, gdy termin brakującego źródła nie minął, 65, gdy plików nie do odczytania albo komórek, które nie są liczbami lub pochodzą z formularza bez tabeli w forms/, jest więcej, niż pozwala „tolerance”. Co jeszcze jest nie tak z komórkami, wiadomo dopiero po ujednoliceniu: tego check nie przewidzi.",
      en:
        "Ends with the code with which run would refuse before it computes: 78 for a wrong configuration, 66 for a missing source or edition of “changes_since”, 75 for a source that is not due yet, 65 when there are more files that cannot be read, or cells that are no numbers or of a form without a table in forms/, than “tolerance” allows. What else is wrong with the cells is known only once they are normalised: check does not foresee that."
    ),
    examples: [
      CommandExample(
        "diagnoza check pipelines/warszawa.json",
        Wording("czy można uruchomić run", en: "whether run can be run"))
    ],
    arguments: [Shared.pipeline], options: [Shared.output]
  ) { (invocation, console) throws(Refusal) in
    // What is gone shows only beside the last result, wherever that was made.
    let conductor = try conductor(invocation.value(of: Shared.pipeline) ?? "", invocation, console)
    let pipeline = conductor.pipeline
    let today = String(RunClock.timestamp(WallClock.milliseconds()).prefix(10))
    let freshness = Freshness(pipeline, today: today)
    let result: Checkup.Result
    do throws(Refusal) {
      result = try Checkup(pipeline).result()
    } catch {
      throw try freshness.judged(error)
    }
    let gone = try conductor.goneInputs()
    try conductor.checkAhead()
    let survey = try freshness.survey()
    for group in FindingGroup.all(of: survey.findings + gone) {
      let finding = group.first
      // What is missing, late or wrong is what was asked for: it goes to standard output, terminal or not. Cron mails that too: cells
      // that could not be read are not quoted.
      let place = finding.place.wording.text(console.language)
      let message = (finding.severity == .error ? finding.message.withoutQuotations : finding.message).text(console.language)
      let times = FindingGroup.times(group.count).text(console.language)
      try console.result("\(finding.code): \(place.isEmpty ? message : "\(place): \(message)")\(times)\n")
    }
    try console.flush()
    try conductor.checkAhead(survey.findings, survey.balances)
    console.say(
      Wording(
        "\(pipeline.shownFile): w porządku. Źródła: \(result.sources), pliki: \(result.files), wskaźniki: \(result.indicators), miary: \(result.measures).",
        en:
          "\(pipeline.shownFile): in order. Sources: \(result.sources), files: \(result.files), indicators: \(result.indicators), measures: \(result.measures)."
      ))
  }
}
