import Contracts
import Findings

/// A chapter about one area of the catalogue: an overview of its indicators, a picture of all units, a part for each
/// indicator. The tables stand on a page of each indicator.
struct AreaChapter {
  let area: String
  let title: Wording
  /// What a reader must know before comparing; from DIAGNOSIS section 5 and the law.
  let cautions: [Wording]
  /// Measures that belong to the chapter's subject: indicators over them that the catalogue keeps in other areas are listed with
  /// links to where they are discussed. Beginnings of names or parts of them, as `homeless`.
  var related: [String] = []
  /// Parts that only this chapter has, after the overview.
  var parts: @Sendable (Composition) -> [Chapter] = { _ in [] }

  /// - Returns: nil when no indicator of the area has a value and the chapter has no part of its own.
  func compose(_ composition: Composition) -> Chapter? {
    let say = composition.say
    let readings = composition.readings(in: area)
    let own = parts(composition)
    let elsewhere = relatedReadings(composition)
    guard !readings.isEmpty || !own.isEmpty || !elsewhere.isEmpty else { return nil }
    var chapter = Chapter(id: area, title: say(title))
    if !readings.isEmpty {
      AreaOverview(area: area, readings: readings, composition: composition).open(&chapter)
    }
    if !cautions.isEmpty {
      chapter.blocks.append(.remark(say("Przy czytaniu: ", "When reading: ") + cautions.map { say($0) }.joined(separator: " ")))
    }
    if !elsewhere.isEmpty {
      chapter.blocks.append(.table(AreaOverview(area: area, readings: elsewhere, composition: composition).relatedTable()))
    }
    chapter.parts += own
    for reading in readings { chapter.parts.append(IndicatorPart(reading: reading, material: composition.material).chapter()) }
    return chapter
  }

  private func relatedReadings(_ composition: Composition) -> [Reading] {
    guard !related.isEmpty else { return [] }
    return composition.material.indicators.filter { indicator in
      indicator.area != area
        && related.contains { indicator.numerator.contains($0) || indicator.denominator.contains($0) }
    }.compactMap { composition.readings[$0.id] }
  }
}

/// The part of a chapter about one indicator: definition, sentences, charts, tables.
struct IndicatorPart {
  let reading: Reading
  let material: Material

  func chapter() -> Chapter {
    let say = material.phrasing
    let indicator = reading.indicator
    let prose = IndicatorProse(reading: reading, material: material)
    let tables = IndicatorTables(reading: reading, material: material)
    let charts = IndicatorCharts(tables: tables)
    var blocks: [Block] = []
    var first = prose.level()
    for more in [prose.ownRank(), prose.change(), prose.breaks(), prose.trend()] where !more.isEmpty {
      first += [.text(" ")] + more
    }
    blocks.append(.paragraph(first))
    let spread = prose.spread()
    if !spread.isEmpty { blocks.append(.paragraph(spread)) }
    // Hundreds of units are for the page of the tables.
    let dots = material.units.areFolded ? nil : charts.dots()
    let figures = [charts.lines(), dots].compactMap(\.self).flatMap { $0.parts(say) }
    if !figures.isEmpty { blocks.append(.figures(figures)) }
    blocks.append(.remark(definition(say)))
    return Chapter(
      id: indicator.id, title: "\(indicator.id) \(indicator.label)", blocks: blocks, parts: [pageOfTables()])
  }

  /// All that is known of the indicator, on a page of its own.
  /// - Parameter isDiscussed: the report has a part about the indicator, to which the page leads back.
  func pageOfTables(isDiscussed: Bool = true) -> Chapter {
    let say = material.phrasing
    let indicator = reading.indicator
    let tables = IndicatorTables(reading: reading, material: material)
    var opening: [Inline] = [.text(indicator.definition.isEmpty ? "" : indicator.definition + " ")]
    if isDiscussed {
      opening += [.link(.inside(indicator.id), say("Omówienie w raporcie", "Discussion in the report")), .text(" · ")]
    }
    let method = say("wzór i metoda \(indicator.id)", "formula and method of \(indicator.id)")
    opening += [.link(.inside("m-\(indicator.id)"), isDiscussed ? method : say.sentenceCase(method)), .text(".")]
    var blocks: [Block] = [.paragraph(opening)]
    if reading.hasMain {
      blocks += IndicatorMap(tables: tables).blocks()
      if material.units.areFolded, let dots = IndicatorCharts(tables: tables).dots() {
        blocks.append(.figures(dots.parts(say)))
      }
      blocks.append(.table(tables.units()))
    }
    blocks.append(.table(tables.series()))
    blocks += GminaTables(material: material).blocks(of: reading)
    return Chapter(
      id: "\(indicator.id)-tabele",
      title: say("\(indicator.id) \(indicator.label) – tabele", "\(indicator.id) \(indicator.label) – tables"),
      blocks: blocks, page: "indicators/\(indicator.id).html")
  }

  private func definition(_ say: Phrasing) -> [Inline] {
    let indicator = reading.indicator
    var words: [Inline] = []
    if !indicator.definition.isEmpty { words.append(.text(say("Definicja: ", "Definition: ") + indicator.definition + " ")) }
    words.append(.text(say.sentenceCase(Terms(say).direction(indicator.direction)) + ". "))
    if !indicator.source.isEmpty {
      // By itself: in an English edition it is marked as Polish.
      words += [.text(say("Źródło: ", "Source: ")), .text(indicator.source), .text(". ")]
    }
    let tables = IndicatorTables(reading: reading, material: material)
    words.append(.text(say("Dane: ", "Data: ")))
    if reading.hasMain { words += [.reference(to: tables.unitsID), .text(", ")] }
    words += [.reference(to: tables.seriesID), .text("; ")]
    words.append(
      .link(.inside("m-\(indicator.id)"), say("wzór i metoda \(indicator.id)", "formula and method of \(indicator.id)")))
    words.append(.text("."))
    return words
  }
}
