import Bytes
import Findings
import Methods

extension Method {
  /// Needs against resources, unit by unit.
  static let resources: [Method] = [
    Method(
      "social-work-norm", aliases: ["art-110", "staffing-norm"],
      Wording("pracownicy socjalni a norma art. 110", en: "social workers against the norm of art. 110"),
      inputs: ["workers", "residents", "families"],
      [
        .column("workers", Wording("pracownicy socjalni, etaty", en: "social workers, full time")),
        .column("residents", Wording("ludność", en: "population")),
        .column("families", Wording("rodziny objęte pracą socjalną", en: "families in social work")),
        .flag(
          "centre", standard: true, Wording("jednostka prowadzi OPS: co najmniej trzech", en: "runs a centre: at least three")),
      ], source: "art. 110 ust. 11 i 12 ustawy o pomocy społecznej (Dz.U. 2004 nr 64 poz. 593 ze zm.)"
    ) { (call) throws(Refusal) in
      let workers = try call.table.numbers(try call.column("workers", ["fte", "etaty"], place: 0))
      let residents = try call.table.numbers(try call.column("residents", ["population", "ludnosc"], place: 1))
      let families = try call.table.numbers(try call.column("families", ["rodziny"], place: 2))
      var columns = [[SeparatedField]](repeating: [], count: 5)
      for row in 0..<call.table.count {
        let norm = SocialWorkNorm(
          workers: workers[row], residents: residents[row], families: families[row], hasCentre: call.flag("centre"))
        func word(_ flag: Bool?) -> SeparatedField { flag.map { .text($0 ? "yes" : "no") } ?? .empty }
        let fields: [SeparatedField] = [
          .text(norm.verdict.rawValue), word(norm.meetsResidents), word(norm.meetsFamilies), word(norm.meetsThree),
          .finite(norm.required),
        ]
        for (index, field) in fields.enumerated() { columns[index].append(field) }
      }
      return .beside(call, ["verdict", "meets_residents", "meets_families", "meets_three", "required"], columns)
    },
    Method(
      "location-quotient", aliases: ["lq"], Wording("wskaźnik lokalizacji", en: "location quotient"), inputs: ["x", "n"],
      [
        countColumn, wholeColumn,
        .text(
          "reference",
          Wording("klucz wiersza regionu; bez niego suma wierszy", en: "key of the region's row; else the sum of rows")),
      ], source: "W. Isard, Methods of Regional Analysis (1960)"
    ) { (call) throws(Refusal) in
      let parts = try call.table.numbers(try call.column("x", countNames, place: 0))
      let wholes = try call.table.numbers(try call.column("n", wholeNames, place: 1))
      let region = try call.regionParts(parts, wholes)
      let quotients = parts.indices.map { row -> Double? in
        guard let part = parts[row], let whole = wholes[row] else { return nil }
        return locationQuotient(part: part, whole: whole, ofRegion: region)
      }
      return .beside(call, ["location_quotient"], [quotients.map { .finite($0) }])
    },
    Method(
      "need-resource", aliases: ["need-resource-matrix", "quadrants"],
      Wording("potrzeba a zasób: ćwiartki poza granicą błędu", en: "need and resource: quadrants beyond uncertainty"),
      inputs: ["need_lower", "need_upper", "resource_lower", "resource_upper"],
      [
        .column("need_lower", Wording("dolna granica potrzeby", en: "lower limit of the need")),
        .column("need_upper", Wording("górna granica potrzeby", en: "upper limit of the need")),
        .column("resource_lower", Wording("dolna granica zasobu", en: "lower limit of the resource")),
        .column("resource_upper", Wording("górna granica zasobu", en: "upper limit of the resource")),
        .number("need_average", standard: "", Wording("średnia potrzeby w regionie", en: "the region's average of the need")),
        .number(
          "resource_average", standard: "", Wording("średnia zasobu w regionie", en: "the region's average of the resource")),
      ], source: "średnia leży w przedziale: bez orzeczenia / the average lies in the interval: nothing is said"
    ) { (call) throws(Refusal) in
      var limits: [[Double?]] = []
      for (place, name) in ["need_lower", "need_upper", "resource_lower", "resource_upper"].enumerated() {
        limits.append(try call.table.numbers(try call.column(name, [], place: place)))
      }
      let (need, resource) = (try call.number("need_average"), try call.number("resource_average"))
      let words = (0..<call.table.count).map { row -> SeparatedField in
        guard let a = limits[0][row], let b = limits[1][row], let c = limits[2][row], let d = limits[3][row] else {
          return .empty
        }
        return .text(NeedResourceQuadrant(need: (Interval(a, b), need), resource: (Interval(c, d), resource)).rawValue)
      }
      return .beside(call, ["quadrant"], [words])
    },
    Method(
      "reliability", aliases: ["small-numbers", "reliability-flag"],
      Wording("wiarygodność wskaźnika z małych liczb", en: "reliability of a rate of small numbers"),
      inputs: ["x", "n (of a share)"],
      [
        countColumn, wholeColumn,
        .number(
          "events", standard: "\(Int(RateReliability.fewEvents))",
          Wording("przy mniejszej liczbie zdarzeń: niepewny", en: "with fewer events: uncertain")),
        .number(
          "base", standard: "\(Int(RateReliability.fewInWhole))",
          Wording("przy mniejszej całości: mała podstawa", en: "with a smaller whole: small base")),
      ], source: "błąd względny 1/√x ≥ 30 % przy x < 12 / relative error 1/sqrt(x) of 30 % below 12 events"
    ) { (call) throws(Refusal) in
      let events = try call.table.numbers(try call.column("x", countNames, place: 0))
      var wholes = [Double?](repeating: nil, count: events.count)
      if let column = try call.optionalColumn("n", wholeNames, place: 1) { wholes = try call.table.numbers(column) }
      let (few, base) = (try call.number("events"), try call.number("base"))
      let words = events.indices.map { row -> SeparatedField in
        guard let count = events[row] else { return .empty }
        return .text(RateReliability(events: count, ofWhole: wholes[row], fewEvents: few, fewInWhole: base).rawValue)
      }
      return .beside(call, ["reliability"], [words])
    },
  ]
}

extension MethodCall {
  /// The region's part and whole: the row that is named, else the sum of the rows that have both.
  fileprivate func regionParts(_ parts: [Double?], _ wholes: [Double?]) throws(Refusal) -> (part: Double, whole: Double) {
    let reference = text("reference")
    guard !reference.isEmpty else {
      let rows = parts.indices.filter { parts[$0] != nil && wholes[$0] != nil }
      return (rows.reduce(0) { $0 + (parts[$1] ?? 0) }, rows.reduce(0) { $0 + (wholes[$1] ?? 0) })
    }
    guard let row = (0..<table.count).first(where: { table.name($0) == reference }), let part = parts[row],
      let whole = wholes[row]
    else {
      throw refusal(
        Wording("nie ma wiersza „\(reference)” z obiema liczbami", en: "there is no row '\(reference)' with both numbers"))
    }
    return (part, whole)
  }
}
