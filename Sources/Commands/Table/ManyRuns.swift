import Conducting
import Findings
import Glibc
import Markup
import Synchronization

/// Runs several pipelines, each in a process of its own, so that one that fails - whatever way - leaves the others alone.
/// - Throws: `usage` when two of them publish into one folder; the first failure in the order in which the pipelines were given,
///   when all have ended.
func performRuns(_ invocation: Invocation, _ console: Console) throws(Refusal) {
  let pipelines = invocation.pipelineFiles
  try tellingFailures(invocation, console) { () throws(Refusal) in try requireSeparateFolders(pipelines, invocation, console) }
  let failures = try runEach(pipelines, invocation, console)
  guard let first = failures.first else { return }
  let list = failures.map { "\($0.pipeline) (\($0.code))" }.joined(separator: ", ")
  var mend = Wording("co poprawić, powiedziano wyżej przy każdym z nich", en: "what to mend was said above for each")
  if failures.count < pipelines.count {
    mend = Wording("pozostałe się udały; \(mend.polish)", en: "the others went well; \(mend.english)")
  }
  let refusal = Refusal(
    Refusal.Kind(rawValue: first.code) ?? .internalInvariant,
    Wording(
      "Nie udały się potoki: \(failures.count) z \(pipelines.count): \(list)",
      en: "Pipelines that failed: \(failures.count) of \(pipelines.count): \(list)"),
    at: Place(file: first.pipeline), mend: mend, findings: failures.map(\.finding))
  try tellingFailures(invocation, console, each: failures.map(\.document)) { () throws(Refusal) in throw refusal }
}

/// - Returns: the runs that failed, in the order in which the pipelines were given.
private func runEach(
  _ pipelines: [String], _ invocation: Invocation, _ console: Console
) throws(Refusal) -> [FailedRun] {
  let width = min(invocation.number(of: Shared.jobs) ?? console.surroundings.processors, pipelines.count)
  // Threads of the machine are shared out among those at work.
  let words = forwarded(invocation) + ["--jobs", String(max(1, console.surroundings.processors / max(1, width)))]
  let running = RunningPrograms()
  console.gate.whenStopped { running.stop() }
  var failures: [Int: FailedRun] = [:]
  var atWork: [pid_t: (place: Int, child: ChildProcess)] = [:]
  var next = 0
  while next < pipelines.count || !atWork.isEmpty {
    if next < pipelines.count, atWork.count < width {
      console.gate.pass()
      let child = try ChildProcess("/proc/self/exe", ["run", pipelines[next]] + words, isReporting: true)
      running.add(child)
      atWork[child.number] = (place: next, child: child)
      next += 1
      continue
    }
    let (number, code) = ChildProcess.waitForAny()
    guard number > 0 else { break }
    running.remove(number)
    if let ended = atWork.removeValue(forKey: number) {
      let report = ended.child.report()
      if code != 0 {
        failures[ended.place] = FailedRun(pipeline: pipelines[ended.place], code: code, report: report, console.language)
      }
      console.progress("\(next - atWork.count)/\(pipelines.count)")
    }
  }
  console.gate.pass()
  return pipelines.indices.compactMap { failures[$0] }
}

/// A run that did not go well, and what it told of it.
private struct FailedRun {
  let pipeline: String
  let code: Int32
  /// For `--on-failure`: as the run by itself would have told it.
  let document: JSONValue
  /// What went wrong, and where.
  let cause: Wording

  init(pipeline: String, code: Int32, report: [UInt8], _ language: Language) {
    self.pipeline = pipeline
    self.code = code
    if let told = Self.read(report), let message = told["message"]?.text {
      let place = Place(
        file: told["file"]?.text ?? "", row: Int(told["row"]?.numberText ?? "") ?? 0,
        column: Int(told["column"]?.numberText ?? "") ?? 0)
      let text = place.isEmpty ? message : "\(place.wording.text(language)): \(message)"
      document = told
      cause = Wording(text, en: text)
    } else {
      cause = Wording("skończył się kodem \(code), nic nie mówiąc", en: "ended with code \(code) and told nothing")
      document = .object([
        ("pipelines", .array([.string(pipeline)])), ("exit", .integer(Int(code))), ("message", .string(cause.text(language))),
      ])
    }
  }

  var finding: Finding {
    // The refusal that gathers them may be one that logs keep whole; what cells say is kept out of them all the same.
    let isOfData = code == Refusal.Kind.data.rawValue
    return Finding(.error, "pipeline-failed", at: Place(file: pipeline), isOfData ? cause.withoutQuotations : cause)
  }

  /// nil when it ended too suddenly to tell anything.
  private static func read(_ report: [UInt8]) -> JSONValue? {
    guard !report.isEmpty else { return nil }
    do throws(Refusal) {
      return try JSONValue.read(report, from: JSONOrigin(file: "failure", kind: .internalInvariant), dialect: .json)
    } catch {
      return nil
    }
  }
}

/// The options as they were given, but for the number of threads and for what the parent does itself.
private func forwarded(_ invocation: Invocation) -> [String] {
  var words: [String] = []
  for option in invocation.command.options + EveryCommand.all where option.long != "jobs" && option.long != "on-failure" {
    for value in invocation.values(of: option) {
      words.append("--\(option.long)")
      if option.value != nil { words.append(value) }
    }
  }
  return words
}

/// The programs at work, for the thread that hears a signal.
private final class RunningPrograms: Sendable {
  private let programs = Mutex<[ChildProcess]>([])

  func add(_ program: ChildProcess) { programs.withLock { $0.append(program) } }

  func remove(_ number: pid_t) { programs.withLock { $0.removeAll { $0.number == number } } }

  func stop() { programs.withLock { for program in $0 { program.signal(SIGTERM) } } }
}
