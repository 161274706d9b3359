import Bytes
import Contracts
package import Findings
import Ingesting

extension Explanation {
  /// The walk from the number back to the cells, for a person.
  package func text(_ language: Language) -> String {
    var page = Page(language: language)
    switch subject {
    case .indicator(let row, let definition, let origins):
      write(row, definition, origins, &page)
      if let standing { write(standing, of: row, &page) }
    case .index(let row, let parts, let basis):
      write(row, parts, &page)
      if let standing { write(standing, &page) }
      write(basis, &page)
    case .derived(let number, let basis):
      write(number, &page)
      write(basis, &page)
    case .observations(let origins):
      page.line(0, Wording("\(id.text)  obserwacje: \(origins.count)", en: "\(id.text)  observations: \(origins.count)"))
      for origin in origins { write(origin, &page) }
    }
    write(findings, indent: 2, &page)
    page.line(
      0, Wording("Wydanie \(edition.id), potok \(edition.pipeline)", en: "Edition \(edition.id), pipeline \(edition.pipeline)"))
    for mark in stages {
      page.line(
        2,
        Wording(
          "\(mark.stage.directory): klucz \(mark.key.prefix(12)), metoda \(mark.method)",
          en: "\(mark.stage.directory): key \(mark.key.prefix(12)), method \(mark.method)"))
    }
    return page.lines.joined(separator: "\n") + "\n"
  }

  private struct Page {
    let language: Language
    var lines: [String] = []
    /// How far everything stands to the right.
    var margin = 0

    mutating func line(_ indent: Int, _ wording: Wording) {
      lines.append(String(repeating: " ", count: margin + indent) + wording.text(language))
    }

    /// As both languages write it.
    func number(_ value: Double?) -> Wording {
      guard let value else { return Wording("brak", en: "none") }
      return Wording(NumberPrinting.shortest(value, comma: true), en: NumberPrinting.shortest(value))
    }

    func number(_ value: Double?, decimals: Int) -> Wording {
      guard let value else { return Wording("brak", en: "none") }
      return Wording(
        NumberPrinting.fixed(value, decimals: decimals, comma: true), en: NumberPrinting.fixed(value, decimals: decimals))
    }
  }

  private func write(_ number: DerivedNumber, _ page: inout Page) {
    page.line(0, Wording("\(id.text)  \(number.table)", en: "\(id.text)  \(number.table)"))
    page.line(2, Wording("wzór: \(number.formula.polish)", en: "formula: \(number.formula.english)"))
    for (place, row) in number.rows.enumerated() {
      if place > 0 { page.line(2, Wording("–", en: "–")) }
      for field in row {
        page.line(
          2, Wording("\(field.title.polish): \(field.text)", en: "\(field.title.english): \(field.text)"))
      }
    }
  }

  /// The numbers that it was made of, each walked back to its cells.
  private func write(_ basis: [Basis], _ page: inout Page) {
    guard !basis.isEmpty else { return }
    page.line(2, Wording("powstało z liczb: \(basis.count)", en: "made of numbers: \(basis.count)"))
    page.margin = 4
    for number in basis { write(number.row, number.definition, number.origins, as: number.id, &page) }
    page.margin = 0
  }

  private func write(
    _ row: IndicatorRow, _ definition: Definition?, _ origins: [Origin], as name: NumberID? = nil, _ page: inout Page
  ) {
    let id = name ?? id
    let unit = definition?.unit ?? ""
    page.line(
      0,
      Wording(
        "\(id.text)  \(definition?.label.polish ?? row.indicator) – \(row.unitName), \(row.period)",
        en: "\(id.text)  \(definition?.label.english ?? row.indicator) – \(row.unitName), \(row.period)"))
    let value = page.number(row.value, decimals: definition?.decimals ?? 1)
    let exact = page.number(row.value)
    page.line(
      2,
      Wording(
        "wartość: \(value.polish) \(unit) (dokładnie \(exact.polish))",
        en: "value: \(value.english) \(unit) (exactly \(exact.english))"))
    if row.lower != nil || row.upper != nil {
      let (lower, upper) = (page.number(row.lower), page.number(row.upper))
      page.line(
        2,
        Wording(
          "przedział 95 % (\(row.interval)): od \(lower.polish) do \(upper.polish)",
          en: "95 % interval (\(row.interval)): \(lower.english) to \(upper.english)"))
    }
    if row.status != .ok || !row.reason.isEmpty {
      page.line(
        2, Wording("status: \(row.status.rawValue) \(row.reason)", en: "status: \(row.status.rawValue) \(row.reason)"))
    }
    let (numerator, denominator) = (page.number(row.numerator), page.number(row.denominator))
    let multiplier = definition?.multiplier ?? "1"
    page.line(
      2,
      Wording(
        "wzór: \(numerator.polish) / \(denominator.polish) × \(multiplier)",
        en: "formula: \(numerator.english) / \(denominator.english) × \(multiplier)"))
    for role in OriginRole.allCases {
      let expression = (role == .numerator ? definition?.numerator : definition?.denominator) ?? ""
      let of = origins.filter { $0.origin.role == role }
      page.line(
        2,
        role == .numerator
          ? Wording(
            "licznik: \(expression) (obserwacje: \(of.count))", en: "numerator: \(expression) (observations: \(of.count))")
          : Wording(
            "mianownik: \(expression) (obserwacje: \(of.count))", en: "denominator: \(expression) (observations: \(of.count))"))
      for origin in of { write(origin, &page) }
    }
  }

