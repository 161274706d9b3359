/// One published cell with its headings spelled out: for showing it to a person, not for loops over all of them.
package struct CellRow: Sendable, Hashable {
  package var file: String
  package var sheet: String
  package var row: Int
  package var column: Int
  package var unitCode: String
  package var unitName: String
  package var period: String
  package var series: String
  package var unitOfMeasure: String
  package var attribute: String
  package var text: String

  package init(_ batch: CellBatch, _ index: Int, _ texts: CellTexts) {
    file = texts.file[Int(batch.file[index])]
    sheet = texts.sheet[Int(batch.sheet[index])]
    row = Int(batch.row[index])
    column = Int(batch.column[index])
    unitCode = texts.unitCode[Int(batch.unitCode[index])]
    unitName = texts.unitName[Int(batch.unitName[index])]
    period = texts.period[Int(batch.period[index])]
    series = texts.series[Int(batch.series[index])]
    unitOfMeasure = texts.unitOfMeasure[Int(batch.unitOfMeasure[index])]
    attribute = texts.attribute[Int(batch.attribute[index])]
    text = batch.text[index]
  }
}
