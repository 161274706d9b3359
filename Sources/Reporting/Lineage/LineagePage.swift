import Bytes
import Contracts
import Findings

/// The page of one indicator's proofs. Written straight as bytes: a report has a hundred thousand cells to name.
struct LineagePage {
  private let indicator: Indicator
  private let material: Material
  private var say: Phrasing { material.phrasing }
  private let terms: Terms
  /// Amounts are not set against those of greater units.
  private let isTotal: Bool
  private var output = MarkupOutput()
  /// Number on this page of a published file, by its code.
  private var files: [Int32: Int] = [:]
  private var fileNames: [String] = []
  /// Cells shown of a number's; the rest are counted, and the program names them all.
  private static let most = 24

  init(_ indicator: Indicator, _ material: Material, banner: String?) {
    self.indicator = indicator
    self.material = material
    terms = Terms(material.phrasing)
    isTotal = Reading(indicator, in: material)?.isTotal ?? false
    open(banner)
  }

  private mutating func open(_ banner: String?) {
    let title = say(
      "\(indicator.id) \(indicator.label) – pochodzenie liczb", "\(indicator.id) \(indicator.label) – origin of the numbers")
    output.markup("<!DOCTYPE html>\n<html lang=\"\(say.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\"/>\n")
    output.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    output.element("title", "", "\(title) – \(material.title)")
    output.markup(
      "\n<link rel=\"icon\" href=\"data:,\"/>\n<style>\n\(styleSheet(runningHead: banner ?? title))</style>\n</head>\n<body>\n")
    output.element("a", " class=\"skip\" href=\"#tresc\"", say("Przejdź do treści", "Skip to content"))
    output.markup("\n<header class=\"small\">\n")
    if let banner { output.element("p", " class=\"banner\"", banner) }
    output.markup("<p class=\"back\">")
    output.element(
      "a", " href=\"../indicators/\(escaped(indicator.id)).html\"", say("Tabele wskaźnika", "Tables of the indicator"))
    output.markup("</p>\n")
    output.element("h1", "", title)
    output.markup("\n</header>\n<div class=\"page alone\">\n<main id=\"tresc\" tabindex=\"-1\">\n")
    if !indicator.definition.isEmpty { output.element("p", "", indicator.definition) }
    output.markup("<p>")
    output.text(say("Wzór: ", "Formula: "))
    output.element("code", "", formula(indicator, say))
    output.markup("</p>\n")
    output.element(
      "p", " class=\"r\"",
      say(
        "Każda liczba: wzór z podstawionymi wartościami, stan, a potem komórki plików źródłowych: plik, arkusz, wiersz, kolumna i treść. Numery plików objaśnia wykaz na końcu strony. Wszystkie komórki poda polecenie: diagnoza explain.",
        "Every number: the formula with its figures, the status, then the cells of the published files: file, sheet, row, column and text. The numbers of files are explained at the end of the page. The command diagnoza explain names every cell."
      ))
    output.markup("\n")
  }

  mutating func add(_ row: IndicatorRow, _ origins: [(role: OriginRole, cell: Int)], _ lineage: LineageTable) {
    let unit = material.units[row.unit]
    let name = unit.map { say.sentenceCase($0.fullName(say)) } ?? row.unitName
    output.markup("<section class=\"proof\" id=\"\(ValueID(row.id).anchor)\">\n<h2>")
    output.text("\(name), \(say.dates.period(row.period))")
    output.markup("</h2>\n<p>")
    output.text(calculation(row))
    output.markup("</p>\n")
    var remarks = [
      say("identyfikator \(row.id)", "id \(row.id)"),
      say("stan: \(terms.status(row.status))", "status: \(terms.status(row.status))"),
    ]
    if let lower = row.lower, let upper = row.upper {
      let range = say.numbers.range(lower, upper, decimals: indicator.decimals)
      remarks.append(say("przedział ufności 95%: \(range)", "95% interval: \(range)"))
    }
    if let rank = row.rank, let ranked = row.unitsRanked {
      let place = rankText(rank, low: row.rankLow, high: row.rankHigh, say.numbers)
      remarks.append(say("miejsce \(place) z \(ranked)", "rank \(place) of \(ranked)"))
    }
    if let quintile = row.quintile { remarks.append(say("piąta część \(quintile)", "fifth \(quintile)")) }
    remarks += distances(row) + changes(row)
    output.element("p", " class=\"r\"", say.sentenceCase(remarks.joined(separator: "; ")) + ".")
    output.markup("\n")
    write(origins, lineage)
    output.markup("</section>\n")
  }

