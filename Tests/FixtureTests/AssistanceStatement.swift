/// Statements of the assistance centres: MPiPS-03 up to 2020, MRiPS-03 and MRiPS-06 from 2021. Printed control sums hold.
struct AssistanceStatements {
  let figures: AssistanceFigures
  let numbers: SeededNumbers

  private var region: Region { figures.population.region }

  static func version(_ year: Int) -> String {
    switch year {
    case ...2005: "2005.1"
    case 2006...2011: "2009.1"
    case 2012...2018: "2014.1"
    case 2019...2020: "2019.1"
    case 2021: "2021.1"
    default: "2022.1"
    }
  }

  func statement(_ place: Int, _ yearIndex: Int) -> Statement {
    let year = region.years[yearIndex]
    let item = region.places[place]
    let isNew = year >= 2021
    var sections: [Statement.Section] = []
    if !isNew { sections.append(.init(number: "1", title: "Zatrudnienie", rows: staff(place, year))) }
    sections.append(
      .init(number: isNew ? "1A" : "2A", title: "Zadania zlecone", rows: delegated(place, yearIndex)))
    sections.append(.init(number: isNew ? "1B" : "2B", title: "Zadania własne", rows: own(place, yearIndex)))
    sections.append(
      .init(number: isNew ? "2" : "3", title: "Rzeczywista liczba rodzin i osób", rows: actual(place, yearIndex)))
    sections.append(.init(number: isNew ? "3" : "4", title: "Powody", rows: reasons(place, yearIndex)))
    sections.append(.init(number: isNew ? "4" : "5", title: "Typy rodzin", rows: types(place, yearIndex)))
    return Statement(
      form: isNew ? "MRiPS-03" : "MPiPS-03", version: Self.version(year), unit: item.code(in: year),
      unitName: (item.kind == 2
        ? "Gminny Ośrodek Pomocy Społecznej "
        : item.kind == 3 ? "Miejsko-Gminny Ośrodek Pomocy Społecznej " : "Ośrodek Pomocy Społecznej ") + item.name,
      year: year, sections: sections)
  }

  /// MRiPS-06 section 1: staff of the centre from 2021.
  func staffStatement(_ place: Int, _ year: Int) -> Statement {
    let (managers, seniors, middle, juniors, care, others) = staffParts(place, year)
    let item = region.places[place]
    let workers = [seniors, middle, juniors]
    let rows = [
      staffRow(1, "Ośrodek pomocy społecznej", [managers] + workers + [care, others]), staffRow(2, "kierownicy", [managers]),
      staffRow(3, "pracownicy socjalni ogółem", workers), staffRow(4, "specjaliści pracy socjalnej", [seniors]),
      staffRow(5, "starsi pracownicy socjalni", [middle]), staffRow(6, "pracownicy socjalni", [juniors]),
      staffRow(7, "wykonujący usługi opiekuńcze", [care]), staffRow(8, "pozostali pracownicy", [others]),
    ]
    return Statement(
      form: "MRiPS-06", version: "2021.1", unit: item.code(in: year), unitName: item.name, year: year,
      sections: [.init(number: "1", title: "Zatrudnienie", rows: rows)])
  }

  // MARK: Staff

  private func staffParts(_ place: Int, _ year: Int) -> (Int, Int, Int, Int, Int, Int) {
    let workers = figures.socialWorkerQuarters(place, year)
    let seniors = workers / 4
    let middle = workers / 3
    let others = max(4, rounded(Double(workers) * 0.6 / 4) * 4)
    return (4, seniors, middle, workers - seniors - middle, figures.careWorkerQuarters(place, year), others)
  }

  /// Persons are counted part by part, so that the printed sums hold for them as for the posts.
  private func staffRow(_ number: Int, _ label: String, _ parts: [Int]) -> Statement.Row {
    let people = parts.reduce(0) { $0 + ($1 + 3) / 4 }
    return Statement.Row(number, label, [(1, "\(people)"), (2, quarters(parts.reduce(0, +)))])
  }

