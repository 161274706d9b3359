import Bytes
import Contracts
import Findings

/// The page of one indicator's proofs. Written straight as bytes: a report has a hundred thousand cells to name.
struct LineagePage {
  private let indicator: Indicator
  private let material: Material
  private let words: LineageWords
  private let say: Phrasing
  private let terms: Terms
  /// Amounts are not set against those of greater units.
  private let isTotal: Bool
  private var output = MarkupOutput()
  /// Number on this page of a published file, by its code; 0 for files that it does not name.
  private var numbers: [Int]
  /// Codes of the files that it names.
  private var files: [Int] = []
  /// The unit whose number was proved last, and its name: a unit's numbers follow one another.
  private var last = (unit: "", name: "")
  /// Cells shown of a number's; the rest are counted, and the program names them all.
  private static let most = 24
  /// Numbers of files named of the rest.
  private static let mostFiles = 40

  init(_ indicator: Indicator, _ material: Material, _ words: LineageWords, banner: String?) {
    self.indicator = indicator
    self.material = material
    self.words = words
    say = material.phrasing
    terms = Terms(material.phrasing)
    isTotal = Reading(indicator, in: material)?.isTotal ?? false
    numbers = [Int](repeating: 0, count: words.files.count)
    open(banner)
  }

  private mutating func open(_ banner: String?) {
    let title = say(
      "\(indicator.id) \(indicator.label) – pochodzenie liczb", "\(indicator.id) \(indicator.label) – origin of the numbers")
    output.markup("<!DOCTYPE html>\n<html lang=\"\(say.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\"/>\n")
    output.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    output.element("title", "", typeset("\(title) – \(material.title)", say))
    output.markup(
      "\n<link rel=\"icon\" href=\"data:,\"/>\n<style>\n\(styleSheet(runningHead: banner ?? title))</style>\n</head>\n<body>\n")
    output.element("a", " class=\"skip\" href=\"#tresc\"", say("Przejdź do treści", "Skip to content"))
    output.markup("\n<header class=\"small\">\n")
    if let banner { output.element("p", " class=\"banner\"", banner) }
    output.markup("<p class=\"back\">")
    output.element(
      "a", " href=\"../indicators/\(escaped(indicator.id)).html\"", say("Tabele wskaźnika", "Tables of the indicator"))
    output.markup("</p>\n")
    output.element("h1", "", typeset(title, say))
    output.markup("\n</header>\n<div class=\"page alone\">\n<main id=\"tresc\" tabindex=\"-1\">\n")
    if !indicator.definition.isEmpty { output.element("p", "", typeset(indicator.definition, say)) }
    output.markup("<p>")
    output.text(say("Wzór: ", "Formula: "))
    output.element("code", "", formula(indicator, say))
    output.markup("</p>\n")
    writeMeasures()
    output.element(
      "p", " class=\"r\"",
      say(
        "Każda liczba: wzór z podstawionymi wartościami, stan, a potem komórki plików źródłowych: plik, arkusz, wiersz, kolumna i treść. Numery plików objaśnia wykaz na końcu strony. Wszystkie komórki poda polecenie: diagnoza explain.",
        "Every number: the formula with its figures, the status, then the cells of the published files: file, sheet, row, column and text. The numbers of files are explained at the end of the page. The command diagnoza explain names every cell."
      ))
    output.markup("\n")
  }

  /// What the names in the formula count.
  private mutating func writeMeasures() {
    let names = (indicator.numerator + " " + indicator.denominator).split {
      !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_"
    }
    var known: [(name: String, label: String)] = []
    for name in names.map(String.init) where !known.contains(where: { $0.name == name }) {
      if let label = material.measureLabels[name] { known.append((name, label)) }
    }
    guard !known.isEmpty else { return }
    output.markup("<p class=\"r\">")
    output.text(say("We wzorze: ", "In the formula: "))
    for (place, measure) in known.enumerated() {
      if place > 0 { output.markup("; ") }
      output.element("code", "", measure.name)
      output.text(typeset(" – \(measure.label)", say))
    }
    output.markup(".</p>\n")
  }

