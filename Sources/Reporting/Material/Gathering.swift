import Bytes
import Contracts
package import Findings
package import Pipelines

extension Material {
  /// Reads everything that the report is made from.
  /// - Throws: `.unavailable` when a stage before left nothing, `.data` when a table of it is damaged.
  package static func gather(_ context: StageContext) throws(Refusal) -> Material {
    let pipeline = context.pipeline
    let stages = EarlierStages(upstream: context.upstream)
    let catalogue = stages.file("catalogue.csv", of: .diagnose)
    let definitions = try IndicatorTable(try CatalogueFile.read(catalogue.path, shownAs: catalogue.shown)).indicators
    let phrasing = Phrasing(pipeline.language)
    let published = try stages.table("units.csv", of: UnitRow.self)
    let units = Units(
      published, above: try Material.unitsAbove(published, pipeline), region: pipeline.region, precedes: polishOrder)
    var material = Material(
      language: pipeline.language, title: phrasing(pipeline.title), region: pipeline.region, years: pipeline.years,
      baseYear: pipeline.baseYear.value, units: units, figures: Figures([]),
      indicators: definitions.map { Indicator($0, phrasing) })
    material.untranslated = polishAlone(pipeline, definitions)
    // The table of the indicators is as long as all else together.
    let indicators = stages.file("indicators.csv", of: .diagnose)
    material.figures = try aside(
      threads: context.jobs,
      { () throws(Refusal) in Figures(try IndicatorRow.readPlaced(indicators.path, shownAs: indicators.shown)) },
      while: { () throws(Refusal) in try material.gatherRest(context, from: stages) })
    return material
  }

  /// What units of the edition belong to and its levels leave out, such as the powiats of gminas, as the register names it.
  private static func unitsAbove(_ published: [UnitRow], _ pipeline: Pipeline) throws(Refusal) -> [UnitRow] {
    let known = Set(published.map(\.unit))
    let wanted = Set(published.map(\.parent)).subtracting(known).subtracting([""])
    return wanted.isEmpty ? [] : try pipeline.loadUnitRows().filter { wanted.contains($0.unit) }
  }

  /// Texts that the report says in Polish for want of others.
  private static func polishAlone(_ pipeline: Pipeline, _ definitions: [IndicatorDefinition]) -> Set<String> {
    var wordings = [pipeline.title, pipeline.publisher] + pipeline.sources.map(\.title)
    for definition in definitions { wordings += [definition.label, definition.definition] }
    return Set(wordings.filter { $0.english.isEmpty }.map(\.polish))
  }

  /// The words of what the definitions name: measures and rules. A folder that has no such file has none.
  private mutating func readLabels(_ pipeline: Pipeline) throws(Refusal) {
    if try Files.exists(Paths.join(pipeline.definitions, "measures.csv")) {
      for measure in try pipeline.loadMeasures().measures {
        measureLabels[measure.id] = phrasing(measure.label)
        if measure.isAdditive { additiveMeasures.insert(measure.id) }
      }
    }
    for rule in try pipeline.loadChecks().rules { ruleLabels[rule.id] = phrasing(rule.label) }
  }

