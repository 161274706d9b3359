import Contracts
import Findings

/// A cell with its texts spelled out on demand: for messages, not for the loop.
struct PublishedCell {
  private let batch: CellBatch
  private let index: Int
  private let texts: CellTexts

  init(_ batch: CellBatch, _ index: Int, _ texts: CellTexts) {
    self.batch = batch
    self.index = index
    self.texts = texts
  }

  var place: Place {
    Place(
      file: texts.file[Int(batch.file[index])], sheet: texts.sheet[Int(batch.sheet[index])], row: Int(batch.row[index]),
      column: Int(batch.column[index]))
  }
  var unitCode: String { texts.unitCode[Int(batch.unitCode[index])] }
  var unitName: String { texts.unitName[Int(batch.unitName[index])] }
  var period: String { texts.period[Int(batch.period[index])] }
  var series: String { texts.series[Int(batch.series[index])] }
  var unitOfMeasure: String { texts.unitOfMeasure[Int(batch.unitOfMeasure[index])] }
  var attribute: String { texts.attribute[Int(batch.attribute[index])] }
  var text: String { batch.text[index] }
}
