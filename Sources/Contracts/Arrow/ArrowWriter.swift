package import Findings

import Bytes

/// Writes an Apache Arrow IPC file (format 1.x, metadata V5, uncompressed, buffers on multiples of 64), batch by batch.
///
/// Readers of the stream form need the dictionaries before the batches, and they are whole only at the end. So finished
/// batches wait in memory up to `heldLimit` bytes, beyond that in a file `<path>.batches` beside the target, and are
/// copied behind the dictionaries by `finish`. Memory does not grow with the rows. A writer let go without `finish`
/// removes what it began.
package struct ArrowWriter: ~Copyable {
  /// Where a message stands, as the footer says: struct `Block`.
  private struct Block {
    var place: Int
    var metadataLength: Int
    var bodyLength: Int

    func append(to bytes: inout [UInt8]) {
      bytes.appendLittleEndian(Int64(place))
      bytes.appendLittleEndian(Int32(metadataLength))
      bytes.appendLittleEndian(Int32(0))
      bytes.appendLittleEndian(Int64(bodyLength))
    }
  }

  /// Rows a batch should have; the last one has fewer.
  package static let batchRows = 1 << 16
  /// Bytes of text at which a batch is closed before it is full.
  package static let batchTextBytes = 16 << 20
  private static let heldLimit = 8 << 20

  private let path: String
  private let schema: ArrowSchema
  /// Batches that still wait in memory.
  private var held: [UInt8] = []
  private var spool: ByteWriter?
  private var body: [UInt8] = []
  /// Of the batches, counted from the first one's start.
  private var blocks: [Block] = []
  private var batchesLength = 0
  private var batchChecksums = ""
  /// One more than the highest code of each column.
  private var codeEnds: [Int]
  /// Files that are not to stay when the writer is let go.
  private var begun: [String] = []

  package init(creating path: String, schema: ArrowSchema) throws(Refusal) {
    self.path = path
    self.schema = schema
    codeEnds = Array(repeating: 0, count: schema.fields.count)
    // Created at once, so that a directory that cannot be written to is found before any work.
    let target = try ByteWriter(creating: path)
    begun.append(path)
    try target.finish()
  }

  deinit {
    // Nobody can be told here that removing failed; what stays is swept with the stage's directory.
    for path in begun {
      do { try Files.remove(path) } catch { continue }
    }
  }

  private var spoolPath: String { path + ".batches" }

  /// How far the batches are.
  package struct Mark: Sendable {
    fileprivate var blocks = 0
    fileprivate var length = 0
    fileprivate var checksums = 0
    fileprivate var codeEnds: [Int] = []

    package init() {}
  }

  package var mark: Mark {
    var mark = Mark()
    mark.blocks = blocks.count
    mark.length = batchesLength
    mark.checksums = batchChecksums.utf8.count
    mark.codeEnds = codeEnds
    return mark
  }

  /// Takes back the batches that were written since a mark.
  package mutating func rewind(to mark: Mark) throws(Refusal) {
    blocks.removeLast(blocks.count - mark.blocks)
    batchesLength = mark.length
    batchChecksums = String(batchChecksums.prefix(mark.checksums))
    codeEnds = mark.codeEnds.isEmpty ? codeEnds.map { _ in 0 } : mark.codeEnds
    if spool == nil {
      held.removeLast(held.count - mark.length)
    } else {
      try spool?.truncate(to: mark.length)
    }
  }

  /// Adds one batch.
  /// - Precondition: the columns are those of the schema in its order, equally long, with nulls only where allowed.
  package mutating func write(_ columns: [ArrowColumn]) throws(Refusal) {
    precondition(columns.map(\.type) == schema.fields.map(\.type), "the columns of a batch are those of the schema")
    precondition(
      zip(columns, schema.fields).allSatisfy { $1.isNullable || $0.validity?.nullCount ?? 0 == 0 },
      "only a nullable column holds nulls")
    let rows = columns.first?.count ?? 0
    for (index, column) in columns.enumerated() {
      guard case .dictionary(let codes) = column.values else { continue }
      precondition(codes.allSatisfy { $0 >= 0 }, "codes count from 0")
      codeEnds[index] = max(codeEnds[index], Int(codes.max() ?? -1) + 1)
    }
    body.removeAll(keepingCapacity: true)
    let header = ArrowBody.encode(columns, rows: rows, into: &body)
    let message = ArrowMessage.framed(ArrowCode.recordMessage, header, bodyLength: body.count, at: 0)
    blocks.append(Block(place: batchesLength, metadataLength: message.count, bodyLength: body.count))
    batchesLength += message.count + body.count
    batchChecksums += ArrowWriter.checksum(message, body)
    if spool == nil, held.count + message.count + body.count > ArrowWriter.heldLimit {
      begun.append(spoolPath)
      spool = try ByteWriter(creating: spoolPath)
      try spool?.write(held)
      held = []
    }
    if spool == nil {
      held += message
      held += body
    } else {
      try spool?.write(message)
      try spool?.write(body)
    }
  }

  /// Writes the file: schema, dictionaries, batches, footer.
  /// - Parameter dictionaries: the texts of each dictionary column, in the order of these columns in the schema.
  package consuming func finish(dictionaries: [[String]]) throws(Refusal) {
    let columns = schema.fields.indices.filter { schema.fields[$0].type == .dictionary }
    precondition(columns.count == dictionaries.count, "every dictionary column has its texts")
    for (column, texts) in zip(columns, dictionaries) {
      precondition(codeEnds[column] <= texts.count, "a code of \(schema.fields[column].name) is not of its dictionary")
    }
    var target = try ByteWriter(creating: path)
    try target.write(ArrowMessage.magic + [0, 0])
    let opening = ArrowMessage.framed(ArrowCode.schemaMessage, schema.flat, bodyLength: 0, at: target.count)
    try target.write(opening)
    var checksums = ArrowWriter.checksum(opening, [])
    var dictionaryBlocks: [Block] = []
    for (column, texts) in zip(columns, dictionaries) {
      let place = target.count
      body.removeAll(keepingCapacity: true)
      let message = try ArrowWriter.dictionary(column, texts, path: path, into: &body)
      try target.write(message)
      try target.write(body)
      checksums += ArrowWriter.checksum(message, body)
      dictionaryBlocks.append(Block(place: place, metadataLength: message.count, bodyLength: body.count))
    }
    let first = target.count
    try target.write(held)
    if let spool = spool.take() {
      try spool.finish()
      try ArrowWriter.copy(spoolPath, to: &target)
      try Files.remove(spoolPath)
    }
    try target.write(ArrowMessage.endOfStream)
    for index in blocks.indices { blocks[index].place += first }
    let footer = footer(dictionaryBlocks, checksums: checksums + batchChecksums).encoded()
    var ending = footer
    ending.appendLittleEndian(Int32(footer.count))
    try target.write(ending + ArrowMessage.magic)
    try target.finish()
    begun = []
  }

  /// Table `Footer`: version (slot 0), schema (1), dictionaries (2), recordBatches (3), custom_metadata (4).
  private func footer(_ dictionaries: [Block], checksums: String) -> FlatTable {
    var dictionaryBytes: [UInt8] = []
    for block in dictionaries { block.append(to: &dictionaryBytes) }
    var batchBytes: [UInt8] = []
    for block in blocks { block.append(to: &batchBytes) }
    return FlatTable([
      (0, .int16(Int16(ArrowCode.version5))), (1, .table(schema.flat)),
      (2, .structs(dictionaryBytes, count: dictionaries.count)), (3, .structs(batchBytes, count: blocks.count)),
      (4, .tables([ArrowSchema.Remark(key: ArrowMessage.checksumKey, value: checksums).flat])),
    ])
  }

  /// Table `DictionaryBatch`: id (slot 0), data (1), isDelta (2).
  private static func dictionary(
    _ column: Int, _ texts: [String], path: String, into body: inout [UInt8]
  ) throws(Refusal) -> [UInt8] {
    let size = texts.reduce(0) { $0 + $1.utf8.count }
    guard size <= Int32.max, texts.count < Int32.max else {
      throw Refusal(
        .data, Wording("za dużo różnych napisów w jednej kolumnie", en: "too many different texts in one column"),
        at: Place(file: path), mend: Wording("podziel źródło na mniejsze", en: "split the source into smaller ones"))
    }
    var values = TextColumn()
    for text in texts { values.append(text) }
    let data = ArrowBody.encode([ArrowColumn(.utf8(values))], rows: texts.count, into: &body)
    let header = FlatTable([(0, .int64(Int64(column))), (1, .table(data))])
    return ArrowMessage.framed(ArrowCode.dictionaryMessage, header, bodyLength: body.count, at: 0)
  }

  private static func checksum(_ message: [UInt8], _ body: [UInt8]) -> String {
    var checksum = Checksum()
    checksum.update(message)
    checksum.update(body)
    return checksum.finish()
  }

  private static func copy(_ path: String, to target: inout ByteWriter) throws(Refusal) {
    let source = try FileStream(path: path, hashing: false)
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = try source.read(into: &chunk)
      if got == 0 { return }
      try target.write(chunk.span.extracting(0..<got))
    }
  }
}