  private func write(_ origin: Origin, _ page: inout Page) {
    let it = origin.origin.observation
    let measure = it.breakdown.isEmpty ? it.measure : "\(it.measure)[\(it.breakdown)]"
    let value = page.number(it.value)
    page.line(
      4,
      Wording(
        "\(measure), \(it.unitName) (\(it.unit)), \(it.period): \(value.polish)\(it.status == .ok ? "" : " [\(it.status.rawValue)]")",
        en:
          "\(measure), \(it.unitName) (\(it.unit)), \(it.period): \(value.english)\(it.status == .ok ? "" : " [\(it.status.rawValue)]")"
      ))
    let place = origin.origin.place.wording
    page.line(6, Wording("komórka: \(place.polish): „\(it.text)”", en: "cell: \(place.english): “\(it.text)”"))
    if let markup = origin.markup {
      page.line(
        6,
        Wording(
          "w pliku: linia \(markup.line), \(markup.path)", en: "in the file: line \(markup.line), \(markup.path)"))
    }
    if let file = origin.origin.file { page.line(6, Wording("sha256: \(file.sha256)", en: "sha256: \(file.sha256)")) }
    if let cell = origin.cell {
      let headings = [
        ("jednostka", "unit", cell.unitCode.isEmpty ? cell.unitName : "\(cell.unitCode) \(cell.unitName)"),
        ("okres", "period", cell.period), ("szereg", "series", cell.series), ("w", "in", cell.unitOfMeasure),
        ("znak", "sign", cell.attribute),
      ].filter { !$0.2.allSatisfy { $0 == " " } }
      page.line(
        6,
        Wording(
          "opublikowane nagłówki: \(headings.map { "\($0.0) „\($0.2)”" }.joined(separator: ", "))",
          en: "headings as published: \(headings.map { "\($0.1) “\($0.2)”" }.joined(separator: ", "))"))
    }
    for row in origin.harmonised { page.line(6, row.wording) }
    write(origin.findings, indent: 6, &page)
  }

  private func write(_ row: IndexRow, _ parts: [Part], _ page: inout Page) {
    page.line(0, Wording("\(id.text)  \(row.unitName), \(row.period)", en: "\(id.text)  \(row.unitName), \(row.period)"))
    let score = page.number(row.score)
    page.line(2, Wording("wynik: \(score.polish)", en: "score: \(score.english)"))
    if let rank = row.rank, let of = row.unitsRanked {
      page.line(2, Self.place(rank, of: of, low: row.rankLow, high: row.rankHigh, fifth: row.quintile))
      page.line(
        2,
        Wording(
          "miejsce 1 ma najmniejszy wynik; zakres miejsc powstał przez pomijanie po jednym obszarze",
          en: "place 1 has the lowest score; the range of places comes from leaving out one domain at a time"))
    }
    for part in parts {
      let (itsScore, contribution) = (page.number(part.score), page.number(part.contribution))
      let weight = page.number(part.weight)
      page.line(
        4,
        Wording(
          "\(part.domain): wynik \(itsScore.polish), waga \(weight.polish), wkład \(contribution.polish)",
          en: "\(part.domain): score \(itsScore.english), weight \(weight.english), contribution \(contribution.english)"))
      for member in part.members {
        let value = page.number(member.value)
        let name = NumberID(indicator: member.indicator, unit: row.unit, period: row.period).text
        page.line(6, Wording("\(name): \(value.polish)", en: "\(name): \(value.english)"))
        if let scaled = member.scaled?.calculation {
          page.line(8, Wording("w skali 0–1: \(scaled.polish)", en: "from 0 to 1: \(scaled.english)"))
        }
      }
      if !part.missing.isEmpty {
        let list = part.missing.joined(separator: ", ")
        page.line(6, Wording("bez danych: \(list)", en: "without data: \(list)"))
      }
    }
  }

