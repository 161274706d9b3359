import Conducting
import Findings
import Markup

/// Tells a program of a failure (`--on-failure`). No shell is run: the program is started as it is named and gets one JSON
/// document on its standard input, which quotes no cells, as logs do not. A run that is one of several tells the process that started it in the same way.
/// - Parameter each: what the single runs told, where several were made.
func tellingFailures(
  _ invocation: Invocation, _ console: Console, each: [JSONValue] = [], _ work: () throws(Refusal) -> Void
) throws(Refusal) {
  do throws(Refusal) {
    try work()
  } catch {
    console.gate.pass()
    let document = failureDocument(error.forLogs, each: each, invocation, console)
    if console.surroundings.isOneOfSeveral { ChildProcess.reportToParent(JSONWriter.bytes(of: document)) }
    if let program = invocation.value(of: CommandTable.onFailure) { notify(program, document, console) }
    throw error
  }
}

private func failureDocument(
  _ refusal: Refusal, each: [JSONValue], _ invocation: Invocation, _ console: Console
) -> JSONValue {
  var members: [(String, JSONValue)] = [
    ("schema", .string("diagnoza.failure/1")), ("time", .string(RunClock.timestamp(WallClock.milliseconds()))),
    ("pipelines", .array(invocation.pipelineFiles.map { .string($0) })),
    ("exit", .integer(Int(refusal.kind.rawValue))), ("message", .string(refusal.what.text(console.language))),
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

private func notify(_ program: String, _ document: JSONValue, _ console: Console) {
  do throws(Refusal) {
    let code = try ChildProcess(program, [], input: JSONWriter.bytes(of: document, .pretty)).wait()
    guard code != 0 else { return }
    console.say(
      Wording("\(program) zakończył się kodem \(code).", en: "\(program) ended with code \(code)."), detail: true)
  } catch {
    // The failure itself is the one to end with; this one is only said.
    console.report(error)
  }
}
