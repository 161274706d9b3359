import Bytes
import Contracts
import Findings
import Pipelines
import Territory

/// A code of another day under which figures of a unit were published.
struct Recode: Hashable {
  var unit: String
  var unitName: String
  /// As published.
  var code: String
  var firstPeriod: String
  var lastPeriod: String
}

/// Brings the observations to the units of the register date: figures of units that were merged are added up, those of units
/// that were divided are shared out by population, and where that cannot be done the series is left as published and breaks.
///
/// Every series that is touched gets a line that says how (METHODS 5: recompute, apportion with a flag, or leave a break).
struct Harmoniser {
  private let register: Register
  private let measures: MeasureTable
  private var maps: [String: TerritoryMap] = [:]
  private var lines: [LineKey: Span] = [:]
  /// Rows of the candidates that were left in the borders of their time.
  private(set) var ofOtherBorders: Set<Int32> = []

  private struct LineKey: Hashable {
    var unit: String
    var measure: String
    var policy: HarmonisationRow.Policy
    var date: String
    var from: [String]
    var shares: [Double]
  }
  private struct Span {
    var first: String
    var last: String
  }
  private struct SeriesPeriod: Hashable {
    var measure: Int32
    var breakdown: Int32
    var period: Int32
  }

  init(_ register: Register, _ measures: MeasureTable) {
    self.register = register
    self.measures = measures
  }

  /// - Parameter rows: one a key, in the order of the keys.
  /// - Returns: the rows that count afterwards, in the order of the keys; some are new.
  mutating func apply(to candidates: inout Candidates, _ rows: [Int32], _ outcome: inout StageOutcome) -> [Int32] {
    let isConcerned = areConcerned(candidates.texts.unit.strings)
    var groups: [SeriesPeriod: [String: Int]] = [:]
    for row in rows.lazy.map(Int.init) where isConcerned[Int(candidates.unit[row])] {
      let key = SeriesPeriod(
        measure: candidates.measure[row], breakdown: candidates.breakdown[row], period: candidates.period[row])
      groups[key, default: [:]][candidates.texts.unit[candidates.unit[row]]] = row
    }
    if groups.isEmpty { return rows }
    var counts = [Bool](repeating: false, count: candidates.count)
    for row in rows { counts[Int(row)] = true }
    let countBefore = candidates.count
    var lost: [String: Int] = [:]
    for (key, group) in groups.sorted(by: { Self.precedes($0.key, $1.key, candidates.texts) }) {
      guard let period = CanonicalPeriod(candidates.texts.period[key.period]) else { continue }
      let map = map(on: period.lastDay)
      var carried: Set<String> = []
      var updates: [(row: Int, value: Double, status: ObservationStatus)] = []
      let measure = candidates.texts.measure[key.measure]
      let isAdditive = measures[measure]?.isAdditive ?? false
      var now = GminaFigures(register, group, candidates)
      // Gminas first: a powiat whose gminas are all known is their sum.
      let targets = map.targets.sorted {
        (register.isPowiat($0.key) ? 1 : 0, $0.key) < (register.isPowiat($1.key) ? 1 : 0, $1.key)
      }
      for (code, target) in targets where !target.isUntouched(code) {
        func note(_ policy: HarmonisationRow.Policy, _ parts: [(code: String, share: Double)]) {
          tell(code, measure, policy, target.date, parts, period)
        }
        if isAdditive, register.isPowiat(code), !target.isMerged, let whole = now.sum(of: code),
          group[code] != nil || target.parts.contains(where: { group[$0.code] != nil })
        {
          note(.merged, whole.parts.map { ($0, 1) })
          carried.formUnion(target.parts.map(\.code))
          if let own = group[code] {
            updates.append((own, whole.value, whole.status))
          } else if let unit = register[code] {
            candidates.appendCopy(of: whole.origin, for: unit, value: whole.value, status: whole.status)
            counts.append(true)
          }
          continue
        }
        let numbers = target.parts.map { part in
          group[part.code].flatMap { row in candidates.number(row).map { (row: row, value: $0 * part.share) } }
        }
        guard !target.isBroken, isAdditive, numbers.allSatisfy({ $0 != nil }), !numbers.isEmpty
        else {
          // Figures of the territory of that time stay, and the series breaks.
          guard let own = group[code] else { continue }
          note(.broken, [])
          now.forget(code)
          ofOtherBorders.insert(Int32(own))
          if !target.isBroken, isAdditive, let value = candidates.number(own),
            numbers.contains(where: { $0 != nil })
          {
            updates.append((own, value, .incomplete))
          }
          continue
        }
        let parts = numbers.compactMap(\.self)
        let policy: HarmonisationRow.Policy = target.isMerged ? .merged : .estimated
        let value = parts.reduce(0) { $0 + $1.value }
        let status = policy == .estimated ? .estimated : ObservationStatus.joined(parts.map { candidates.status[$0.row] })
        note(policy, target.parts)
        if policy == .estimated {
          now.forget(code)
        } else if let origin = parts.max(by: { $0.value < $1.value })?.row {
          now.take(code, value, status, origin)
        }
        carried.formUnion(target.parts.map(\.code))
        if let own = group[code] {
          updates.append((own, value, status))
        } else if let unit = register[code], let origin = parts.max(by: { $0.value < $1.value })?.row {
          candidates.appendCopy(of: origin, for: unit, value: value, status: status)
          counts.append(true)
        }
      }
      if isAdditive {
        for whole in wholes(of: group, carried, on: period.lastDay, candidates) {
          guard let unit = register[whole.powiat] else { continue }
          tell(whole.powiat, measure, .merged, whole.date, whole.sum.parts.map { ($0, 1) }, period)
          candidates.appendCopy(of: whole.sum.origin, for: unit, value: whole.sum.value, status: whole.sum.status)
          counts.append(true)
        }
      }
      for update in updates {
        candidates.value[update.row] = update.value
        candidates.status[update.row] = update.status
      }
      for (code, row) in group where register[code] == nil {
        counts[row] = false
        let balance = Int(candidates.sourceIndex[row])
        outcome.balances[balance].used -= 1
        outcome.balances[balance].skip(carried.contains(code) ? "carried-over" : "not-carried-over")
        // Publishers list a unit for all years, with nothing beside it where it was not there.
        if !carried.contains(code), candidates.number(row) != nil { lost[code, default: 0] += 1 }
      }
    }
    for (code, count) in lost.sorted(by: { $0.key < $1.key }) { outcome.findings.append(lossFinding(code, count)) }
    outcome.findings += lineFindings()
    let ordered = candidates.count == countBefore ? rows : candidates.sorted()
    return ordered.filter { counts[Int($0)] }
  }

