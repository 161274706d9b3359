import Bytes
package import Findings

/// What `suppress` leaves: every cell with totals - the dimensions, `value`, `status`. For the office's own use: the values of
/// withheld cells stand in it.
package struct SuppressedTable: Sendable {
  package let cells: CellTable
  /// In units of 10^-`decimals`.
  package let values: [Int]
  let decimals: Int
  package let suppression: Suppression
  /// Cells that are all of a total whose other parts are empty, where persons are counted: for a person to judge.
  package let groups: [GroupDisclosure]

  /// Counts of persons.
  /// - Parameter singleton: also against the contributor of each cell of 1.
  /// - Throws: `.data` for what is wrong with the file (`CellsFile`), or a cell that nothing protects.
  package init(_ file: CellsFile, threshold: Int, singleton: Bool) throws(Refusal) {
    let values = try file.counts()
    cells = file.cells
    self.values = values
    decimals = 0
    suppression = try Self.pattern(
      file.cells, values, FrequencyRule(threshold: threshold).needs(values), SuppressionOptions(singleton: singleton)
    ) { file.located($0) }
    groups = groupDisclosures(file.cells.additivity, values: values)
  }

  /// Amounts of entities.
  /// - Parameters:
  ///   - rules: a cell that one of them finds sensitive is withheld.
  ///   - singleton: also against the entity of each cell that has only one.
  /// - Throws: `.data` when a cell is not to be protected.
  package init(_ file: ContributionsFile, rules: [DominanceRule], singleton: Bool) throws(Refusal) {
    cells = file.cells
    values = file.values
    decimals = file.decimals
    suppression = try Self.pattern(
      file.cells, file.values, file.needs(rules), SuppressionOptions(singleton: singleton, soleCells: file.soleCells)
    ) { file.located($0) }
    groups = []
  }

  private static func pattern(
    _ cells: CellTable, _ values: [Int], _ needs: [ProtectionNeed], _ options: SuppressionOptions,
    located: (Refusal) -> Refusal
  ) throws(Refusal) -> Suppression {
    let pattern: Suppression
    do throws(Refusal) {
      pattern = try Disclosure.suppression(of: cells.additivity, values: values, needs: needs, options: options)
    } catch {
      throw located(error)
    }
    guard let open = pattern.unprotected.first else { return pattern }
    let codes = cells.codes(of: open).joined(separator: ", ")
    throw located(
      Refusal(
        .data,
        Wording("komórki \(codes) nie da się ochronić", en: "the cell \(codes) cannot be protected"), at: Place(row: open + 1),
        mend: Wording("połącz kategorie w większe", en: "join categories into larger ones")))
  }

  package var bytes: [UInt8] {
    var text = SeparatedText(.exchange)
    text.append(cells.dimensions.map(\.dimension) + ["value", "status"])
    for cell in values.indices {
      let value: SeparatedField =
        decimals == 0 ? .integer(values[cell]) : .number(Double(values[cell]) / CellsFile.powers[decimals])
      text.append(cells.codes(of: cell).map { .text($0) } + [value, .text(suppression.statuses[cell].rawValue)])
    }
    return text.bytes
  }
}

/// What `audit` leaves: the dimensions, `lower`, `upper` of each withheld cell; `inf` where nothing bounds it above.
///
/// - Throws: `.data` for what is wrong with the file, or when what is published contradicts itself.
package func auditedTable(_ file: CellsFile) throws(Refusal) -> [UInt8] {
  let published = try file.published()
  let bounds: [AttackerBounds?]
  do throws(Refusal) {
    bounds = try attackerBounds(file.cells.additivity, published: published.values)
  } catch {
    throw file.located(error)
  }
  let unit = CellsFile.powers[published.decimals]
  var text = SeparatedText(.exchange)
  text.append(file.cells.dimensions.map(\.dimension) + ["lower", "upper"])
  for cell in published.withheld {
    guard let bound = bounds[cell] else { continue }
    func field(_ value: Fraction) -> SeparatedField {
      .number(Double(value.numerator) / (Double(value.denominator) * unit))
    }
    text.append(
      file.cells.codes(of: cell).map { .text($0) } + [field(bound.lower), bound.upper.map { field($0) } ?? .text("inf")])
  }
  return text.bytes
}
