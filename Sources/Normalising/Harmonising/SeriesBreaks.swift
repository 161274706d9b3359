import Bytes
import Contracts
import Pipelines
import Territory

/// Where series stop being fully comparable, as far as the data themselves say: `breaks.csv`.
struct SeriesBreaks {
  private(set) var rows: [SeriesBreakRow] = []

  /// The borders of a unit changed and its figures are estimated or left as they were.
  ///
  /// A powiat whose borders changed on the same day is the sum of such gminas, where nobody publishes a figure of its own.
  mutating func addTerritory(_ lines: [HarmonisationRow], _ register: Register) {
    var seen: Set<[String]> = []
    func take(_ unit: String, _ date: String) {
      guard let year = Int(date.prefix(4)), seen.insert([unit, date]).inserted else { return }
      add(measure: "", unit: unit, period: String(year), .territory, date)
    }
    for line in lines where line.policy == .estimated || line.policy == .broken {
      take(line.unit, line.date)
      guard let powiat = register[line.unit]?.parent, register.isPowiat(powiat) else { continue }
      let changes = register.crosswalk.successors(of: powiat) + register.crosswalk.predecessors(of: powiat)
      if changes.contains(where: { $0.date == line.date }) { take(powiat, line.date) }
    }
  }

  /// Years in which every figure of a measure comes from other sources than in the year before, and figures that the
  /// publisher marks as made by another method.
  mutating func addSources(_ candidates: Candidates, _ rows: [Int32]) {
    let periods = candidates.texts.period.strings.map(CanonicalPeriod.init)
    var sources: [Int32: [Int: Set<Int32>]] = [:]
    var changed: [Int32: [Int32: Set<String>]] = [:]
    for row in rows.lazy.map(Int.init) {
      guard let period = periods[Int(candidates.period[row])] else { continue }
      let measure = candidates.measure[row]
      let isMarked = !candidates.changedMethods.isEmpty && candidates.changedMethods.contains(row)
      if candidates.status[row] == .methodChanged || isMarked {
        changed[measure, default: [:]][candidates.unit[row], default: []].insert(period.text)
      }
      if period.kind == .year, candidates.number(row) != nil {
        sources[measure, default: [:]][period.year, default: []].insert(candidates.source(row))
      }
    }
    for (measure, years) in sources {
      for (year, now) in years {
        guard let before = years[year - 1], before.isDisjoint(with: now) else { continue }
        func names(_ codes: Set<Int32>) -> String { codes.map { candidates.texts.source[$0] }.sorted().joined(separator: ", ") }
        add(
          measure: candidates.texts.measure[measure], unit: "", period: String(year), .sourceChange,
          "\(names(before)) → \(names(now))")
      }
    }
    for (measure, units) in changed {
      for (unit, periods) in units {
        for period in periods {
          add(
            measure: candidates.texts.measure[measure], unit: candidates.texts.unit[unit], period: period, .methodChanged, "")
        }
      }
    }
  }

  /// Versions of a form that give a measure: (measure, form, year of the version).
  mutating func addForms(_ versions: Set<FormVersion>, _ forms: FormTables) {
    for (measure, versions) in Dictionary(grouping: versions, by: \.measure) {
      let ordered = versions.sorted { $0.year < $1.year }
      for (before, now) in zip(ordered, ordered.dropFirst()) where before.table != now.table {
        add(measure: measure, unit: "", period: String(now.year), .formChange, "\(before.table) → \(now.table)")
      }
    }
  }

  private mutating func add(measure: String, unit: String, period: String, _ code: SeriesBreakRow.Code, _ detail: String) {
    var row = SeriesBreakRow()
    row.measure = measure
    row.unit = unit
    row.period = period
    row.code = code
    row.detail = detail
    rows.append(row)
  }
}

/// Which table of an official form a measure was read by.
struct FormVersion: Hashable {
  var measure: String
  var year: Int
  /// `MPiPS-03 (2012–2020)`.
  var table: String
}

extension SourceNormaliser {
  /// The versions of forms that the source's series name, with the measures they lead to.
  func formVersions(_ texts: CellTexts) -> Set<FormVersion> {
    var found: Set<FormVersion> = []
    for (code, text) in texts.series.enumerated() where code < meanings.series.count {
      guard case .measure(let measure, _, _) = meanings.series[code] else { continue }
      let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 5, let year = Int(parts[1].prefix(4)),
        let table = forms.tableName(form: parts[0], version: year, section: parts[2], row: parts[3])
      else { continue }
      found.insert(FormVersion(measure: measure.id, year: year, table: table))
    }
    return found
  }
}