  /// Dział 1. The rows of centres are numbered 23-40 up to the form of 2011 and 24-41 from 2012.
  private func staff(_ place: Int, _ year: Int) -> [Statement.Row] {
    let (managers, seniors, middle, juniors, care, others) = staffParts(place, year)
    let shift = year <= 2011 ? 0 : 1
    let all = [managers, seniors, middle, juniors, care, others]
    return [
      staffRow(1, "OGÓŁEM", all), staffRow(23 + shift, "Ośrodki pomocy społecznej", all),
      staffRow(24 + shift, "kierownicy", [managers]),
      staffRow(26 + shift, "pracownicy socjalni ogółem", [seniors, middle, juniors]),
      staffRow(28 + shift, "specjalista pracy socjalnej", [seniors]),
      staffRow(29 + shift, "starszy pracownik socjalny", [middle]),
      staffRow(30 + shift, "pracownik socjalny", [juniors]),
      staffRow(35 + shift, "pracownicy wykonujący usługi opiekuńcze", [care]),
      staffRow(40 + shift, "pozostali pracownicy", [others]),
    ]
  }

  // MARK: Benefits

  /// persons, benefits, amount, families, persons in families; all zero together.
  private func benefit(
    _ number: Int, _ label: String, persons: Int, perPerson: Double, average: Double, size: Double, isService: Bool = false
  ) -> Statement.Row {
    let families = persons == 0 ? 0 : max(1, rounded(Double(persons) * 0.96))
    let benefits = rounded(Double(persons) * perPerson)
    let inFamilies = max(persons, rounded(Double(families) * size))
    return Statement.Row(
      number, label, [persons, benefits, rounded(Double(benefits) * average), families, inFamilies])
  }

  /// The row with its families, and the persons in them, within what the total of the section leaves: no kind of benefit goes to
  /// more families than all of them go to, and all go to no more than the kinds together.
  private func fitted(_ row: Statement.Row, families: ClosedRange<Int>, members: ClosedRange<Int>) -> Statement.Row {
    let persons = row.value(1) ?? 0
    guard persons > 0 else { return row }
    let count = min(max(row.value(4) ?? 0, families.lowerBound), families.upperBound)
    let inFamilies = min(max(row.value(5) ?? 0, members.lowerBound, persons, count), members.upperBound)
    return Statement.Row(
      Int(row.number) ?? 0, row.label, [persons, row.value(2) ?? 0, row.value(3) ?? 0, count, inFamilies])
  }

  private func share(_ name: String, _ place: Int, _ year: Int, spread: Double = 0.15) -> Double {
    numbers.factor("\(name)/\(region.powiats[region.places[place].powiat].code)", spread * 0.8)
      * numbers.factor("\(name)/\(region.places[place].code)", spread)
      * numbers.factor("\(name)/\(region.places[place].code)/\(year)", 0.05)
  }

  /// Own tasks: all less 3 %.
  private func ownPart(_ value: Int) -> Int { value - value * 3 / 100 }
  /// Delegated tasks: 5 % and at least those 3 %, so that own + delegated >= all >= either (Dział 3).
  private func delegatedPart(_ value: Int) -> Int { min(value, value * 3 / 100 + (value + 49) / 50) }

  private func delegated(_ place: Int, _ yearIndex: Int) -> [Statement.Row] {
    let year = region.years[yearIndex]
    let people = delegatedPart(figures.decisions[place][yearIndex])
    let wanted = Double(figures.population.count(place, year)) * 0.0004 * share("specialist", place, year, spread: 0.9)
    let (families, members) = (
      delegatedPart(figures.families[place][yearIndex]), delegatedPart(figures.persons[place][yearIndex])
    )
    let carePersons = min(people, rounded(wanted))
    let isCareOnly = carePersons == people
    var care = benefit(
      2, "Specjalistyczne usługi opiekuńcze dla osób z zaburzeniami psychicznymi", persons: carePersons, perPerson: 210,
      average: 18 + 1.2 * Double(year - 2005), size: 2.1)
    care = fitted(
      care, families: (isCareOnly ? families : 0)...families, members: (isCareOnly ? members : 0)...members)
    let guardians = fitted(
      benefit(3, "Wynagrodzenie należne opiekunowi", persons: people - carePersons, perPerson: 11, average: 260, size: 1.5),
      families: (families - (care.value(4) ?? 0))...families, members: (members - (care.value(5) ?? 0))...members)
    let total = [
      people, (care.value(2) ?? 0) + (guardians.value(2) ?? 0), (care.value(3) ?? 0) + (guardians.value(3) ?? 0),
      families, members,
    ]
    return [Statement.Row(1, "RAZEM", total), care, guardians]
  }

