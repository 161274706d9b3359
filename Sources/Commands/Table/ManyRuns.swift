import Conducting
import Findings
import Glibc
import Synchronization

/// Runs several pipelines, each in a process of its own, so that one that fails - whatever way - leaves the others alone.
/// - Throws: the first failure in the order in which the pipelines were given, when all have ended.
func performRuns(_ invocation: Invocation, _ console: Console) throws(Refusal) {
  let pipelines = invocation.values(of: Shared.pipelines)
  let width = min(invocation.number(of: Shared.jobs) ?? console.surroundings.processors, pipelines.count)
  // Threads of the machine are shared out among those at work.
  let words = forwarded(invocation) + ["--jobs", String(max(1, console.surroundings.processors / max(1, width)))]
  let running = RunningPrograms()
  console.gate.whenStopped { running.stop() }
  var codes: [Int32] = Array(repeating: 0, count: pipelines.count)
  var places: [pid_t: Int] = [:]
  var next = 0
  while next < pipelines.count || !places.isEmpty {
    if next < pipelines.count, places.count < width {
      console.gate.pass()
      let child = try ChildProcess("/proc/self/exe", ["run", pipelines[next]] + words)
      running.add(child)
      places[child.number] = next
      next += 1
      continue
    }
    let (number, code) = ChildProcess.waitForAny()
    guard number > 0 else { break }
    running.remove(number)
    if let place = places.removeValue(forKey: number) {
      codes[place] = code
      console.progress("\(pipelines.count - places.count - (pipelines.count - next))/\(pipelines.count)")
    }
  }
  console.gate.pass()
  let failed = codes.indices.filter { codes[$0] != 0 }
  guard let first = failed.first else { return }
  let list = failed.map { "\(pipelines[$0]) (\(codes[$0]))" }.joined(separator: ", ")
  let refusal = Refusal(
    Refusal.Kind(rawValue: codes[first]) ?? .internalInvariant,
    Wording(
      "Nie udały się potoki: \(failed.count) z \(pipelines.count): \(list)",
      en: "Pipelines that failed: \(failed.count) of \(pipelines.count): \(list)"),
    mend: Wording(
      "pozostałe są opublikowane; co poprawić, powiedziano wyżej przy każdym z nich",
      en: "the others are published; what to mend was said above for each"))
  try tellingFailures(invocation, console) { () throws(Refusal) in throw refusal }
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
