import Bytes
import Findings

@testable import Contracts

/// A table of all column types, made from a seed.
struct ArrowSample {
  var schema: ArrowSchema
  var batches: [[ArrowColumn]]
  var dictionaries: [[String]]

  init(seed: UInt64, batchSizes: [Int]) {
    var random = Seeded(seed)
    schema = ArrowSchema(
      [
        ArrowField("text", .utf8, isNullable: true), ArrowField("code", .dictionary, isNullable: true),
        ArrowField("i8", .int8), ArrowField("i16", .int16, isNullable: true), ArrowField("i32", .int32),
        ArrowField("i64", .int64, isNullable: true), ArrowField("value", .float64, isNullable: true),
        ArrowField("flag", .bool, isNullable: true), ArrowField("second code", .dictionary),
      ],
      remarks: [ArrowSchema.Remark(key: "diagnoza.contract", value: "sample/1")])
    dictionaries = [["", "Ełk", "Olsztyn"], ["2801011", "2862011"]]
    batches = []
    for size in batchSizes {
      var texts = TextColumn()
      var validity = Validity()
      for _ in 0..<size {
        let isValid = UInt8.random(in: 0..<4, using: &random) != 0
        validity.append(isValid)
        texts.append(isValid ? random.text(upTo: 6) : "")
      }
      let rows = 0..<size
      batches.append([
        ArrowColumn(.utf8(texts), validity: validity.nullCount > 0 ? validity : nil),
        ArrowColumn(
          .dictionary(rows.map { validity[$0] ? Int32.random(in: 0..<3, using: &random) : 0 }),
          validity: validity.nullCount > 0 ? validity : nil),
        ArrowColumn(.int8(rows.map { _ in Int8.random(in: .min ... .max, using: &random) })),
        ArrowColumn(.int16(rows.map { _ in Int16.random(in: .min ... .max, using: &random) })),
        ArrowColumn(.int32(rows.map { _ in Int32.random(in: .min ... .max, using: &random) })),
        ArrowColumn(
          .int64(rows.map { validity[$0] ? Int64.random(in: .min ... .max, using: &random) : 0 }),
          validity: validity.nullCount > 0 ? validity : nil),
        ArrowColumn(
          .float64(rows.map { validity[$0] ? Double.random(in: -1e6...1e6, using: &random) : 0 }),
          validity: validity.nullCount > 0 ? validity : nil),
        ArrowColumn(.bool(rows.map { _ in Bool.random(using: &random) })),
        ArrowColumn(.dictionary(rows.map { _ in Int32.random(in: 0..<2, using: &random) })),
      ])
    }
  }

  func write(to path: String) throws(Refusal) {
    var writer = try ArrowWriter(creating: path, schema: schema)
    for batch in batches { try writer.write(batch) }
    try writer.finish(dictionaries: dictionaries)
  }

  /// All that a reader gives: equal for equal files.
  struct Content: Hashable {
    var schema: ArrowSchema
    var dictionaries: [[String]]
    var batches: [[ArrowColumn]] = []
  }

  static func read(_ access: any RandomAccess) throws(Refusal) -> Content {
    let reader = try ArrowReader(access, shownAs: "sample.arrow")
    var content = Content(schema: reader.schema, dictionaries: reader.dictionaries)
    for index in 0..<reader.batchCount { content.batches.append(try reader.batch(index).columns) }
    return content
  }

  var content: Content {
    Content(
      schema: schema, dictionaries: [[], dictionaries[0], [], [], [], [], [], [], dictionaries[1]], batches: batches)
  }
}
