import Findings

/// A chapter about a topic that runs across the areas of the catalogue: it gathers their indicators, links to where each is discussed, and
/// says openly what no source tells.
struct TopicChapter {
  let id: String
  let title: Wording
  /// Parts of the names of measures, or breakdowns, by which an indicator belongs to the topic: `ngo.`, `age=65+`. An indicator that is
  /// added to the catalogue comes in by what it is made from.
  let marks: [String]
  let cautions: [Wording]
  /// What the topic needs and no indicator of the catalogue has, with where such data are to be had.
  let wanted: [Wanted]

  struct Wanted: Sendable {
    /// Not wanted any more when an indicator is made from such a measure.
    var marks: [String]
    var what: Wording
    var source: Wording
  }

  /// - Returns: nil when the topic has no indicator with values.
  func compose(_ composition: Composition) -> Chapter? {
    let say = composition.say
    let readings = composition.material.indicators.filter { TopicChapter.is($0, madeFrom: marks) }
      .compactMap { composition.readings[$0.id] }
    guard !readings.isEmpty else { return nil }
    var chapter = Chapter(id: id, title: say(title))
    AreaOverview(area: id, readings: readings, composition: composition).open(&chapter)
    if !cautions.isEmpty {
      chapter.blocks.append(.remark(say("Przy czytaniu: ", "When reading: ") + cautions.map { say($0) }.joined(separator: " ")))
    }
    let missing = wanted.filter { wish in
      !composition.readings.values.contains { TopicChapter.is($0.indicator, madeFrom: wish.marks) }
    }
    if !missing.isEmpty { chapter.parts.append(gaps(missing, say)) }
    return chapter
  }

  static func `is`(_ indicator: Indicator, madeFrom marks: [String]) -> Bool {
    let formula = indicator.numerator + " " + indicator.denominator
    return marks.contains { formula.contains($0) }
  }

  private func gaps(_ missing: [Wanted], _ say: Phrasing) -> Chapter {
    Chapter(
      id: "\(id)-braki", title: say("Czego źródła nie mówią", "What the sources do not tell"),
      blocks: [
        .paragraph(
          say(
            "Następujących danych nie ma w plikach tego wydania; raport niczego w ich miejsce nie szacuje. Aby je włączyć, należy dodać plik do „sources” w potoku, miarę w measures.csv i wiersz w indicators.csv.",
            "The following data are not among the files of this edition; the report estimates nothing in their place. To include them add the file to “sources” of the pipeline, a measure to measures.csv and a row to indicators.csv."
          )),
        .list(missing.map { [.strong(say($0.what)), .text(" – " + say($0.source))] }),
      ])
  }
}