  private func own(_ place: Int, _ yearIndex: Int) -> [Statement.Row] {
    let year = region.years[yearIndex]
    let people = figures.decisions[place][yearIndex]
    let adults = Double(figures.population.adults(place, year))
    let old = Double(figures.population.count(place, year, ages: 13...17))
    let need = figures.poverty(place, year)
    // Nobody is granted a kind of benefit who is not among all that are granted one.
    func part(_ name: String, _ value: Double) -> Int { min(ownPart(people), rounded(value * share(name, place, year))) }
    let permanent = part("permanent", adults * 0.0072 * need * interpolated([2005: 0.7, 2012: 1, 2023: 0.95], year))
    let alone = rounded(Double(permanent) * 0.72)
    let periodic = part("periodic", Double(people) * interpolated([2005: 0.42, 2010: 0.38, 2015: 0.36, 2023: 0.21], year))
    let meals = part("meal", Double(people) * interpolated([2005: 0.45, 2015: 0.44, 2019: 0.38, 2023: 0.3], year))
    let care = part("care", old * interpolated([2005: 0.024, 2023: 0.031], year))
    let targeted = part("targeted", Double(people) * 0.46)
    let shelter = part("shelter", Double(figures.population.count(place, year)) * 0.00045 * need)
    let fee = part("fee", old * interpolated([2005: 0.002, 2023: 0.0085], year))
    let size = interpolated([2005: 2.6, 2015: 2.1, 2023: 1.8], year)
    let criterion = interpolated([2005: 316, 2010: 351, 2015: 514, 2018: 634, 2022: 600, 2023: 776], year)
    func cost(_ base: Double) -> Double { base * interpolated([2005: 0.75, 2015: 1, 2023: 1.55], year) }
    var rows = [
      benefit(2, "Zasiłki stałe – ogółem", persons: permanent, perPerson: 10.4, average: criterion * 0.82, size: 1.4),
      benefit(3, "dla osoby samotnie gospodarującej", persons: alone, perPerson: 10.4, average: criterion * 0.86, size: 1),
      benefit(5, "Zasiłki okresowe – ogółem", persons: periodic, perPerson: 4.6, average: criterion * 0.61, size: size),
      benefit(
        6, "w tym z powodu bezrobocia", persons: rounded(Double(periodic) * 0.7), perPerson: 4.6, average: criterion * 0.61,
        size: size),
      benefit(10, "Schronienie", persons: shelter, perPerson: 140, average: cost(22), size: 1),
      benefit(11, "Posiłek", persons: meals, perPerson: 108, average: cost(4.8), size: size * 1.1),
      benefit(14, "Usługi opiekuńcze – ogółem", persons: care, perPerson: 290, average: cost(16), size: 1.2),
      benefit(17, "Inne zasiłki celowe i w naturze – ogółem", persons: targeted, perPerson: 2.4, average: cost(230), size: size),
      benefit(
        20, "Odpłatność gminy za pobyt w domu pomocy społecznej", persons: fee, perPerson: 11, average: cost(2100), size: 1),
    ]
    let families = ownPart(figures.families[place][yearIndex])
    let members = ownPart(figures.persons[place][yearIndex])
    rows = rows.map { fitted($0, families: 0...families, members: 0...members) }
    // Zasiłki stałe: w. 2 = 3 + 4 in every column.
    let total = rows[0].cells.compactMap { Int($0.text) }
    let single = rows[1].cells.compactMap { Int($0.text) }
    let limited = zip(single, total).map { min($0, $1) }
    rows[1] = Statement.Row(3, rows[1].label, limited)
    rows.insert(Statement.Row(4, "dla osoby pozostającej w rodzinie", zip(total, limited).map { $0 - $1 }), at: 2)
    let topLevel = [2, 5, 10, 11, 14, 17, 20]
    let tops = rows.filter { topLevel.contains(Int($0.number) ?? 0) }
    func sum(_ column: Int) -> Int { tops.reduce(0) { $0 + ($1.value(column) ?? 0) } }
    rows.insert(Statement.Row(1, "RAZEM", [ownPart(people), sum(2), sum(3), families, members]), at: 0)
    return rows
  }

