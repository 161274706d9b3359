import Bytes
import Conducting
import Contracts
import Findings
import Glibc
import Pipelines
import Synchronization

/// A small pipeline in a folder of its own, with stages that copy instead of computing: what is tested is what runs when.
final class Trial: Sendable {
  let root: String
  let ran = Mutex<[Stage]>([])
  /// What a stage does instead of ending well.
  let fault = Mutex<(stage: Stage, refusal: Refusal)?>(nil)
  /// Findings and balances that the stages are to report.
  let outcome = Mutex<[Stage: StageOutcome]>([:])
  /// What the ingest stage makes of the text of a file.
  let reading = Mutex<@Sendable (String) -> String>({ $0 })
  /// Called when a stage has done its work.
  let after = Mutex<@Sendable (Stage) -> Void>({ _ in })

  init() throws {
    var template = Array("/tmp/diagnoza-trial-XXXXXX\0".utf8.map { CChar(bitPattern: $0) })
    guard let made = unsafe mkdtemp(&template) else { throw Refusal(.cannotCreate, Wording("mkdtemp", en: "mkdtemp")) }
    root = unsafe String(cString: made)
    try write("pipelines/demo.json", Self.pipelineText())
    try write(
      "pipelines/measures.csv",
      "measure;label_pl;label_en;unit;kind;additive;note\npopulation;Ludność;Population;osoba;stock;yes;\n")
    try write("pipelines/indicators.csv", Self.catalogueText())
    try write(
      "pipelines/profiles/table.json",
      #"{"id":"table","title":{"pl":"T","en":"T"},"layout":"register"}"#)
    try write(
      "pipelines/registers/units.csv",
      "code;name;level;kind;parent;nuts;valid_from;valid_to;bdl_id\n2800000;WARMIŃSKO-MAZURSKIE;voivodeship;;0000000;;1999-01-01;;\n"
    )
    try write("fixtures/a.csv", "a\n1\n")
    try write("fixtures/b.csv", "b\n2\n")
  }

  deinit {
    do {
      try Files.remove(root)
    } catch {
      // A folder in /tmp that cannot be removed does no harm to the test.
    }
  }

  static func pipelineText(title: String = "Próba", years: String = "2022, 2023", more: String = "") -> String {
    """
    {
      "region": "28", "title": {"pl": "\(title)", "en": "Trial"}, "years": [\(years)],
      "sources": [{"id": "gus", "files": ["../fixtures/*.csv"], "profile": "table"}]\(more)
    }
    """
  }

  static func catalogueText(multiplier: String = "100") -> String {
    """
    id;label_pl;label_en;definition_pl;definition_en;numerator;denominator;multiplier;unit;decimals;direction;area;levels;interval;threshold;source;breaks
    A01;Ludność;Population;;;population;1;\(multiplier);osób;0;n;demography;voivodeship;none;0;GUS;

    """
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  func write(_ name: String, _ text: String) throws {
    try Files.createDirectories(Paths.parent(of: path(name)))
    try Files.write(Array(text.utf8), to: path(name))
  }

  func read(_ name: String) throws -> String { String(decoding: try Files.read(path(name)), as: UTF8.self) }

  func exists(_ name: String) throws -> Bool { try Files.linkStatus(path(name)) != nil }

  var output: String { "output/demo" }
  var current: String { "output/demo/current" }

  /// Names in the output folder.
  func names(_ folder: String = "output/demo") throws -> [String] { try Files.list(path(folder)) }

  var edition: String? {
    get throws { try Files.readLink(path(current)) }
  }

  /// What the stages do.
  var works: StageWorks {
    StageWorks { (stage, context) throws(Refusal) -> StageOutcome in try self.perform(stage, context) }
  }

  func conductor() throws -> Conductor {
    Conductor(
      try Pipeline.load(path("pipelines/demo.json")), works: works, voice: RunVoice(clock: RunClock { 1_700_000_000_123 }))
  }

  /// Runs and gives the stages that really ran.
  @discardableResult
  func run(_ stages: ClosedRange<Stage> = .ingest ... .report, forced: Bool = false) throws -> [Stage] {
    ran.withLock { $0 = [] }
    _ = try conductor().run(RunOrder(stages: stages, isForced: forced, jobs: 1, command: "test"))
    return ran.withLock { $0 }
  }

  /// Makes an older edition again and gives the stages that really ran.
  func reproduce(_ edition: String, forced: Bool = false) throws -> [Stage] {
    ran.withLock { $0 = [] }
    _ = try conductor().run(RunOrder(isForced: forced, edition: edition, command: "test"))
    return ran.withLock { $0 }
  }

  func reproductionRefusal(_ edition: String) throws -> Refusal? {
    do {
      _ = try reproduce(edition)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  /// What a run is refused with.
  func refusal(_ stages: ClosedRange<Stage> = .ingest ... .report) throws -> Refusal? {
    do {
      try run(stages)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  private func perform(_ stage: Stage, _ context: StageContext) throws(Refusal) -> StageOutcome {
    ran.withLock { $0.append(stage) }
    var text = "\(stage.rawValue)\n"
    var outcome = self.outcome.withLock { $0[stage] } ?? StageOutcome()
    if stage == .ingest {
      for source in context.pipeline.sources {
        for file in try context.pipeline.files(of: source) {
          let bytes = try Files.read(file.path)
          text += reading.withLock { $0 }(String(decoding: bytes, as: UTF8.self))
          outcome.inputs.append(InputRecord(path: file.shown, size: bytes.count, sha256: SHA256.hex(of: bytes)))
        }
      }
    } else {
      let before = try Files.read(Paths.join(context.upstream, "\(stage.before?.rawValue ?? "").txt"))
      text += String(decoding: before, as: UTF8.self)
    }
    try Files.write(Array(text.utf8), to: Paths.join(context.directory, "\(stage.rawValue).txt"))
    if let fault = fault.withLock({ $0 }), fault.stage == stage { throw fault.refusal }
    after.withLock { $0 }(stage)
    return outcome
  }
}