  /// All but the figures.
  private mutating func gatherRest(_ context: StageContext, from earlier: EarlierStages) throws(Refusal) {
    let pipeline = context.pipeline
    publisher = phrasing(pipeline.publisher)
    contact = pipeline.contact
    registerDate = pipeline.registerDate.value
    isSample = pipeline.sampleData
    openSources = Set(pipeline.disclosure.publicSources)
    tiles = try TileLayout.read(from: pipeline.definitions)
    declension = try Declension(from: pipeline.definitions)
    targets = try Target.read(from: pipeline.definitions)
    try readLabels(pipeline)
    judgements = try Judgements(earlier)
    issueDate = pipeline.issued
    let codes = Set(units.profiled.map(\.unit))
    for entry in pipeline.boundaries {
      let shown = Paths.name(of: entry.file)
      let file = try BoundaryFile(try Files.read(entry.file, shownAs: shown), shownAs: shown, property: entry.code, codes: codes)
      take(boundaries: file.rings)
    }
    if let settings = pipeline.index {
      index = CompositeIndex(
        settings, phrasing, rows: try earlier.table("index.csv", of: IndexRow.self),
        domainRows: try earlier.table("index_domains.csv", of: IndexDomainRow.self))
    }
    for stage in EarlierStages.Stage.allCases {
      let (left, record) = try earlier.material(of: stage)
      stages.append(left)
      if stage == .ingest { inputs = record.inputs }
    }
    remarks = context.remarks.map(\.message)
    // A stage that read the stale result has said so itself.
    let told = Set(stages.flatMap { $0.findings.map(\.code) })
    if let last = stages.indices.last { stages[last].findings += context.remarks.filter { !told.contains($0.code) } }
    let gaps = boundaryFindings(in: pipeline.boundaries.map { Paths.name(of: $0.file) }.joined(separator: ", "))
    if !gaps.isEmpty { stages.append(StageMaterial(stage: Material.ownStage, findings: gaps)) }
    let series = earlier.file(HarmonisationRow.fileName, of: .normalise)
    if try Files.exists(series.path) { harmonisation = try HarmonisationRow.read(series.path, shownAs: series.shown) }
    let breaks = earlier.file(SeriesBreakRow.fileName, of: .normalise)
    if try Files.exists(breaks.path) {
      seriesBreaks = try SeriesBreakRow.read(breaks.path, shownAs: breaks.shown)
    }
    noteSeriesBreaks()
    if let since = pipeline.changesSince {
      let changes = Paths.join(context.directory, ChangeRow.fileName)
      changesSince = since
      if try Files.exists(changes) { editionChanges = try ChangeRow.read(changes, shownAs: "4-report/changes.csv") }
      let inputs = Paths.join(context.directory, InputChangeRow.fileName)
      if try Files.exists(inputs) { inputChanges = try InputChangeRow.read(inputs, shownAs: "4-report/changed-inputs.csv") }
    }
    if let region = units.region?.unit { ages = try AgeGroups.newest(of: region, years: pipeline.years, earlier) }
    sources = try Material.sources(pipeline, inputs: inputs, earlier)
  }

  /// The pipeline's sources with their files; a file that gave no cell stands under none of them and comes last.
  private static func sources(
    _ pipeline: Pipeline, inputs: [InputRecord], _ stages: EarlierStages
  ) throws(Refusal) -> [SourceMaterial] {
    let phrasing = Phrasing(pipeline.language)
    var result: [SourceMaterial] = []
    var assigned: Set<String> = []
    let received = inputs.map { InputRecord.outermost($0.path) }
    for source in pipeline.sources {
      let names = Set(try stages.cellFiles(ofSource: source.id).map(InputRecord.outermost))
      let files = inputs.indices.filter { names.contains(received[$0]) }.map { inputs[$0] }
      assigned.formUnion(files.map(\.path))
      result.append(
        SourceMaterial(
          id: source.id, title: phrasing(source.title), publisher: source.publisher, licence: source.licence, files: files))
    }
    let rest = inputs.filter { !assigned.contains($0.path) }
    if !rest.isEmpty {
      let title = phrasing("Pliki bez użytych wartości", "Files without values that were used")
      result.append(SourceMaterial(id: "other", title: title, files: rest))
    }
    return result
  }
}

extension Indicator {
  init(_ definition: IndicatorDefinition, _ phrasing: Phrasing) {
    self.init(
      id: definition.id, label: phrasing(definition.label), area: definition.area, unit: UnitOfMeasure(definition.unit),
      decimals: definition.decimals)
    self.definition = phrasing(definition.definition)
    numerator = definition.numerator
    denominator = definition.denominator
    multiplier = definition.multiplier
    direction =
      switch definition.direction {
      case .more: .moreIsBetter
      case .less: .moreIsWorse
      case .neither: .neither
      }
    levels = definition.levels
    interval = definition.interval.rawValue
    threshold = definition.threshold
    source = definition.source
    breaks = definition.breaks.map { Break(year: $0.year, code: $0.code) }
  }
}

extension CompositeIndex {
  init(_ settings: IndexSettings, _ phrasing: Phrasing, rows: [IndexRow], domainRows: [IndexDomainRow]) {
    self.init(
      id: settings.id, title: phrasing(settings.title), method: settings.method, coverage: settings.coverage,
      domains: settings.domains.map {
        Domain(id: $0.id, title: phrasing($0.title), weight: $0.weight, indicators: $0.indicators)
      }, rows: rows, domainRows: domainRows)
  }
}
