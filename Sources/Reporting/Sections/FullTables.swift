import Findings

extension Section {
  package static let tables = Section(
    "tables", Wording("Pełne tabele do pobrania", en: "Full tables to download"), compose: fullTables)
}

private func fullTables(_ composition: Composition) -> Chapter? {
  guard !composition.tables.isEmpty else { return nil }
  let say = composition.say
  let table = Table(
    id: "t-pliki", caption: say("Pliki z tabelami", "Files with the tables"), stub: say("Tabela", "Table"),
    columns: [
      Table.Column(say("Wiersze", "Rows")), Table.Column(say("CSV (przecinek, kropka)", "CSV (comma, point)"), .text),
      Table.Column(say("CSV dla polskiego Excela", "CSV for Polish Excel"), .text),
    ],
    rows: composition.tables.map { table in
      Table.Row(
        say(table.title),
        [
          .count(table.rowCount), .link(.file(table.path), "\(table.name).csv"),
          .link(.file(table.polishPath), "\(table.name)-pl.csv"),
        ])
    })
  return Chapter(
    id: "tables", title: say(Section.tables.title),
    blocks: [
      .paragraph(
        say(
          "Tabele obejmują wszystkie jednostki i lata, z licznikiem, mianownikiem, przedziałem, stanem danych i zmianami, bez zaokrągleń. Identyfikator liczby (kolumna id, na przykład C01/2801000/2023) odpowiada odnośnikowi w raporcie (C01-2801000-2023).",
          "The tables hold all units and years with numerator, denominator, interval, status and changes, unrounded. The id of a number (column id, such as C01/2801000/2023) corresponds to the link in the report (C01-2801000-2023)."
        )), .table(table),
      .paragraph([
        .text(say("Raport i tabele w innych formatach: ", "The report and its tables in other formats: ")),
        .link(.file("report.docx"), "report.docx"), .text(", "), .link(.file("report.odt"), "report.odt"), .text(", "),
        .link(.file("tables.xlsx"), "tables.xlsx"), .text(", "), .link(.file("tables.json"), "tables.json"), .text(", "),
        .link(.file("map.geojson"), "map.geojson"), .text("."),
      ]),
      .paragraph([
        .text(say("Opis plików i kolumn: ", "Description of files and columns: ")),
        .link(.file("datapackage.json"), "datapackage.json"), .text(", "),
        .link(.file("csv-metadata.json"), "csv-metadata.json"), .text(", "), .link(.file("dcat.jsonld"), "dcat.jsonld"),
        .text("."),
      ]),
    ])
}
