import Contracts
package import Findings
import Ingesting
package import Markup

extension Explanation {
  /// One document: `diagnoza.explain/1`.
  package func json(_ language: Language) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("schema", .string("diagnoza.explain/1")), ("edition", .string(edition.id)), ("pipeline", .string(edition.pipeline)),
      ("program", .string(edition.version)), ("id", .string(id.text)),
    ]
    switch subject {
    case .indicator(let row, let definition, let origins):
      members += [
        ("kind", .string("indicator")), ("indicator", .string(row.indicator)), ("unit", .string(row.unit)),
        ("unit_name", .string(row.unitName)), ("level", .string(row.level)), ("period", .string(row.period)),
        ("value", number(row.value)), ("lower", number(row.lower)), ("upper", number(row.upper)),
        ("interval", .string(row.interval)), ("status", .string(row.status.rawValue)), ("reason", .string(row.reason)),
        ("numerator", number(row.numerator)), ("denominator", number(row.denominator)),
        ("definition", definition.map { json($0) } ?? .null), ("origins", .array(origins.map { json($0, language) })),
      ]
      members += place(row.rank, row.unitsRanked, row.rankLow, row.rankHigh, row.quintile)
      members += [
        ("change_previous", change(row.changePrevious, row.previousPeriod, standing?.previous)),
        ("change_base", change(row.changeBase, row.basePeriod, standing?.base)),
        ("breaks", .array(row.breaks.map { .string($0) })), ("reliability", .string(row.reliability.rawValue)),
        ("powiat_value", number(row.powiatValue)), ("voivodeship_value", number(row.voivodeshipValue)),
        ("country_value", number(row.countryValue)), ("location_quotient", number(row.locationQuotient)),
        ("compared", .array((standing?.above ?? []).map { json($0) })),
      ]
    case .derived(let number, let basis):
      members += [
        ("kind", .string("derived")), ("table", .string(number.table)),
        ("formula", .string(number.formula.text(language))),
        (
          "rows", .array(number.rows.map { row in .object(row.map { ($0.name, .string($0.text)) }) })
        ), ("basis", .array(basis.map { json($0, language) })),
      ]
    case .observations(let origins):
      members += [
        ("kind", .string("observations")), ("measure", .string(id.indicator)), ("unit", .string(id.unit)),
        ("period", .string(id.period)), ("origins", .array(origins.map { json($0, language) })),
      ]
    case .index(let row, let parts, let basis):
      members += [
        ("kind", .string("index")), ("indicator", .string(row.index)), ("unit", .string(row.unit)),
        ("unit_name", .string(row.unitName)), ("level", .string(row.level)), ("period", .string(row.period)),
        ("value", number(row.score)), ("coverage", number(row.coverage)), ("missing", .array(row.missing.map { .string($0) })),
        ("parts", .array(parts.map { json($0, row) })), ("basis", .array(basis.map { json($0, language) })),
      ]
      members += place(row.rank, row.unitsRanked, row.rankLow, row.rankHigh, row.quintile)
    }
    members += [
      ("findings", .array(findings.map { json($0, language) })),
      (
        "stages",
        .array(
          stages.map {
            .object([("stage", .string($0.stage.rawValue)), ("key", .string($0.key)), ("method", .string($0.method))])
          })
      ),
    ]
    return .object(members)
  }

  private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  private func integer(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

  /// The place, and every number that has one beside it.
  private func place(
    _ rank: Int?, _ ranked: Int?, _ low: Int?, _ high: Int?, _ fifth: Int?
  ) -> [(String, JSONValue)] {
    let others: [Standing.Other] = rank == nil ? [] : (standing?.ranked ?? [])
    return [
      ("rank", integer(rank)), ("units_ranked", integer(ranked)), ("rank_low", integer(low)), ("rank_high", integer(high)),
      ("class", integer(fifth)), ("ranked", .array(others.map { json($0) })),
    ]
  }

  private func change(_ size: Double?, _ period: String, _ other: Standing.Other?) -> JSONValue {
    guard let size else { return .null }
    return .object([
      ("change", .number(size)), ("period", .string(period)), ("from", other.map { json($0) } ?? .null),
    ])
  }

  private func json(_ other: Standing.Other) -> JSONValue {
    .object([
      ("id", .string(other.id.text)), ("unit_name", .string(other.unitName)), ("value", .number(other.value)),
      ("rank", integer(other.rank)),
    ])
  }

  private func json(_ basis: Basis, _ language: Language) -> JSONValue {
    .object([
      ("id", .string(basis.id.text)), ("value", number(basis.row.value)), ("numerator", number(basis.row.numerator)),
      ("denominator", number(basis.row.denominator)), ("status", .string(basis.row.status.rawValue)),
      ("definition", basis.definition.map { json($0) } ?? .null),
      ("origins", .array(basis.origins.map { json($0, language) })),
    ])
  }

  private func json(_ definition: Definition) -> JSONValue {
    .object([
      ("label", .object([("pl", .string(definition.label.polish)), ("en", .string(definition.label.english))])),
      ("numerator", .string(definition.numerator)), ("denominator", .string(definition.denominator)),
      ("multiplier", .string(definition.multiplier)), ("unit", .string(definition.unit)),
      ("publisher", .string(definition.publisher)),
    ])
  }

  private func json(_ origin: Origin, _ language: Language) -> JSONValue {
    let it = origin.origin.observation
    var members: [(String, JSONValue)] = [
      ("role", .string(origin.origin.role.rawValue)), ("observation", .integer(origin.origin.number)),
      ("measure", .string(it.measure)), ("breakdown", .string(it.breakdown)), ("unit", .string(it.unit)),
      ("unit_name", .string(it.unitName)), ("period", .string(it.period)), ("value", number(it.value)),
      ("status", .string(it.status.rawValue)), ("text", .string(it.text)), ("source", .string(it.source)),
      ("file", .string(it.file)), ("sha256", .string(origin.origin.file?.sha256 ?? "")),
      ("size", origin.origin.file.map { .integer($0.size) } ?? .null), ("sheet", .string(it.sheet)), ("row", .integer(it.row)),
      ("column", .integer(it.column)),
    ]
    if let cell = origin.cell {
      members.append(
        (
          "cell",
          .object([
            ("text", .string(cell.text)), ("unit_code", .string(cell.unitCode)), ("unit_name", .string(cell.unitName)),
            ("period", .string(cell.period)), ("series", .string(cell.series)),
            ("unit_of_measure", .string(cell.unitOfMeasure)), ("attribute", .string(cell.attribute)),
          ])
        ))
    }
    if let markup = origin.markup {
      members.append(("markup", .object([("line", .integer(markup.line)), ("xpath", .string(markup.path))])))
    }
    if !origin.harmonised.isEmpty {
      let rows = origin.harmonised.map { row in
        JSONValue.object([
          ("policy", .string(row.policy.rawValue)), ("date", .string(row.date)), ("from", .array(row.from.map { .string($0) })),
          ("shares", .array(row.shares.map { .number($0) })),
        ])
      }
      members.append(("harmonised", .array(rows)))
    }
    members.append(("findings", .array(origin.findings.map { json($0, language) })))
    return .object(members)
  }

  private func json(_ part: Part, _ row: IndexRow) -> JSONValue {
    .object([
      ("domain", .string(part.domain)), ("score", number(part.score)), ("weight", number(part.weight)),
      ("contribution", number(part.contribution)),
      (
        "indicators",
        .array(
          part.members.map {
            .object([
              ("id", .string(NumberID(indicator: $0.indicator, unit: row.unit, period: row.period).text)),
              ("value", number($0.value)), ("normalised", number($0.scaled?.value)), ("least", number($0.scaled?.least)),
              ("greatest", number($0.scaled?.most)),
            ])
          })
      ), ("missing", .array(part.missing.map { .string($0) })),
    ])
  }

  private func json(_ finding: Finding, _ language: Language) -> JSONValue {
    .object([
      ("severity", .string(finding.severity.rawValue)), ("code", .string(finding.code)), ("file", .string(finding.place.file)),
      ("sheet", .string(finding.place.sheet)), ("row", .integer(finding.place.row)),
      ("column", .integer(finding.place.column)), ("message", .string(finding.message.text(language))),
    ])
  }
}