  /// Adds the proof of a number.
  /// - Parameters:
  ///   - row: of the figures.
  ///   - place: of the number in the table of origins.
  ///   - others: units that some page says the value is so many times that of.
  mutating func add(_ row: Int, place: Int, timesThoseOf others: [String]) {
    let row = material.figures.rows[row]
    if row.unit != last.unit {
      let name = material.units[row.unit].map { say.sentenceCase($0.fullName(say)) } ?? row.unitName
      last = (row.unit, name)
    }
    output.markup("<section class=\"proof\" id=\"")
    output.anchor(ValueID(row.id))
    output.markup("\">\n<h2>")
    output.text(last.name)
    output.markup(", ")
    output.text(say.dates.period(row.period))
    output.markup("</h2>\n<p>")
    writeCalculation(row)
    output.markup("</p>\n<p class=\"r\">")
    writeRemarks(row)
    if let value = row.value { for unit in others { write(value, over: unit, row) } }
    output.markup(".</p>\n")
    for role in OriginRole.allCases { write(words.table.cells(of: place, role), role) }
    output.markup("</section>\n")
  }

  /// The values of the profiles' years that have no proof with cells: a line each with the formula, grouped by unit.
  mutating func addLines(_ rows: [Int]) {
    let profiled = Set(material.units.profiled.map(\.unit))
    let shown = rows.filter { material.figures.rows[$0].value != nil && profiled.contains(material.figures.rows[$0].unit) }
    guard !shown.isEmpty else { return }
    output.markup("<section>\n")
    output.element("h2", " id=\"lata\"", say("Inne lata jednostek", "Other years of the units"))
    output.markup("\n")
    output.element(
      "p", " class=\"r\"",
      say(
        "Wzór z podstawionymi wartościami. Komórki plików źródłowych takiej liczby poda polecenie: diagnoza explain.",
        "The formula with its figures. The source cells of such a number are named by the command diagnoza explain."))
    var unit = ""
    for place in shown {
      let row = material.figures.rows[place]
      if row.unit != unit {
        if !unit.isEmpty { output.markup("</ul>\n") }
        unit = row.unit
        let name = material.units[unit].map { say.sentenceCase($0.fullName(say)) } ?? row.unitName
        output.element("h3", "", name)
        output.markup("\n<ul class=\"y\">\n")
      }
      output.markup("<li id=\"")
      output.anchor(ValueID(row.id))
      output.markup("\">")
      output.text(row.period)
      output.markup(": ")
      writeCalculation(row)
      if row.status != .ok {
        output.markup("; ")
        output.text(typeset(terms.status(row.status), say))
      }
      output.markup("</li>\n")
    }
    output.markup("</ul>\n</section>\n")
  }

  /// Id, status, interval, rank, changes.
  private mutating func writeRemarks(_ row: IndicatorRow) {
    output.markup(say("Identyfikator ", "Id "))
    output.text(row.id)
    output.markup(say("; stan: ", "; status: "))
    output.text(typeset(terms.status(row.status), say))
    if let lower = row.lower, let upper = row.upper {
      output.markup(say("; przedział ufności 95%: ", "; 95% interval: "))
      output.range(lower, upper, decimals: indicator.decimals, say.numbers)
    }
    if let rank = row.rank, let ranked = row.unitsRanked {
      let place = rankText(rank, low: row.rankLow, high: row.rankHigh, say.numbers)
      output.text(say("; miejsce \(place) z\u{A0}\(ranked)", "; rank \(place) of \(ranked)"))
    }
    if let quintile = row.quintile {
      output.markup(say("; piąta część ", "; fifth "))
      output.markup(quintile)
    }
    guard let value = row.value else { return }
    if !isTotal { writeDistances(row, value) }
    let hasPrevious = row.changePrevious != nil && !row.previousPeriod.isEmpty
    if let change = row.changePrevious, hasPrevious { write(change, since: row.previousPeriod, value, across: row.breaks) }
    if let change = row.changeBase, !row.basePeriod.isEmpty, !hasPrevious || row.basePeriod != row.previousPeriod {
      write(change, since: row.basePeriod, value, across: row.baseBreaks)
    }
  }

  /// `; wobec kraju: 8,3 − 5,1 ≈ +3,2`, from the values before rounding.
  private mutating func writeDistances(_ row: IndicatorRow, _ value: Double) {
    let others = [
      (say("; wobec regionu: ", "; against the region: "), material.units.region?.unit),
      (say("; wobec kraju: ", "; against the country: "), material.units.country?.unit),
    ]
    for (words, unit) in others {
      guard let unit, unit != row.unit, let other = material.figures.row(row.indicator, unit, row.period)?.value else { continue }
      output.markup(words)
      writeDifference(value, other)
    }
  }

