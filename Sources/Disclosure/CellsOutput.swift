import Bytes
package import Findings

/// What `suppress` leaves: every cell with totals - the dimensions, `value`, `status`. For the office's own use: the values of
/// withheld cells stand in it.
///
/// - Parameter singleton: also against the contributor of each cell of 1.
/// - Throws: `.data` for what is wrong with the file (`CellsFile`).
package func suppressedTable(
  _ file: CellsFile, threshold: Int, singleton: Bool
) throws(Refusal) -> (bytes: [UInt8], suppression: Suppression) {
  let values = try file.counts()
  let pattern: Suppression
  do throws(Refusal) {
    pattern = try suppression(
      of: file.cells.additivity, values: values, needs: FrequencyRule(threshold: threshold).needs(values),
      options: SuppressionOptions(singleton: singleton))
  } catch {
    throw file.located(error)
  }
  if let open = pattern.unprotected.first {
    let codes = file.cells.codes(of: open).joined(separator: ", ")
    throw file.located(
      Refusal(
        .data,
        Wording("komórki \(codes) nie da się ochronić", en: "the cell \(codes) cannot be protected"), at: Place(row: open + 1),
        mend: Wording("połącz kategorie w większe", en: "join categories into larger ones")))
  }
  var text = SeparatedText(.exchange)
  text.append(file.cells.dimensions.map(\.dimension) + ["value", "status"])
  for cell in values.indices {
    text.append(
      file.cells.codes(of: cell).map { .text($0) } + [.integer(values[cell]), .text(pattern.statuses[cell].rawValue)])
  }
  return (text.bytes, pattern)
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
