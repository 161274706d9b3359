import Bytes
import Contracts
import Findings
import Pipelines

/// Compares what the pipeline asks for with what stands on the disk. Reads, never writes.
struct Planner {
  let pipeline: Pipeline
  let layout: OutputLayout
  let hashes: ContentHashes
  /// Results that are to be read although they are stale.
  var frozen: [Stage: StageStore.Found] = [:]
  /// Editions that may hold results too.
  var also: [String] = []

  func plan() throws(Refusal) -> Plan {
    let store = StageStore(layout: layout, hashes: hashes, also: also)
    var steps: [Plan.Step] = []
    for ingredients in try ingredients() { steps.append(try step(ingredients, in: store)) }
    let edition = editionID(key: steps.last?.key ?? "")
    let link = try Files.readLink(layout.current)
    var isPublished = steps.allSatisfy(\.isCurrent) && link == OutputLayout.currentTarget(edition)
    if isPublished { isPublished = try EditionFolder(layout.edition(edition)).isWhole(steps, hashes: hashes) }
    return Plan(pipeline: pipeline.name, steps: steps, edition: edition, isPublished: isPublished, frozen: frozen)
  }

  /// What each stage would be made from now, in order.
  func ingredients() throws(Refusal) -> [StageIngredients] {
    let reading = try StageReading(pipeline)
    let meanings = DefinitionMeanings(pipeline: pipeline)
    var all: [StageIngredients] = []
    for stage in Stage.allCases {
      var settings = [
        SettingRecord(name: StageIngredients.contract, value: String(StageRecord.contractVersion), by: "standard"),
        SettingRecord(name: StageIngredients.method, value: String(stage.methodVersion), by: "standard"),
      ]
      if let before = stage.before, let frozen = frozen[before] {
        settings.append(SettingRecord(name: StageIngredients.upstream, value: frozen.record.key, by: "standard"))
        settings.append(
          SettingRecord(name: StageIngredients.stale, value: "\(before.directory) \(frozen.record.key.prefix(12))", by: "chosen"))
      } else if let before = all.last {
        settings.append(SettingRecord(name: StageIngredients.upstream, value: before.key, by: "standard"))
      }
      settings += reading.settings(of: stage)
      settings += try meanings.settings(matching: reading.definitions(of: stage))
      all.append(StageIngredients(stage: stage, inputs: try inputs(of: stage), settings: settings))
    }
    return all
  }

  /// `<newest year>-<first 12 digits of the report's key>`: from the content alone, and in order in a listing.
  private func editionID(key: String) -> String {
    "\(pipeline.years.last ?? 0)-\(key.prefix(12))"
  }

  private func inputs(of stage: Stage) throws(Refusal) -> [StageIngredients.Input] {
    guard stage == .ingest else { return [] }
    do throws(Refusal) {
      return try inputs()
    } catch {
      // A result that stands is used as it is: the files that it was read from may have gone.
      guard error.kind == .missingInput, let frozen = frozen[.ingest] else { throw error }
      return frozen.record.inputs.map { .init(source: "", record: $0) }
    }
  }

  private func inputs() throws(Refusal) -> [StageIngredients.Input] {
    var inputs: [StageIngredients.Input] = []
    for source in pipeline.sources {
      for file in try pipeline.files(of: source) {
        let digest = try hashes.digest(of: file.path, shownAs: file.shown)
        inputs.append(
          .init(source: source.id, record: InputRecord(path: file.shown, size: digest.size, sha256: digest.sha256)))
      }
    }
    return inputs
  }

  private func step(_ ingredients: StageIngredients, in store: StageStore) throws(Refusal) -> Plan.Step {
    if let frozen = frozen[ingredients.stage] {
      return Plan.Step(
        stage: ingredients.stage, key: frozen.record.key, reasons: [], ingredients: ingredients, found: frozen, stale: nil)
    }
    let key = ingredients.key
    let search = try store.search(for: ingredients.stage, key: key)
    var step = Plan.Step(
      stage: ingredients.stage, key: key, reasons: [], ingredients: ingredients, found: search.found,
      stale: search.latest)
    if search.found == nil {
      if let damage = search.damage { step.reasons = [.damaged(ingredients.stage, damage)] }
      if let latest = search.latest { step.reasons += PlanReason.differences(ingredients, from: latest.record) }
      if step.reasons.isEmpty {
        step.reasons = [search.latest == nil ? .neverMade(ingredients.stage) : .rearranged(ingredients.stage)]
      }
    }
    return step
  }
}