  /// `; wobec powiatu iławskiego: 30,2 / 5,1 ≈ 5,9`, from the values before rounding.
  private mutating func write(_ value: Double, over unit: String, _ row: IndicatorRow) {
    guard let other = material.figures.row(row.indicator, unit, row.period)?.value, other > 0 else { return }
    let name = material.units[unit].map { $0.fullName(say) } ?? unit
    output.text(say("; iloraz wobec innej jednostki (\(name)): ", "; ratio to another unit (\(name)): "))
    writeExact(value)
    output.markup(" / ")
    writeExact(other)
    output.markup(" ≈ ")
    output.number(value / other, decimals: 1, say.numbers)
  }

  /// `8,3 − 5,1 ≈ +3,2`
  private mutating func writeDifference(_ value: Double, _ other: Double) {
    writeExact(value)
    output.markup(" − ")
    writeExact(other)
    output.markup(" ≈ ")
    output.number(value - other, decimals: indicator.decimals, isSigned: true, say.numbers)
  }

  /// `; zmiana wobec 2022: 8,3 − 8,6 = −0,3`, from the values before rounding; before the numbers, that they do not compare.
  private mutating func write(_ change: Double, since period: String, _ value: Double, across breaks: [String]) {
    output.markup(say("; zmiana wobec ", "; change since "))
    output.text(period)
    if !breaks.isEmpty {
      let list = breaks.map(terms.breakMark).joined(separator: "; ")
      output.text(
        typeset(
          say(
            " przez przerwę w szeregu, więc bez porównania (\(list))",
            " across a break of the series, so not compared (\(list))"), say))
    }
    output.markup(": ")
    let before = value - change
    writeExact(value)
    output.markup(" − ")
    writeExact(before)
    output.markup(" ≈ ")
    output.number(change, decimals: indicator.decimals, isSigned: true, say.numbers)
    guard isTotal, before > 0 else { return }
    output.markup("; / ")
    writeExact(before)
    output.markup(" × 100 ≈ ")
    output.number(change / before * 100, decimals: 1, isSigned: true, say.numbers)
    output.markup("%")
  }

  /// `82 470 / 1 357 910 × 100 = 6,1%`.
  private mutating func writeCalculation(_ row: IndicatorRow) {
    guard let value = row.value else { return output.text(typeset(missingText(terms.reason(row), say), say)) }
    if let numerator = row.numerator, let denominator = row.denominator {
      let start = output.bytes.count
      writeExact(numerator)
      if indicator.denominator != "1" {
        output.markup(" / ")
        writeExact(denominator)
      }
      if indicator.multiplier != 1 {
        output.markup(" × ")
        writeExact(indicator.multiplier)
      }
      let end = output.bytes.count
      output.markup(" = ")
      let full = output.bytes.count
      writeExact(value)
      if output.bytes[start..<end] == output.bytes[full...] {
        output.removeLast(output.bytes.count - start)
      } else {
        output.markup(" ≈ ")
      }
    }
    output.text(indicator.unit.attached(to: Quantity(value, decimals: indicator.decimals, unit: indicator.unit), say))
  }

  /// The number before rounding, as far as a person has use for its digits: up to six decimals, no zeros at the end.
  private mutating func writeExact(_ value: Double) {
    output.number(value, decimals: LineagePage.decimals(of: value), say.numbers)
  }

  // MARK: Cells

  private mutating func write(_ origins: ArraySlice<Int32>, _ role: OriginRole) {
    guard let first = origins.first.map(Int.init) else { return }
    let cells = words.table.cells
    // What all of them have in common is said once.
    let isOneMeasure = origins.allSatisfy {
      cells.measure[Int($0)] == cells.measure[first] && cells.breakdown[Int($0)] == cells.breakdown[first]
    }
    let isOnePeriod = origins.allSatisfy { cells.period[Int($0)] == cells.period[first] }
    output.markup("<p class=\"role\">")
    output.text(role == .numerator ? say("Licznik: ", "Numerator: ") : say("Mianownik: ", "Denominator: "))
    output.text(say.counted(origins.count, .cell))
    if isOneMeasure || isOnePeriod { output.markup(" – ") }
    if isOneMeasure { writeMeasure(of: first) }
    if isOneMeasure && isOnePeriod { output.markup(", ") }
    if isOnePeriod { output.append(words.periods[Int(cells.period[first])]) }
    output.markup("</p>\n<ul>\n")
    for cell in origins.prefix(LineagePage.most) {
      write(Int(cell), withMeasure: !isOneMeasure, withPeriod: !isOnePeriod)
    }
    output.markup("</ul>\n")
    guard origins.count > LineagePage.most else { return }
    var listed: [Int] = []
    for cell in origins.dropFirst(LineagePage.most) {
      let number = number(of: Int(cells.file[Int(cell)]))
      if listed.count <= LineagePage.mostFiles, listed.last != number, !listed.contains(number) { listed.append(number) }
    }
    let more = say.counted(origins.count - LineagePage.most, .cell)
    output.markup("<p class=\"r\">")
    output.text(say("i\u{A0}jeszcze \(more) z\u{A0}plików", "and \(more) more of the files"))
    for number in listed.prefix(LineagePage.mostFiles) {
      output.markup(" [")
      output.markup(number)
      output.markup("]")
    }
    output.markup(listed.count > LineagePage.mostFiles ? " …</p>\n" : "</p>\n")
  }