  private mutating func tell(
    _ code: String, _ measure: String, _ policy: HarmonisationRow.Policy, _ date: String,
    _ parts: [(code: String, share: Double)],
    _ period: CanonicalPeriod
  ) {
    let line = LineKey(
      unit: code, measure: measure, policy: policy, date: date, from: policy == .broken ? [code] : parts.map(\.code),
      shares: parts.map(\.share))
    let known = lines[line] ?? Span(first: period.text, last: period.text)
    lines[line] = Span(first: min(known.first, period.text), last: max(known.last, period.text))
  }

  /// Which units merges and splits touch: those that they name, and all gminas of the powiats concerned, which make up the sum.
  private func areConcerned(_ codes: [String]) -> [Bool] {
    let changes = register.crosswalk.changes.filter { $0.kind == .merge || $0.kind == .split }
    let named = Set(changes.flatMap { [$0.predecessor, $0.successor] })
    var powiats = Set(named.filter(register.isPowiat))
    for code in named { powiats.formUnion(register.history(of: code).map(\.parent).filter(register.isPowiat)) }
    return codes.map { code in
      named.contains(code) || powiats.contains(code)
        || register.history(of: code).contains { $0.level == .gmina && powiats.contains($0.parent) }
    }
  }

  /// Powiats without a figure of their own in which a gmina lay that is gone, or that is younger than the register date, and whose
  /// figure nobody can share out: the powiat is still the sum of all that lay in it then.
  private func wholes(
    of group: [String: Int], _ carried: Set<String>, on day: String, _ candidates: Candidates
  ) -> [(powiat: String, date: String, sum: GminaFigures.Sum)] {
    var found: [String: (date: String, sum: GminaFigures.Sum)] = [:]
    let published = GminaFigures(register, group, candidates)
    for code in group.keys.sorted() where register[code] == nil && !carried.contains(code) {
      guard let unit = register.history(of: code).last, unit.level == .gmina, group[unit.parent] == nil, found[unit.parent] == nil
      else { continue }
      let changes = register.crosswalk.successors(of: code) + register.crosswalk.predecessors(of: code)
      let others = Set(changes.flatMap { [$0.predecessor, $0.successor] }).subtracting([code])
      // Where some of it went to another powiat, this one is no longer what it was.
      guard !others.isEmpty, others.allSatisfy({ register[$0]?.parent == unit.parent }),
        let sum = published.sum(of: register.summableChildren(of: unit.parent, at: .gmina, on: day))
      else { continue }
      found[unit.parent] = (changes.map(\.date).max() ?? "", sum)
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.date, $0.value.sum) }
  }

  /// Codes of another day's register: the same territory, figures as published.
  mutating func add(_ recodes: [Recode]) {
    for recode in recodes {
      let date = register.crosswalk.changes.last { $0.predecessor == recode.code || $0.successor == recode.code }?.date ?? ""
      let line = LineKey(
        unit: recode.unit, measure: "", policy: .recoded, date: date, from: [recode.code], shares: [1])
      let known = lines[line] ?? Span(first: recode.firstPeriod, last: recode.lastPeriod)
      lines[line] = Span(first: min(known.first, recode.firstPeriod), last: max(known.last, recode.lastPeriod))
    }
  }

  /// The lines of `harmonisation.csv`.
  var rows: [HarmonisationRow] {
    lines.map { key, span in
      var row = HarmonisationRow()
      row.unit = key.unit
      row.unitName = register[key.unit]?.name ?? ""
      row.measure = key.measure
      row.policy = key.policy
      row.date = key.date
      row.from = key.from
      row.shares = key.shares
      row.firstPeriod = span.first
      row.lastPeriod = span.last
      return row
    }
  }

  private mutating func map(on day: String) -> TerritoryMap {
    if let known = maps[day] { return known }
    let map = TerritoryMap(register, on: day)
    maps[day] = map
    return map
  }

  private static func precedes(_ a: SeriesPeriod, _ b: SeriesPeriod, _ texts: ObservationInterners) -> Bool {
    (texts.measure[a.measure], texts.breakdown[a.breakdown], texts.period[a.period])
      < (texts.measure[b.measure], texts.breakdown[b.breakdown], texts.period[b.period])
  }

  // MARK: Findings

  private func lossFinding(_ code: String, _ count: Int) -> Finding {
    let unit = register.history(of: code).last
    if let unit, unit.validFrom > register.date { return lossFinding(ofYounger: unit, count) }
    let changes = register.crosswalk.successors(of: code)
    let names = listed(changes.map(\.successor))
    return Finding(
      .warning, "dissolved-unit", unit: code,
      Wording(
        "Jednostki \(code) (\(unit?.name ?? "")) nie ma od \(changes.first?.date ?? ""); jej obszar przeszedł do: \(names). Liczb sprzed tej daty (\(count)) nie da się rozdzielić, bo udziały ludności są nieznane albo brak danych następcy; szereg się tu urywa. Uzupełnij registers/changes.csv albo wybierz wcześniejszą datę rejestru.",
        en:
          "The unit \(code) (\(unit?.name ?? "")) ended on \(changes.first?.date ?? ""); its area went to \(names). Its earlier figures (\(count)) cannot be shared out, since population shares are unknown or a successor has no figure; the series breaks here. Complete registers/changes.csv, or choose an earlier date of the register."
      ))
  }

  private func lossFinding(ofYounger unit: Unit, _ count: Int) -> Finding {
    let names = listed(register.crosswalk.predecessors(of: unit.code).map(\.predecessor))
    return Finding(
      .warning, "dissolved-unit", unit: unit.code,
      Wording(
        "Jednostka \(unit.code) (\(unit.name)) powstała \(unit.validFrom), po dacie rejestru \(register.date), z obszaru: \(names). Jej liczb (\(count)) nie da się do nich dodać, bo to nie są sumy albo brak drugiej części; pominięto je. Wybierz późniejszą datę rejestru.",
        en:
          "The unit \(unit.code) (\(unit.name)) was made on \(unit.validFrom), after the date of the register, \(register.date), from \(names). Its figures (\(count)) cannot be added to theirs, since they are no sums or the other part has none; they were left out. Choose a later date of the register."
      ))
  }

  /// `2002093 (Supraśl)`, one after the other.
  private func listed(_ codes: [String]) -> String {
    codes.map { code in "\(code) (\(register.history(of: code).last?.name ?? ""))" }.joined(separator: ", ")
  }

  /// One finding a unit and policy: the lines of the file tell the measures.
  private func lineFindings() -> [Finding] {
    struct Subject: Hashable {
      var unit: String
      var policy: HarmonisationRow.Policy
      var date: String
    }
    var spans: [Subject: (first: String, last: String, from: Set<String>, measures: Set<String>)] = [:]
    for (key, span) in lines {
      let subject = Subject(unit: key.unit, policy: key.policy, date: key.date)
      var known = spans[subject] ?? (span.first, span.last, [], [])
      known.first = min(known.first, span.first)
      known.last = max(known.last, span.last)
      known.from.formUnion(key.from)
      known.measures.insert(key.measure)
      spans[subject] = known
    }
    return spans.map { subject, span in
      let name = register[subject.unit]?.name ?? ""
      let periods = span.first == span.last ? span.first : "\(span.first)–\(span.last)"
      let from = span.from.sorted().joined(separator: ", ")
      // A register of before the change has figures of after it brought back.
      let isAfter = CanonicalPeriod(span.first).map { $0.lastDay >= subject.date } ?? false
      let side = isAfter ? "po zmianie" : "sprzed zmiany"
      let how: Wording =
        switch subject.policy {
        case .recoded: Wording("przekodowano", en: "recoded")
        case .merged: Wording("zsumowano (dokładnie) z: \(from)", en: "added up (exactly) from \(from)")
        case .estimated:
          Wording("oszacowano według udziałów ludności z: \(from)", en: "estimated by population shares from \(from)")
        case .broken:
          Wording(
            "zostawiono w granicach z tamtego czasu, szereg się tu łamie",
            en: "left in the borders of the time, the series breaks here")
        }
      return Finding(
        subject.policy == .broken ? .warning : .note, "harmonised-unit", unit: subject.unit,
        Wording(
          "\(name) (\(subject.unit)), \(periods): dane \(side) granic \(subject.date) \(how.polish). Miar: \(span.measures.count); harmonisation.csv wymienia je wszystkie.",
          en:
            "\(name) (\(subject.unit)), \(periods): figures from the other side of the change of borders of \(subject.date) were \(how.english). Measures: \(span.measures.count); harmonisation.csv has them all."
        ))
    }
  }
}
