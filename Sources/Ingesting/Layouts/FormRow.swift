import Contracts
import Findings

/// A column of a form and the column of the published table that holds it (1-based).
typealias FormValueColumn = (formColumn: String, number: Int)

/// Hands one row of a form to the sink: a value for each column of the form that is filled. A field that the form crosses
/// out is left empty by the layout: it is no value.
/// - Parameter series: `form|version|section|row`; the form's column is added.
func writeFormRow(
  _ view: RowView, _ rows: borrowing Rows, _ columns: [FormValueColumn], series: String, unitCode: String,
  unitName: String = "", period: String, to sink: CellSink
) throws(Refusal) {
  var heading = CellSink.Heading(
    unitCode: sink.unitCode(unitCode), unitName: sink.unitName(unitName), period: sink.period(period),
    unitOfMeasure: sink.unitOfMeasure(""), attribute: sink.attribute(""))
  var filled = 0
  for (formColumn, number) in columns {
    let range = view.range(number)
    if range.isEmpty { continue }
    filled += 1
    heading.series = sink.series("\(series)|\(formColumn)")
    try sink.value(row: view.row, column: Int32(number), heading, text: rows.bytes.span.extracting(range))
  }
  sink.skip("heading", count: view.filledCount() - filled)
}
