import Contracts
import Findings

extension Section {
  package static let sources = Section("sources", Wording("Źródła danych", en: "Data sources"), compose: sourcesChapter)
}

/// Files shown for one source; the rest are in the CSV.
private let mostFiles = 60

private func sourcesChapter(_ composition: Composition) -> Chapter? {
  let material = composition.material
  guard !material.sources.isEmpty else { return nil }
  let say = material.phrasing
  var blocks: [Block] = [.table(overview(material))]
  for source in material.sources where !source.files.isEmpty {
    var inside: [Block] = [.table(files(source, material))]
    if source.files.count > mostFiles {
      inside.append(
        .remark([
          .text(
            say(
              "Pokazano \(mostFiles) z \(say.numbers.whole(source.files.count)) plików; wszystkie są w ",
              "\(mostFiles) of \(say.numbers.whole(source.files.count)) files are shown; all are in ")),
          .link(.file("tables/sources.csv"), "sources.csv"), .text("."),
        ]))
    }
    blocks.append(.folded(summary: "\(source.title): \(say.counted(source.files.count, .file))", inside))
  }
  return Chapter(id: "sources", title: say(Section.sources.title), blocks: blocks)
}

private func overview(_ material: Material) -> Table {
  let say = material.phrasing
  return Table(
    id: "t-zrodla", caption: say("Źródła", "Sources"), stub: say("Źródło", "Source"),
    columns: [
      Table.Column(say("Wydawca", "Publisher"), .text), Table.Column(say("Licencja", "Licence"), .text),
      Table.Column(say("Pliki", "Files")), Table.Column(say("Rozmiar razem", "Size in all")),
      Table.Column(say("Pobrano", "Downloaded"), .text),
    ],
    rows: material.sources.map { source in
      let dates = source.files.compactMap { Dates.downloaded($0.path) }.sorted()
      var when = dates.first.map { say.dates.day($0) } ?? say("nie podano w nazwie pliku", "not in the file name")
      if let first = dates.first, let last = dates.last, first != last {
        when = "\(say.dates.day(first)) – \(say.dates.day(last))"
      }
      return Table.Row(
        source.title,
        [
          stated(source.publisher, say), stated(source.licence, say), .count(source.files.count),
          .text(say.numbers.size(source.files.reduce(0) { $0 + $1.size })), source.files.isEmpty ? .notApplicable : .text(when),
        ])
    },
    notes: [
      say(
        "Data pobrania pochodzi z nazwy pliku Banku Danych Lokalnych (_RRRRMMDDggmmss).",
        "The date of download is taken from the file name of the Local Data Bank (_YYYYMMDDhhmmss).")
    ])
}

/// No cell is left empty: a reader could not tell whether something was forgotten.
private func stated(_ text: String, _ say: Phrasing) -> Cell { .text(text.isEmpty ? say("nie podano", "not stated") : text) }

private func files(_ source: SourceMaterial, _ material: Material) -> Table {
  let say = material.phrasing
  return Table(
    id: "t-pliki-\(source.id)", caption: say("Pliki źródła: \(source.title)", "Files of the source: \(source.title)"),
    stub: say("Plik", "File"),
    columns: [
      Table.Column(say("Rozmiar", "Size")), Table.Column(say("Pobrano", "Downloaded"), .text),
      Table.Column("SHA-256", .literal),
    ],
    rows: source.files.prefix(mostFiles).map { file in
      Table.Row(
        [.code(file.path)],
        [
          .text(say.numbers.size(file.size)), stated(Dates.downloaded(file.path).map { say.dates.day($0) } ?? "", say),
          .code(file.sha256),
        ])
    })
}
