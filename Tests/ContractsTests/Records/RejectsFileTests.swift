import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct RejectsFileTests {
  @Test func rawTextsReadBackExactly() throws {
    let scratch = try Scratch()
    var random = Seeded(4)
    let rejects = (0..<500).map { index in
      let message = random.text(upTo: 9)
      return RejectRow(
        place: Place(file: "a;b.csv", sheet: random.text(upTo: 3), row: index, column: index % 4),
        unitCode: random.text(upTo: 7), period: random.text(upTo: 4), series: random.text(upTo: 9),
        unitOfMeasure: random.text(upTo: 3), attribute: random.text(upTo: 1),
        text: index == 0 ? "=1+1" : random.text(upTo: 20), code: "unknown-unit", message: Wording(message, en: message))
    }
    var writer = RejectsWriter(in: scratch.path, source: "ops", language: .polish)
    for reject in rejects { try writer.append(reject) }
    #expect(writer.count == 500)
    try writer.finish()
    #expect(try RejectsFile.read(RejectsFile.path(in: scratch.path, source: "ops")) == rejects)
    let start = String(decoding: try Files.read(scratch.file("rejects/ops.csv")).prefix(93), as: UTF8.self)
    #expect(start == "file,sheet,row,column,unit_code,period,series,unit_of_measure,attribute,text,code,message\r\na;")
  }

  @Test func withoutRejectsThereIsNoFile() throws {
    let scratch = try Scratch()
    let writer = RejectsWriter(in: scratch.path, source: "ops", language: .polish)
    try writer.finish()
    #expect(try scratch.names == [])
  }
}
