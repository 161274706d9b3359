import Contracts
import Findings

/// A chapter about one area of the catalogue: an overview of its indicators, a picture of all units, a part for each
/// indicator, and the gminas.
struct AreaChapter {
  let area: String
  let title: Wording
  /// What a reader must know before comparing; from DIAGNOSIS section 5 and the law.
  let cautions: [Wording]
  /// Parts that only this chapter has, after the overview.
  var parts: @Sendable (Composition) -> [Chapter] = { _ in [] }

  /// - Returns: nil when no indicator of the area has a value and the chapter has no part of its own.
  func compose(_ composition: Composition) -> Chapter? {
    let say = composition.say
    let readings = composition.readings(in: area)
    let own = parts(composition)
    guard !readings.isEmpty || !own.isEmpty else { return nil }
    var chapter = Chapter(id: area, title: say(title))
    if !readings.isEmpty {
      let overview = AreaOverview(area: area, readings: readings, composition: composition)
      chapter.blocks += overview.blocks()
    }
    if !cautions.isEmpty {
      chapter.blocks.append(.remark(say("Przy czytaniu: ", "When reading: ") + cautions.map { say($0) }.joined(separator: " ")))
    }
    chapter.parts += own
    for reading in readings { chapter.parts.append(IndicatorPart(reading: reading, material: composition.material).chapter()) }
    if let gminas = GminaTables(area: area, readings: readings, material: composition.material).chapter() {
      chapter.parts.append(gminas)
    }
    return chapter
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
    for more in [prose.ownRank(), prose.change(), prose.breaks()] where !more.isEmpty { first += [.text(" ")] + more }
    blocks.append(.paragraph(first))
    let spread = prose.spread()
    if !spread.isEmpty { blocks.append(.paragraph(spread)) }
    let figures = [charts.lines(), charts.dots()].compactMap(\.self)
    if !figures.isEmpty { blocks.append(.figures(figures)) }
    if reading.hasMain { blocks.append(.table(tables.units())) }
    let series = Block.table(tables.series())
    // Where there are no units to show, the years are all there is, and stay open.
    blocks.append(
      reading.hasMain ? .folded(summary: say("Dane według lat", "Data by year"), [series]) : series)
    blocks.append(.remark(definition(say)))
    return Chapter(id: indicator.id, title: "\(indicator.id) \(indicator.label)", blocks: blocks)
  }

  private func definition(_ say: Phrasing) -> [Inline] {
    let indicator = reading.indicator
    var words: [Inline] = []
    if !indicator.definition.isEmpty { words.append(.text(say("Definicja: ", "Definition: ") + indicator.definition + " ")) }
    words.append(.text(say.sentenceCase(Terms(say).direction(indicator.direction)) + ". "))
    if !indicator.source.isEmpty { words.append(.text(say("Źródło: ", "Source: ") + indicator.source + ". ")) }
    words.append(.link(.inside("m-\(indicator.id)"), say("Wzór i metoda", "Formula and method")))
    words.append(.text("."))
    return words
  }
}
