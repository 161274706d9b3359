import Contracts

/// What the edition keeps back to protect persons, and how sure an attacker of all published tables can be: by what is counted.
struct WithheldValues {
  let composition: Composition

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  /// What is counted, in words, and how it stands in the tables: `dzieci (children[age=0-17])`.
  private func name(of subject: String) -> [Inline] {
    let measure = String(subject.prefix { $0 != "[" })
    guard let label = material.measureLabels[measure], !label.isEmpty else { return [.code(subject)] }
    return [.text(label + " "), .code(subject)]
  }

  /// - Returns: nil when the diagnosis left no such table.
  func chapter() -> Chapter? {
    struct Account {
      var cells = 0
      var units: Set<String> = []
      var indicators: Set<String> = []
      /// Width of what an attacker can tell; nil where there is no upper bound.
      var narrowest: Double?
    }
    let rows = material.judgements.disclosure
    guard !rows.isEmpty else { return nil }
    var accounts: [String: Account] = [:]
    for row in rows {
      var account = accounts[row.subject] ?? Account()
      account.cells += 1
      account.units.insert(row.unit)
      account.indicators.formUnion(row.indicators)
      if let lower = row.lower, let upper = row.upper {
        account.narrowest = min(account.narrowest ?? .infinity, upper - lower)
      }
      accounts[row.subject] = account
    }
    let order = accounts.keys.sorted { a, b in
      let (x, y) = (accounts[a]?.cells ?? 0, accounts[b]?.cells ?? 0)
      return x != y ? x > y : a < b
    }
    let thresholds = Set(material.indicators.map(\.threshold).filter { $0 > 1 }).sorted()
    let below = thresholds.map { say.numbers.whole($0) }.joined(separator: say(" albo ", " or "))
    let title = say("Ochrona małych liczb", "Protection of small numbers")
    let table = Table(
      id: "t-ochrona", caption: say("Ukryte liczby (#) według tego, co policzono", "Withheld counts (#) by what is counted"),
      stub: say("Miara", "Measure"),
      columns: [
        Table.Column(say("Ukryte liczby", "Counts withheld")), Table.Column(say("Jednostki", "Units")),
        Table.Column(say("Najwęższy przedział, który da się odtworzyć", "Narrowest interval that can be worked out")),
        Table.Column(say("Wskaźniki", "Indicators"), .text),
      ],
      rows: order.map { subject in
        let account = accounts[subject] ?? Account()
        return Table.Row(
          name(of: subject),
          [
            .count(account.cells), .count(account.units.count),
            account.narrowest.map { .number(Quantity($0, decimals: 0)) } ?? .text(say("bez górnej granicy", "no upper bound")),
            .text(account.indicators.sorted().joined(separator: ", ")),
          ])
      },
      notes: [
        say(
          "Przedział: o tyle różnią się najmniejsza i największa wartość, które zna ktoś, kto przeczyta wszystkie tabele wydania. Wszystkie wiersze: 3-tables/disclosure.csv.",
          "Interval: by how much the least and the greatest value differ that somebody knows who reads all tables of the edition. All rows: 3-tables/disclosure.csv."
        )
      ])
    let units = Set(rows.map(\.unit)).count
    return Chapter(
      id: "quality-ochrona", title: title,
      blocks: [
        .paragraph(
          say(
            "Ukryto \(say.counted(rows.count, .figureOfTable)) z \(say.numbers.whole(units)) jednostek: mniejsze od progu (\(below)) oraz te, z których dałoby się je obliczyć. Których jest ile, nie podaje się, bo zdradzałoby to pierwsze. W tabelach stoi w ich miejscu #.",
            "\(say.counted(rows.count, .figureOfTable)) of \(say.numbers.whole(units)) units were withheld: those below the threshold (\(below)) and those from which they could be worked out. How many of each is not said, for that would give the former away. Tables have # in their place."
          )), .folded(summary: say("Ukryte liczby według miar", "Withheld counts by measure"), [.table(table)]),
      ])
  }
}
