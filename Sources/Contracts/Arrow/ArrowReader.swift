package import Bytes
package import Findings

/// A batch of rows of an Arrow file: the columns in the order of the schema.
package struct ArrowBatch: Sendable {
  package var columns: [ArrowColumn]
  package var rows: Int
}

/// Reads an Apache Arrow IPC file batch by batch with read(2), holding the dictionaries and one batch.
///
/// Whatever is read is checked first: a file that is cut or changed is a `Refusal`. Files by `ArrowWriter` carry a
/// checksum of every message, so that a changed value is noticed too. In files by others it cannot be, and so a file that
/// claims to be one of ours must have them.
package struct ArrowReader {
  private struct Block {
    var place: Int
    var metadataLength: Int
    var bodyLength: Int
  }

  package let schema: ArrowSchema
  /// The texts behind the codes, a list a column; empty for columns without a dictionary.
  package let dictionaries: [[String]]
  private let access: any RandomAccess
  private let shownAs: String
  private let blocks: [Block]
  /// One for each batch, or none at all.
  private let checksums: [String]

  package init(path: String, shownAs: String? = nil) throws(Refusal) {
    try self.init(try FileAccess(path: path, shownAs: shownAs), shownAs: shownAs ?? path)
  }

  package init(_ access: any RandomAccess, shownAs: String) throws(Refusal) {
    self.access = access
    self.shownAs = shownAs
    let source = ArrowSource(access: access, shownAs: shownAs)
    let (footer, footerPlace) = try source.footer()
    guard let schemaView = try footer.table(1) else {
      throw damagedArrow(shownAs, "stopka bez schematu", en: "a footer without a schema")
    }
    let (schema, ids) = try ArrowSchema.read(schemaView)
    self.schema = schema
    let dictionaryBlocks = try ArrowReader.blocks(footer, slot: 2, before: footerPlace)
    blocks = try ArrowReader.blocks(footer, slot: 3, before: footerPlace)
    var sums = try source.checksums(footer)
    if sums.isEmpty, schema.remark(ArrowContract.key) != nil {
      throw damagedArrow(shownAs, "brak sum kontrolnych", en: "the checksums are missing")
    }
    if !sums.isEmpty {
      guard sums.count == 1 + dictionaryBlocks.count + blocks.count else {
        throw damagedArrow(shownAs, "w stopce brakuje paczek", en: "the footer lacks batches")
      }
      guard try source.openingSchema(before: footerPlace, checksum: sums.removeFirst()) == schema else {
        throw damagedArrow(shownAs, "dwa różne schematy", en: "two different schemas")
      }
    }
    checksums = Array(sums.dropFirst(dictionaryBlocks.count))
    var texts: [Int: [String]] = [:]
    for (index, block) in dictionaryBlocks.enumerated() {
      let (message, body) = try source.read(
        block.place, block.metadataLength, block.bodyLength, checksum: sums.isEmpty ? nil : sums[index])
      let (id, read) = try ArrowReader.dictionary(message, body, shownAs)
      guard texts.updateValue(read, forKey: id) == nil else {
        throw damagedArrow(shownAs, "dwa słowniki jednej kolumny", en: "two dictionaries of one column")
      }
    }
    dictionaries = ids.map { id in id.flatMap { texts[$0] } ?? [] }
  }

  package var batchCount: Int { blocks.count }

  /// Batch `index`, checked.
  /// - Precondition: `index` is in `0 ..< batchCount`.
  package func batch(_ index: Int) throws(Refusal) -> ArrowBatch {
    let block = blocks[index]
    let (message, body) = try ArrowSource(access: access, shownAs: shownAs).read(
      block.place, block.metadataLength, block.bodyLength, checksum: checksums.isEmpty ? nil : checksums[index])
    let header = try ArrowMessage.header(
      of: message, type: ArrowCode.recordMessage, bodyLength: block.bodyLength, shownAs: shownAs)
    let (columns, rows) = try ArrowBody.decode(header, body: body, fields: schema.fields)
    for (column, field) in columns.indices.map({ (columns[$0], $0) }) {
      guard case .dictionary(let codes) = column.values else { continue }
      let count = dictionaries[field].count
      let areInside = codes.indices.allSatisfy { (0..<count).contains(Int(codes[$0])) || column.isNull($0) }
      guard areInside else {
        let name = schema.fields[field].name
        throw damagedArrow(
          shownAs, "kolumna „\(name)” wskazuje poza słownik", en: "column \"\(name)\" points outside its dictionary")
      }
    }
    return ArrowBatch(columns: columns, rows: rows)
  }

  /// Rows of batch `index`, from its metadata alone.
  package func rowCount(_ index: Int) throws(Refusal) -> Int {
    let block = blocks[index]
    let (message, _) = try ArrowSource(access: access, shownAs: shownAs).read(
      block.place, block.metadataLength, 0, checksum: nil)
    let rows = try ArrowMessage.header(
      of: message, type: ArrowCode.recordMessage, bodyLength: block.bodyLength, shownAs: shownAs
    ).int64(0)
    guard rows >= 0, rows <= 8 * block.bodyLength else {
      throw damagedArrow(shownAs, "paczka wierszy niezgodna ze schematem", en: "a batch does not fit the schema")
    }
    return rows
  }

  package func forEachBatch(_ body: (ArrowBatch) throws(Refusal) -> Void) throws(Refusal) {
    for index in 0..<batchCount { try body(try batch(index)) }
  }

  private static func blocks(_ footer: FlatView, slot: Int, before end: Int) throws(Refusal) -> [Block] {
    let words = try footer.words(slot, perStruct: 3)
    var blocks: [Block] = []
    for index in 0..<(words.count / 3) {
      let place = words[3 * index]
      let metadataLength = Int(Int32(truncatingIfNeeded: words[3 * index + 1]))
      let bodyLength = words[3 * index + 2]
      guard place >= 8, place <= end, metadataLength > 8, metadataLength <= end - place, bodyLength >= 0,
        bodyLength <= end - place - metadataLength
      else { throw damagedArrow(footer.shownAs, "stopka wskazuje poza plik", en: "the footer points outside the file") }
      blocks.append(Block(place: place, metadataLength: metadataLength, bodyLength: bodyLength))
    }
    return blocks
  }

  private static func dictionary(
    _ message: [UInt8], _ body: [UInt8], _ shownAs: String
  ) throws(Refusal) -> (id: Int, texts: [String]) {
    let header = try ArrowMessage.header(
      of: message, type: ArrowCode.dictionaryMessage, bodyLength: body.count, shownAs: shownAs)
    guard let data = try header.table(1), try !header.bool(2) else {
      throw damagedArrow(shownAs, "słownik w kawałkach, spoza kontraktu", en: "a dictionary in pieces, outside the contract")
    }
    let (columns, rows) = try ArrowBody.decode(data, body: body, fields: [ArrowField("", .utf8)])
    guard case .utf8(let texts) = columns[0].values else { return (try header.int64(0), []) }
    return (try header.int64(0), (0..<rows).map { texts[$0] })
  }
}