  /// One published cell: `[3] wiersz 12, kolumna 5: „2465” – miara, jednostka, okres, stan`.
  private mutating func write(_ cell: Int, withMeasure: Bool, withPeriod: Bool) {
    let cells = words.table.cells
    let number = number(of: Int(cells.file[cell]))
    output.markup("<li><a href=\"#f")
    output.markup(number)
    output.markup("\">[")
    output.markup(number)
    output.markup("]</a> ")
    output.append(words.sheets[Int(cells.sheet[cell])])
    if cells.row[cell] > 0 {
      output.markup(say("wiersz ", "row "))
      output.markup(Int(cells.row[cell]))
    }
    if cells.column[cell] > 0 {
      output.markup(say(", kolumna ", ", column "))
      output.markup(Int(cells.column[cell]))
    }
    output.markup(": <b>")
    let isHidden = words.hides(cell)
    if isHidden {
      output.markup(CellSecrecy.sign)
    } else {
      output.text(cells.text.bytes.span.extracting(cells.text.range(cell)))
    }
    output.markup("</b> – ")
    if withMeasure {
      writeMeasure(of: cell)
      output.markup(", ")
    }
    output.append(words.units[Int(cells.unitName[cell])])
    if withPeriod {
      output.markup(", ")
      output.append(words.periods[Int(cells.period[cell])])
    }
    let status = cells.status[cell]
    if status != .ok {
      output.markup(", ")
      output.text(typeset(terms.status(status), say))
    }
    if isHidden { output.text(say(", treść ukryta: ochrona małych liczb", ", text withheld: small counts are protected")) }
    output.markup("</li>\n")
  }

  private mutating func writeMeasure(of cell: Int) {
    let cells = words.table.cells
    output.append(words.measures[Int(cells.measure[cell])])
    let breakdown = words.table.texts.breakdown[Int(cells.breakdown[cell])]
    guard !breakdown.isEmpty else { return }
    output.markup(" [")
    output.text(typeset(breakdown, say))
    output.markup("]")
  }

  /// The number on this page of a file.
  private mutating func number(of file: Int) -> Int {
    if numbers[file] == 0 {
      files.append(file)
      numbers[file] = files.count
    }
    return numbers[file]
  }

  /// Adds the list of files with their checksums, and the checks that they went through.
  mutating func finish() -> [UInt8] {
    if !files.isEmpty {
      output.markup("<section>\n")
      output.element("h2", " id=\"pliki\"", say("Pliki źródłowe", "Source files"))
      output.markup("\n<ol>\n")
      for (index, file) in files.enumerated() {
        output.markup("<li id=\"f")
        output.markup(index + 1)
        output.markup("\">")
        output.append(words.files[file])
        output.markup("</li>\n")
      }
      output.markup("</ol>\n")
      output.element("p", " class=\"r\"", checks())
      output.markup("\n</section>\n")
    }
    output.markup("</main>\n</div>\n<footer>\n")
    output.element("p", "", material.title)
    output.markup("<p>")
    output.element("a", " href=\"#tresc\"", say("Do początku treści", "Back to the beginning"))
    output.markup("</p>\n</footer>\n</body>\n</html>\n")
    return output.bytes
  }

  private func checks() -> String {
    let own = files.reduce(0) { $0 + words.faults[$1] }
    return own == 0
      ? say(
        "Kontrole nie zgłosiły błędów ani ostrzeżeń w tych plikach.", "The checks reported no error or warning in these files.")
      : say(
        "Kontrole zgłosiły w tych plikach błędy lub ostrzeżenia: \(say.numbers.whole(own)); są w pliku findings.csv wydania.",
        "The checks reported errors or warnings in these files: \(say.numbers.whole(own)); see the edition's findings.csv.")
  }
}
