import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// The town and the countryside of a gmina (kinds 4 and 5) are left out beside their whole; what they say is used to check it.
extension SourceNormaliser {
  private enum Role { case whole, town, countryside }

  private struct Part {
    var gmina: Int
    var role: Role
  }

  private struct FigureKey: Hashable {
    var gmina: Int
    var file: Int32
    var series: Int32
    var period: Int32
  }

  private struct Figures {
    var whole: Double?
    var town: Double?
    var countryside: Double?
    /// Of the whole.
    var sheet: Int32 = 0
    var row: Int32 = 0
    var column: Int32 = 0
    var townRow: Int32 = 0
    var countrysideRow: Int32 = 0
    /// What one in the last printed digit counts; 0 for whole numbers.
    var step = 0.0
  }

  /// Town and countryside give the gmina, where one file has all three of them. Told of figures that add up only.
  mutating func checkPartSums(_ cells: CellsReader, _ tallies: inout RuleTallies) throws(Refusal) {
    let (parts, gminas) = partsWithWholes()
    guard !parts.isEmpty else { return }
    let figures = try figures(of: parts, cells)
    var checked = 0
    var failed: [(key: FigureKey, figures: Figures)] = []
    for (key, own) in figures {
      guard let whole = own.whole, let town = own.town, let countryside = own.countryside else { continue }
      checked += 1
      // Each of the three may be away by half of its last digit.
      let difference = abs(whole - town - countryside)
      if difference > 1.5 * own.step + 1e-9 * max(1, abs(whole)) { failed.append((key, own)) }
    }
    failed.sort { a, b in
      (a.key.file, a.figures.sheet, a.figures.row, a.figures.column, a.key.series)
        < (b.key.file, b.figures.sheet, b.figures.row, b.figures.column, b.key.series)
    }
    for (key, own) in failed { findings.append(finding(key, own, gminas[key.gmina], cells.texts)) }
    tallies.add("parts-not-gmina", .warning, checked: checked, failed: failed.count)
  }

  /// Codes of files that stand for a town, a countryside or the gmina of both, with the gminas that they are numbered by.
  private func partsWithWholes() -> (parts: [HeadingPairs.Named: Part], gminas: [Unit]) {
    var gminas: [Unit] = []
    var numbers: [String: Int] = [:]
    var parts: [HeadingPairs.Named: Part] = [:]
    for pair in headings.parts.keys {
      guard case .part(let code)? = knownUnit(pair), code.hasPrefix(units.region),
        code.hasSuffix("4") || code.hasSuffix("5"), let gmina = register.gmina(stem: code.prefix(6))
      else { continue }
      let number = numbers[gmina.code] ?? gminas.count
      if number == gminas.count {
        numbers[gmina.code] = number
        gminas.append(gmina)
      }
      parts[HeadingPairs.Named(file: pair.file, unit: pair.unit, name: pair.name)] = Part(
        gmina: number, role: code.hasSuffix("4") ? .town : .countryside)
    }
    guard !parts.isEmpty else { return (parts, gminas) }
    for pair in headings.dated.keys {
      guard let unit = knownUnit(pair)?.unit, let number = numbers[unit.code] else { continue }
      parts[HeadingPairs.Named(file: pair.file, unit: pair.unit, name: pair.name)] = Part(gmina: number, role: .whole)
    }
    return (parts, gminas)
  }

  private func figures(
    of parts: [HeadingPairs.Named: Part], _ cells: CellsReader
  ) throws(Refusal) -> [FigureKey: Figures] {
    var meanings = self.meanings
    let isAdditive = meanings.series.map { series in
      if case .measure(let measure, _, _) = series { measure.isAdditive } else { false }
    }
    var found: [FigureKey: Figures] = [:]
    var last = (name: HeadingPairs.Named(file: -1, unit: -1, name: -1), part: Part?.none)
    for batchIndex in 0..<cells.batchCount {
      let batch = try cells.batch(batchIndex)
      for index in 0..<batch.count where isAdditive[Int(batch.series[index])] {
        let name = unitKey(batch, index)
        if name != last.name { last = (name, parts[name]) }
        guard let part = last.part,
          case .number(let value?, let decimals, _, _) = try reading(index, batch, cells, &meanings)
        else { continue }
        let key = FigureKey(
          gmina: part.gmina, file: batch.file[index], series: batch.series[index], period: batch.period[index])
        var own = found[key] ?? Figures()
        switch part.role {
        case .whole:
          // Of a gmina that stands there twice the first counts, and that is told elsewhere.
          guard own.whole == nil else { continue }
          own.whole = value
          (own.sheet, own.row, own.column) = (batch.sheet[index], batch.row[index], batch.column[index])
        case .town: (own.town, own.townRow) = (value, batch.row[index])
        case .countryside: (own.countryside, own.countrysideRow) = (value, batch.row[index])
        }
        let isInThousands = meanings.unitsOfMeasure[Int(batch.unitOfMeasure[index])].factor > 1
        if decimals > 0 || isInThousands {
          var step = 1.0
          for _ in 0..<decimals { step /= 10 }
          own.step = max(own.step, step)
        }
        found[key] = own
      }
    }
    return found
  }

  private func finding(_ key: FigureKey, _ own: Figures, _ gmina: Unit, _ texts: CellTexts) -> Finding {
    func shown(_ value: Double?) -> String {
      NumberPrinting.shortest(ObservationChecker.rounded(value ?? 0), comma: true)
    }
    var measure = ""
    var subject = ""
    if case .measure(let definition, let breakdown, _) = meanings.series[Int(key.series)] {
      measure = definition.id
      subject = seriesName(measure, breakdown)
    }
    let period = meanings.periods[Int(key.period)] ?? texts.period[Int(key.period)]
    let difference = (own.whole ?? 0) - (own.town ?? 0) - (own.countryside ?? 0)
    let sides =
      "\(gmina.name), \(period), \(subject): \(shown(own.whole)) ≠ \(shown(own.town)) + \(shown(own.countryside))"
    let tolerance = shown(1.5 * own.step)
    return Finding(
      .warning, "parts-not-gmina",
      at: Place(
        file: texts.file[Int(key.file)], sheet: texts.sheet[Int(own.sheet)], row: Int(own.row), column: Int(own.column)),
      unit: gmina.code, measure: measure,
      Wording(
        "Miasto i wieś nie dają gminy: \(sides) (wiersze \(own.townRow) i \(own.countrysideRow)), różnica \(shown(abs(difference))), tolerancja \(tolerance). Liczy się cała gmina; sprawdź, która z trzech liczb jest zła.",
        en:
          "Town and countryside are not the gmina: \(sides) (rows \(own.townRow) and \(own.countrysideRow)), difference \(shown(abs(difference))), tolerance \(tolerance). The whole gmina counts; see which of the three numbers is wrong."
      ))
  }
}