  // MARK: Actual numbers, reasons, types

  private func actual(_ place: Int, _ yearIndex: Int) -> [Statement.Row] {
    let year = region.years[yearIndex]
    let people = figures.decisions[place][yearIndex]
    let families = figures.families[place][yearIndex]
    let persons = figures.persons[place][yearIndex]
    let rural = figures.ruralShare(place)
    func row(_ number: Int, _ label: String, _ share: Double) -> Statement.Row {
      func part(_ value: Int) -> Int { min(value, rounded(Double(value) * share)) }
      return Statement.Row(number, label, [part(people), part(families), rounded(Double(part(families)) * rural), part(persons)])
    }
    func values(_ part: (Int) -> Int) -> [Int] {
      [part(people), part(families), rounded(Double(part(families)) * rural), part(persons)]
    }
    let cash = 0.76 * share("cash", place, year, spread: 0.06)
    let kind = 0.6 * share("kind", place, year, spread: 0.1)
    let work = rounded(Double(families) * 1.1 * share("work", place, year, spread: 0.12))
    let workPersons = max(work, rounded(Double(work) * Double(persons) / Double(max(1, families))))
    let only = rounded(Double(work) * 0.24 * share("only", place, year, spread: 0.3))
    let onlyPersons = min(workPersons, max(only, rounded(Double(only) * 1.6)))
    func services(_ number: Int, _ label: String, _ families: Int, _ persons: Int) -> Statement.Row {
      Statement.Row(number, label, [(2, "\(families)"), (3, "\(rounded(Double(families) * rural))"), (4, "\(persons)")])
    }
    return [
      row(1, "Świadczenia przyznane w ramach zadań zleconych i zadań własnych", 1), row(2, "w tym: świadczenia pieniężne", cash),
      row(3, "w tym: świadczenia niepieniężne", kind),
      Statement.Row(4, "w ramach zadań zleconych", values(delegatedPart)),
      Statement.Row(5, "w ramach zadań własnych", values(ownPart)),
      services(6, "Praca socjalna – ogółem", work, workPersons),
      services(7, "w tym: wyłącznie w postaci pracy socjalnej", only, onlyPersons),
    ]
  }