  /// `miejsce 13 z 21 (od 8 do 16), piąta część 4`.
  private static func place(_ rank: Int, of ranked: Int, low: Int?, high: Int?, fifth: Int?) -> Wording {
    var (polish, english) = ("miejsce \(rank) z \(ranked)", "place \(rank) of \(ranked)")
    if let low, let high {
      polish += " (od \(low) do \(high))"
      english += " (\(low) to \(high))"
    }
    if let fifth {
      polish += ", piąta część \(fifth)"
      english += ", fifth \(fifth)"
    }
    return Wording(polish, en: english)
  }

  /// Place, changes and comparisons of an indicator, each with the numbers that it was made from.
  private func write(_ standing: Standing, of row: IndicatorRow, _ page: inout Page) {
    if let rank = row.rank, let of = row.unitsRanked {
      page.line(2, Self.place(rank, of: of, low: row.rankLow, high: row.rankHigh, fifth: row.quintile))
      page.line(
        2,
        Wording(
          "miejsce 1 ma najlepsza wartość; zakres miejsc wynika z przedziałów wszystkich jednostek",
          en: "place 1 is the best value; the range of places follows from the intervals of all units"))
    }
    write(standing, &page)
    write(row.changePrevious, since: row.previousPeriod, standing.previous, of: row, &page)
    write(row.changeBase, since: row.basePeriod, standing.base, of: row, &page)
    if !row.breaks.isEmpty {
      let list = row.breaks.joined(separator: ", ")
      page.line(2, Wording("przerwy w szeregu: \(list)", en: "breaks of the series: \(list)"))
    }
    for other in standing.above {
      let value = page.number(other.value)
      page.line(
        2,
        Wording(
          "porównanie: \(other.unitName) \(value.polish) (\(other.id.text))",
          en: "compared with: \(other.unitName) \(value.english) (\(other.id.text))"))
    }
    if let quotient = row.locationQuotient {
      let (own, whole) = (page.number(row.value), page.number(row.voivodeshipValue))
      let value = page.number(quotient)
      page.line(
        2,
        Wording(
          "wskaźnik lokalizacji: \(value.polish) = \(own.polish) / \(whole.polish)",
          en: "location quotient: \(value.english) = \(own.english) / \(whole.english)"))
    }
  }

  /// The numbers on the places beside; `--json` has all of them.
  private func write(_ standing: Standing, _ page: inout Page) {
    for other in standing.neighbours(of: id) {
      let value = page.number(other.value)
      let rank = other.rank.map { String($0) } ?? ""
      page.line(
        4,
        Wording(
          "miejsce \(rank): \(other.unitName) \(value.polish) (\(other.id.text))",
          en: "place \(rank): \(other.unitName) \(value.english) (\(other.id.text))"))
    }
  }

  private func write(
    _ change: Double?, since period: String, _ other: Standing.Other?, of row: IndicatorRow, _ page: inout Page
  ) {
    guard let change else { return }
    let (size, now) = (page.number(change), page.number(row.value))
    guard let other else {
      page.line(
        2,
        Wording(
          "zmiana od \(period): \(size.polish); okres \(period) nie należy do tabel",
          en: "change since \(period): \(size.english); the period \(period) is not one of the tables"))
      return
    }
    let then = page.number(other.value)
    page.line(
      2,
      Wording(
        "zmiana od \(period): \(size.polish) = \(now.polish) − \(then.polish) (\(other.id.text))",
        en: "change since \(period): \(size.english) = \(now.english) − \(then.english) (\(other.id.text))"))
  }

  private func write(_ findings: [Finding], indent: Int, _ page: inout Page) {
    for finding in findings {
      page.line(
        indent,
        Wording(
          "uwaga [\(finding.code)]: \(finding.message.polish)", en: "finding [\(finding.code)]: \(finding.message.english)"))
    }
  }
}
