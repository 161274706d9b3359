/// One observation with its texts spelled out: for explaining a number to a person, not for loops over all of them.
package struct ObservationRow: Sendable, Hashable {
  package var unit: String
  package var level: String
  package var unitName: String
  package var period: String
  package var measure: String
  package var breakdown: String
  package var value: Double?
  package var status: ObservationStatus
  package var decimals: Int
  package var unitOfMeasure: String
  package var source: String
  package var file: String
  package var sheet: String
  package var row: Int
  package var column: Int
  package var text: String
  package var updated: String

  package init(_ batch: ObservationBatch, _ index: Int, _ texts: ObservationTexts) {
    unit = texts.unit[Int(batch.unit[index])]
    level = texts.level[Int(batch.level[index])]
    unitName = texts.unitName[Int(batch.unitName[index])]
    period = texts.period[Int(batch.period[index])]
    measure = texts.measure[Int(batch.measure[index])]
    breakdown = texts.breakdown[Int(batch.breakdown[index])]
    value = batch.value[index]
    status = batch.status[index]
    decimals = Int(batch.decimals[index])
    unitOfMeasure = texts.unitOfMeasure[Int(batch.unitOfMeasure[index])]
    source = texts.source[Int(batch.source[index])]
    file = texts.file[Int(batch.file[index])]
    sheet = texts.sheet[Int(batch.sheet[index])]
    row = Int(batch.row[index])
    column = Int(batch.column[index])
    text = batch.text[index]
    updated = texts.updated[Int(batch.updated[index])]
  }
}