  /// Dział 4. Reasons overlap: they add up to more than the families.
  private func reasons(_ place: Int, _ yearIndex: Int) -> [Statement.Row] {
    let year = region.years[yearIndex]
    let families = figures.families[place][yearIndex]
    let persons = figures.persons[place][yearIndex]
    let mean = Double(persons) / Double(max(1, families))
    let need = min(1.3, max(0.8, figures.poverty(place, year)))
    let town = region.places[place].kind == 1 || region.places[place].kind == 8
    func at(_ points: [Int: Double]) -> Double { interpolated(points, year) }
    // number, label, share of families, size of the family in relation to the mean
    let list: [(Int, String, Double, Double)] = [
      (1, "Ubóstwo", at([2005: 0.6, 2015: 0.63, 2023: 0.5]) * (0.75 + 0.25 * need), 1.0), (2, "Sieroctwo", 0.004, 1.0),
      (3, "Bezdomność", town ? 0.045 : 0.016, 0.55),
      (4, "Potrzeba ochrony macierzyństwa", at([2005: 0.16, 2015: 0.17, 2017: 0.12, 2023: 0.09]), 2.0),
      (5, "w tym: wielodzietność", at([2005: 0.08, 2015: 0.09, 2023: 0.055]), 2.4),
      (6, "Bezrobocie", at([2005: 0.66, 2010: 0.56, 2015: 0.52, 2019: 0.36, 2023: 0.3]) * (0.75 + 0.25 * need), 1.15),
      (7, "Niepełnosprawność", at([2005: 0.28, 2015: 0.33, 2023: 0.43]), 0.85),
      (8, "Długotrwała lub ciężka choroba", at([2005: 0.27, 2015: 0.36, 2023: 0.47]), 0.8),
      (9, "Bezradność opiekuńczo-wychowawcza – ogółem", at([2005: 0.19, 2023: 0.15]), 1.5),
      (10, "w tym: rodziny niepełne", at([2005: 0.1, 2023: 0.085]), 1.35),
      (11, "w tym: rodziny wielodzietne", at([2005: 0.06, 2023: 0.04]), 2.3), (12, "Przemoc", 0.024, 1.5),
      (14, "Alkoholizm", 0.075 * (0.8 + 0.2 * need), 0.85),
      (15, "Narkomania", town ? 0.009 : 0.003, 0.8), (16, "Trudności po zwolnieniu z zakładu karnego", 0.024, 0.7),
      (18, "Zdarzenie losowe", 0.009, 1.2), (19, "Sytuacja kryzysowa", 0.012, 1.1),
    ]
    let rural = figures.ruralShare(place)
    var rows: [Statement.Row] = []
    for (number, label, part, size) in list {
      var count = min(families, rounded(Double(families) * part * share("reason\(number)", place, year, spread: 0.28)))
      var inFamilies = min(persons, max(count, rounded(Double(count) * max(1, mean * size))))
      if number == 5 || number == 10 || number == 11, let parent = rows.last(where: { $0.number == (number == 5 ? "4" : "9") }) {
        count = min(count, parent.value(1) ?? 0)
        inFamilies = min(inFamilies, parent.value(3) ?? 0)
      }
      let countryside = min(count, rounded(Double(count) * rural))
      rows.append(
        Statement.Row(
          number, label,
          number == 1 || number == 6
            ? [(1, "\(count)"), (2, "\(countryside)"), (3, "\(inFamilies)")] : [(1, "\(count)"), (3, "\(inFamilies)")]))
    }
    return rows
  }

  private func types(_ place: Int, _ yearIndex: Int) -> [Statement.Row] {
    let year = region.years[yearIndex]
    let families = figures.families[place][yearIndex]
    let sizes = HouseholdSizes(families: families, persons: figures.persons[place][yearIndex])
    let persons = sizes.persons
    let names = ["o liczbie osób: 1", "2", "3", "4", "5", "6 i więcej"]
    var rows = [Statement.Row(1, "Rodziny ogółem", [(1, "\(families)"), (3, "\(persons.reduce(0, +))")])]
    for size in 0..<6 {
      rows.append(Statement.Row(2 + size, names[size], [(1, "\(sizes.families[size])"), (3, "\(persons[size])")]))
    }
    let several = families - sizes.families[0]
    let withChildren = min(several, rounded(Double(several) * 0.68 * share("children", place, year, spread: 0.08)))
    let large = share("large", place, year, spread: 0.3)
    let children = apportioned(
      withChildren, by: [0.42, 0.33, 0.155 * large, 0.06 * large, 0.022 * large, 0.009 * large, 0.004 * large])
    rows.append(Statement.Row(8, "rodziny z dziećmi ogółem", [(1, "\(withChildren)")]))
    let labels = ["o liczbie dzieci: 1", "2", "3", "4", "5", "6", "7 i więcej"]
    for (index, count) in children.enumerated() { rows.append(Statement.Row(9 + index, labels[index], [(1, "\(count)")])) }
    let single = min(withChildren, rounded(Double(withChildren) * 0.33 * share("single", place, year, spread: 0.2)))
    rows.append(Statement.Row(16, "rodziny niepełne ogółem", [(1, "\(single)")]))
    let pensioners = min(
      families, rounded(Double(families) * interpolated([2005: 0.2, 2023: 0.29], year) * share("pensioners", place, year)))
    rows.append(Statement.Row(21, "rodziny emerytów i rencistów ogółem", [(1, "\(pensioners)")]))
    return rows
  }
}