  /// `wobec kraju: 8,3 − 5,1 ≈ +3,2`, from the values before rounding.
  private func distances(_ row: IndicatorRow) -> [String] {
    guard !isTotal, let value = row.value else { return [] }
    let regional = material.units.region.flatMap { material.figures.row(row.indicator, $0.unit, row.period)?.value }
    let country = material.units.country.flatMap { material.figures.row(row.indicator, $0.unit, row.period)?.value }
    let others = [
      (say("wobec regionu", "against the region"), row.unit == material.units.region?.unit ? nil : regional),
      (say("wobec kraju", "against the country"), row.level == "country" ? nil : country),
    ]
    return others.compactMap { words, other in
      guard let other else { return nil }
      let difference = say.numbers.signed(value - other, decimals: indicator.decimals)
      return "\(words): \(exact(value)) − \(exact(other)) ≈ \(difference)"
    }
  }

  /// `zmiana wobec 2022: 8,3 − 8,6 = −0,3`, from the values before rounding.
  private func changes(_ row: IndicatorRow) -> [String] {
    guard let value = row.value else { return [] }
    var texts: [String] = []
    for (change, period) in [(row.changePrevious, row.previousPeriod), (row.changeBase, row.basePeriod)] {
      guard let change, !period.isEmpty, texts.isEmpty || row.basePeriod != row.previousPeriod else { continue }
      let before = value - change
      let difference = say.numbers.signed(change, decimals: indicator.decimals)
      var text = "\(exact(value)) − \(exact(before)) ≈ \(difference)"
      if isTotal, before > 0 {
        let share = say.numbers.signed(change / before * 100, decimals: 1)
        text += "; / \(exact(before)) × 100 ≈ \(share)%"
      }
      texts.append(say("zmiana wobec \(period): \(text)", "change since \(period): \(text)"))
    }
    return texts
  }

  /// `82 470 / 1 357 910 × 100 = 6,1%`.
  private func calculation(_ row: IndicatorRow) -> String {
    guard let value = row.value else { return missingText(terms.reason(row), say) }
    let printed = indicator.unit.attached(to: Quantity(value, decimals: indicator.decimals, unit: indicator.unit), say)
    guard let numerator = row.numerator, let denominator = row.denominator else { return printed }
    var text = exact(numerator)
    if indicator.denominator != "1" { text += " / \(exact(denominator))" }
    if indicator.multiplier != 1 { text += " × \(exact(indicator.multiplier))" }
    let full = exact(value)
    return text == full ? printed : "\(text) = \(full) ≈ \(printed)"
  }

  /// The number as it stands in the tables: up to six decimals.
  private func exact(_ value: Double) -> String {
    var decimals = 0
    while decimals < 6, !LineagePage.isWhole(value, decimals: decimals) { decimals += 1 }
    return say.numbers.fixed(value, decimals: decimals)
  }

  /// Whether so many decimals say all of the number.
  private static func isWhole(_ value: Double, decimals: Int) -> Bool {
    guard let scaled = NumberPrinting.scaled(value, decimals: decimals) else {
      return Double(NumberPrinting.fixed(value, decimals: decimals)) == value
    }
    return ExactDecimal.quotient(UInt64(scaled.magnitude), decimals: decimals) == value.magnitude
  }

