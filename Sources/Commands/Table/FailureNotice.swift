import Conducting
import Findings
import Markup

/// Tells a program of a failure (`--on-failure`). No shell is run: the program is started as it is named and gets one JSON
/// document on its standard input, which quotes no cells, as logs do not. A run that is one of several tells the process that started it in the same way.
/// A signal that stops the run is told too, after all is put away; the exit code is then 128 and the signal's number.
/// - Parameter each: what the single runs told, where several were made.
func tellingFailures(
  _ invocation: Invocation, _ console: Console, each: [JSONValue] = [], _ work: () throws(Refusal) -> Void
) throws(Refusal) {
  if let program = invocation.value(of: CommandTable.onFailure) {
    console.gate.afterwards { signal in
      notify(program, failureDocument(stop(by: signal), each: [], invocation, console, signal: signal), invocation, console)
    }
  }
  do throws(Refusal) {
    try work()
  } catch {
    console.gate.pass()
    let document = failureDocument(error.forLogs, each: each, invocation, console)
    if console.surroundings.isOneOfSeveral { ChildProcess.reportToParent(JSONWriter.bytes(of: document)) }
    if let program = invocation.value(of: CommandTable.onFailure) { notify(program, document, invocation, console) }
    throw error
  }
}

private func stop(by signal: String) -> Refusal {
  Refusal(
    .tryLater,
    Wording(
      "Program zatrzymano sygnałem \(signal); to, co opublikowano, jest nienaruszone",
      en: "The program was stopped by \(signal); what was published is intact"),
    mend: Wording("uruchom ponownie: następne uruchomienie dokończy pracę", en: "run again: the next run goes on"))
}

private func failureDocument(
  _ refusal: Refusal, each: [JSONValue], _ invocation: Invocation, _ console: Console, signal: String? = nil
) -> JSONValue {
  var members: [(String, JSONValue)] = [
    ("schema", .string("diagnoza.failure/1")), ("time", .string(RunClock.timestamp(WallClock.milliseconds()))),
    ("pipelines", .array(invocation.pipelineFiles.map { .string($0) })),
    ("exit", .integer(signal.map(SignalWatch.exitCode) ?? Int(refusal.kind.rawValue))),
    ("message", .string(refusal.what.text(console.language))),
    ("file", .string(refusal.place.file)), ("row", .integer(refusal.place.row)),
    ("column", .integer(refusal.place.column)), ("mend", .string(refusal.mend.text(console.language))),
    (
      "findings",
      .array(
        refusal.findings.prefix(RefusalText.findingsShown).map { finding in
          .object([
            ("code", .string(finding.code)), ("file", .string(finding.place.file)),
            ("message", .string(finding.message.text(console.language))),
          ])
        })
    ), ("findings_total", .integer(refusal.findings.count)),
  ]
  if !each.isEmpty { members.append(("failures", .array(each))) }
  return .object(members)
}

/// How long the program may take, in milliseconds: a mail server that does not answer must not keep the next night's run waiting.
private let noticePatience = 60_000

private func notify(_ program: String, _ document: JSONValue, _ invocation: Invocation, _ console: Console) {
  guard let failure = start(program, document) else { return }
  // The run's own failure is the one to end with; this one is said, and kept where the run's are.
  console.report(failure)
  for path in invocation.pipelineFiles {
    keep(invocation, console, path) { (journal) throws(Refusal) in try journal.notTold(by: program, because: failure) }
  }
}

/// - Returns: why the program did not do its work; nil when it did.
private func start(_ program: String, _ document: JSONValue) -> Refusal? {
  do throws(Refusal) {
    let child = try ChildProcess(program, [], input: JSONWriter.bytes(of: document, .pretty), leadsGroup: true)
    guard let code = child.wait(atMost: noticePatience) else {
      let told = Wording(
        "\(program) nie skończył w ciągu \(noticePatience / 1000) s i został przerwany",
        en: "\(program) did not end within \(noticePatience / 1000) s and was stopped")
      return Refusal(.tryLater, told, at: Place(file: program), mend: noticeMend)
    }
    guard code != 0 else { return nil }
    let told = Wording("\(program) zakończył się kodem \(code)", en: "\(program) ended with code \(code)")
    return Refusal(.tryLater, told, at: Place(file: program), mend: noticeMend)
  } catch {
    return error
  }
}

private let noticeMend = Wording(
  "sprawdź program z --on-failure: powiadomienie o błędzie mogło nie dojść",
  en: "look at the program of --on-failure: the notice of the failure may not have arrived")

/// Writes into the journal of a pipeline what stopped a run before it began.
func journalFailure(_ refusal: Refusal, of path: String, _ invocation: Invocation, _ console: Console) {
  keep(invocation, console, path) { (journal) throws(Refusal) in try journal.failed(refusal) }
}

private func keep(
  _ invocation: Invocation, _ console: Console, _ path: String, _ note: (PipelineJournal) throws(Refusal) -> Void
) {
  do throws(Refusal) {
    let journal = PipelineJournal(
      of: path, output: try outputFolder(invocation), clock: RunClock { WallClock.milliseconds() },
      process: console.surroundings.process)
    try note(journal)
  } catch {
    // What could not be written down was said.
    console.say(error.message, detail: true)
  }
}
