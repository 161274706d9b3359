import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct CellsFileTests {
  /// Rows made from a seed, as texts.
  private func rows(_ count: Int, seed: UInt64) -> [[String]] {
    var random = Seeded(seed)
    return (0..<count).map { row in
      (0..<8).map { _ in random.text(upTo: 2) } + ["\(row % 7)", "\(row)", random.text(upTo: 9)]
    }
  }

  private func write(_ rows: [[String]], to path: String) throws(Refusal) {
    var writer = try CellsWriter(creating: path)
    for row in rows {
      let text = Array(row[10].utf8)
      try writer.append(
        file: writer.texts.file.code(of: row[0]), sheet: writer.texts.sheet.code(of: row[1]), row: Int32(row[9]) ?? 0,
        column: Int32(row[8]) ?? 0,
        CellHeading(
          unitCode: writer.texts.unitCode.code(of: row[2]), unitName: writer.texts.unitName.code(of: row[3]),
          period: writer.texts.period.code(of: row[4]), series: writer.texts.series.code(of: row[5]),
          unitOfMeasure: writer.texts.unitOfMeasure.code(of: row[6]), attribute: writer.texts.attribute.code(of: row[7])),
        text: text.span)
    }
    #expect(writer.count == rows.count)
    try writer.finish()
  }

  private func read(_ path: String) throws(Refusal) -> [[String]] {
    let reader = try CellsReader(path: path)
    let texts = reader.texts
    var rows: [[String]] = []
    try reader.forEachBatch { batch in
      for row in 0..<batch.count {
        rows.append([
          texts.file[Int(batch.file[row])], texts.sheet[Int(batch.sheet[row])],
          texts.unitCode[Int(batch.unitCode[row])], texts.unitName[Int(batch.unitName[row])],
          texts.period[Int(batch.period[row])], texts.series[Int(batch.series[row])],
          texts.unitOfMeasure[Int(batch.unitOfMeasure[row])], texts.attribute[Int(batch.attribute[row])],
          String(batch.column[row]), String(batch.row[row]), batch.text[row],
        ])
      }
    }
    return rows
  }

  @Test(arguments: [0, 1, 2, 1000], [1, 2, 3])
  func readsBackWhatWasWritten(count: Int, seed: UInt64) throws {
    let scratch = try Scratch()
    let rows = rows(count, seed: seed)
    try write(rows, to: scratch.file("a.arrow"))
    #expect(try read(scratch.file("a.arrow")) == rows)
    #expect(try scratch.names == ["a.arrow"])
  }

  @Test func batchesHave65536Rows() throws {
    let scratch = try Scratch()
    let row = Array(repeating: "x", count: 8) + ["1", "2", "3"]
    try write(Array(repeating: row, count: 70_000), to: scratch.file("a.arrow"))
    let reader = try CellsReader(path: scratch.file("a.arrow"))
    #expect(
      try (0..<reader.batchCount).map { index throws(Refusal) in try reader.batch(index).count } == [65_536, 4464])
  }

  /// Long texts close a batch early: memory stays bounded.
  @Test func longTextsCloseABatchEarly() throws {
    let scratch = try Scratch()
    let row = Array(repeating: "x", count: 8) + ["1", "2", String(repeating: "t", count: 6 << 20)]
    try write(Array(repeating: row, count: 5), to: scratch.file("a.arrow"))
    let reader = try CellsReader(path: scratch.file("a.arrow"))
    #expect(try (0..<reader.batchCount).map { index throws(Refusal) in try reader.batch(index).count } == [2, 2, 1])
  }

  @Test func textThatIsNotUTF8IsNotWritten() throws {
    let scratch = try Scratch()
    let refused = refusal { () throws(Refusal) in
      var writer = try CellsWriter(creating: scratch.file("a.arrow"))
      let bytes: [UInt8] = [0xB9]
      try writer.append(file: 0, sheet: 0, row: 1, column: 1, CellHeading(), text: bytes.span)
      try writer.finish()
    }
    #expect(refused?.kind == .internalInvariant)
    #expect(try scratch.names == [])
  }

  /// A broken file of any size leaves nothing, and what stood before it stays: a few cells, more than a batch, and more than
  /// is held in memory.
  @Test(arguments: [0, 5, 70_000], [3, 70_000, 300_000])
  func whatFollowsAMarkCanBeTakenBack(before: Int, broken: Int) throws {
    func write(_ path: String, withBroken isBroken: Bool) throws(Refusal) {
      var writer = try CellsWriter(creating: path)
      func add(_ count: Int, _ name: String, to writer: inout CellsWriter) throws(Refusal) {
        for row in 0..<count {
          let text = Array("\(name)\(row)".utf8)
          try writer.append(
            file: writer.texts.file.code(of: name), sheet: 0, row: Int32(row), column: 1,
            CellHeading(series: writer.texts.series.code(of: "\(name)\(row % 5)")), text: text.span)
        }
      }
      try add(before, "a", to: &writer)
      writer.mark()
      if isBroken {
        try add(broken, "b", to: &writer)
        try writer.rewind(forgetting: true)
        let count = writer.count
        #expect(count == before)
      }
      try add(10, "c", to: &writer)
      writer.mark()
      try writer.rewind()
      try add(7, "d", to: &writer)
      let count = writer.count
      #expect(count == before + 17)
      try writer.finish()
    }
    let scratch = try Scratch()
    try write(scratch.file("whole.arrow"), withBroken: false)
    try write(scratch.file("rewound.arrow"), withBroken: true)
    #expect(try Files.read(scratch.file("whole.arrow")) == Files.read(scratch.file("rewound.arrow")))
    #expect(try scratch.names.sorted() == ["rewound.arrow", "whole.arrow"])
  }

  @Test func anotherKindOfFileIsRefusedByName() throws {
    let scratch = try Scratch()
    let writer = try OriginsWriter(creating: scratch.file("origins.arrow"))
    try writer.finish()
    let refused = refusal { () throws(Refusal) in _ = try CellsReader(path: scratch.file("origins.arrow")) }
    #expect(refused?.kind == .unavailable)
    #expect(refused?.what.english == "a file of \"origins/1\" instead of \"cells/1\"")
  }

  @Test func otherColumnsUnderTheRightNameAreRefused() throws {
    let scratch = try Scratch()
    let schema = ArrowSchema(
      [ArrowField("file", .dictionary)], remarks: [ArrowSchema.Remark(key: ArrowContract.key, value: "cells/1")])
    let writer = try ArrowWriter(creating: scratch.file("a.arrow"), schema: schema)
    try writer.finish(dictionaries: [[]])
    let refused = refusal { () throws(Refusal) in _ = try CellsReader(path: scratch.file("a.arrow")) }
    #expect(refused?.kind == .data)
  }

  @Test func aMissingFileIsMissingInput() throws {
    let scratch = try Scratch()
    let refused = refusal { () throws(Refusal) in _ = try CellsReader(path: scratch.file("a.arrow")) }
    #expect(refused?.kind == .missingInput)
  }
}