  private mutating func write(_ origins: [(role: OriginRole, cell: Int)], _ lineage: LineageTable) {
    guard !origins.isEmpty else { return }
    for role in OriginRole.allCases {
      let own = origins.filter { $0.role == role }
      guard !own.isEmpty else { continue }
      let title = role == .numerator ? say("Licznik", "Numerator") : say("Mianownik", "Denominator")
      output.element("p", " class=\"role\"", "\(title): \(say.counted(own.count, .cell))")
      output.markup("\n<ul>\n")
      for origin in own.prefix(LineagePage.most) { write(origin.cell, lineage) }
      output.markup("</ul>\n")
      if own.count > LineagePage.most {
        var listed: [Int] = []
        for origin in own.dropFirst(LineagePage.most) {
          let number = number(of: lineage.cells.file[origin.cell], lineage)
          if listed.last != number, !listed.contains(number) { listed.append(number) }
        }
        let more = say.counted(own.count - LineagePage.most, .cell)
        let rest = listed.prefix(40).map { "[\($0)]" }.joined(separator: " ") + (listed.count > 40 ? " …" : "")
        output.element("p", " class=\"r\"", say("i jeszcze \(more) z plików \(rest)", "and \(more) more of the files \(rest)"))
        output.markup("\n")
      }
    }
  }

  /// One published cell: `[3] wiersz 12, kolumna 5: „2465” – miara, jednostka, okres, stan`.
  private mutating func write(_ cell: Int, _ lineage: LineageTable) {
    let number = number(of: lineage.cells.file[cell], lineage)
    output.markup("<li><a href=\"#f")
    output.markup(number)
    output.markup("\">[")
    output.markup(number)
    output.markup("]</a> ")
    let sheet = lineage.texts.sheet[Int(lineage.cells.sheet[cell])]
    if !sheet.isEmpty { output.text(say("arkusz \(sheet), ", "sheet \(sheet), ")) }
    if lineage.cells.row[cell] > 0 {
      output.text(say("wiersz ", "row "))
      output.markup(Int(lineage.cells.row[cell]))
    }
    if lineage.cells.column[cell] > 0 {
      output.text(say(", kolumna ", ", column "))
      output.markup(Int(lineage.cells.column[cell]))
    }
    output.text(": ")
    output.element("b", "", lineage.cells.text[cell])
    output.text(" – ")
    output.text(lineage.texts.measure[Int(lineage.cells.measure[cell])])
    let breakdown = lineage.texts.breakdown[Int(lineage.cells.breakdown[cell])]
    if !breakdown.isEmpty {
      output.text("[")
      output.text(breakdown)
      output.text("]")
    }
    output.text(", ")
    output.text(lineage.texts.unitName[Int(lineage.cells.unitName[cell])])
    output.text(", ")
    output.text(lineage.texts.period[Int(lineage.cells.period[cell])])
    let status = lineage.cells.status[cell]
    if status != .ok {
      output.text(", ")
      output.text(terms.status(status))
    }
    output.markup("</li>\n")
  }

  private mutating func number(of file: Int32, _ lineage: LineageTable) -> Int {
    if let known = files[file] { return known }
    fileNames.append(lineage.texts.file[Int(file)])
    files[file] = fileNames.count
    return fileNames.count
  }

  /// Adds the list of files with their checksums, and the checks that they went through.
  mutating func finish() -> [UInt8] {
    if !fileNames.isEmpty {
      output.markup("<section>\n")
      output.element("h2", " id=\"pliki\"", say("Pliki źródłowe", "Source files"))
      output.markup("\n<ol>\n")
      for (index, name) in fileNames.enumerated() {
        output.markup("<li id=\"f\(index + 1)\">")
        output.element("code", "", name)
        if let input = material.input(of: name) {
          output.text(" – \(say.numbers.size(input.size)), SHA-256 ")
          output.element("code", "", String(input.sha256.prefix(16)) + "…")
        }
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
    let names = Set(fileNames)
    var own = 0
    for stage in material.stages {
      own += stage.findings.count { finding in finding.severity != .note && names.contains(finding.place.file) }
    }
    return own == 0
      ? say(
        "Kontrole nie zgłosiły błędów ani ostrzeżeń w tych plikach.", "The checks reported no error or warning in these files.")
      : say(
        "Kontrole zgłosiły w tych plikach błędy lub ostrzeżenia: \(say.numbers.whole(own)); są w pliku findings.csv wydania.",
        "The checks reported errors or warnings in these files: \(say.numbers.whole(own)); see the edition's findings.csv.")
  }
}
