package import Findings

import Bytes

/// Writes an Apache Arrow IPC file (format 1.x, metadata V5, uncompressed, buffers on multiples of 64), batch by batch.
///
/// Readers of the stream form need the dictionaries before the batches, and they are whole only at the end. So finished
/// batches wait in memory up to `heldLimit` bytes; beyond that they go into the file behind room left for the dictionaries,
/// which `finish` puts there. Where they need more room, the file is written once more. Memory does not grow with the
/// rows. A writer let go without `finish` removes what it began.
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
  /// Bytes left for the dictionaries of a long file.
  private static let dictionaryRoom = 2 << 20

  private let path: String
  private let schema: ArrowSchema
  /// Batches that still wait in memory.
  private var held: [UInt8] = []
  /// The file itself, once the batches no longer wait in memory.
  private var target: ByteWriter?
  /// Where the batches begin in it.
  private var room = 0
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

  private var oncePath: String { path + ".once" }

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
    if target == nil {
      held.removeLast(held.count - mark.length)
    } else {
      try target?.truncate(to: room + mark.length)
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
      var highest: UInt32 = 0
      for code in codes { highest = max(highest, UInt32(bitPattern: code)) }
      precondition(highest <= Int32.max, "codes count from 0")
      codeEnds[index] = max(codeEnds[index], codes.isEmpty ? 0 : Int(highest) + 1)
    }
    body.removeAll(keepingCapacity: true)
    let header = ArrowBody.encode(columns, rows: rows, into: &body)
    let message = ArrowMessage.framed(ArrowCode.recordMessage, header, bodyLength: body.count, at: 0)
    blocks.append(Block(place: batchesLength, metadataLength: message.count, bodyLength: body.count))
    batchesLength += message.count + body.count
    batchChecksums += ArrowWriter.checksum(message, body)
    if target == nil, held.count + message.count + body.count > ArrowWriter.heldLimit {
      room = opening.count + (schema.fields.contains { $0.type == .dictionary } ? ArrowWriter.dictionaryRoom : 0)
      var file = try ByteWriter(creating: path)
      try file.leave(room)
      try file.write(held)
      target = consume file
      held = []
    }
    if target == nil {
      held += message
      held += body
    } else {
      try target?.write(message)
      try target?.write(body)
    }
  }

  /// What the file begins with, up to the dictionaries.
  private var opening: [UInt8] {
    var opening = ArrowMessage.magic + [0, 0]
    opening += ArrowMessage.framed(ArrowCode.schemaMessage, schema.flat, bodyLength: 0, at: opening.count)
    return opening
  }

  /// Writes the file: schema, dictionaries, batches, footer.
  /// - Parameter dictionaries: the texts of each dictionary column, in the order of these columns in the schema.
  package consuming func finish(dictionaries: [[String]]) throws(Refusal) {
    let columns = schema.fields.indices.filter { schema.fields[$0].type == .dictionary }
    precondition(columns.count == dictionaries.count, "every dictionary column has its texts")
    for (column, texts) in zip(columns, dictionaries) {
      precondition(codeEnds[column] <= texts.count, "a code of \(schema.fields[column].name) is not of its dictionary")
    }
    // Of batches that were taken back the file is to know nothing.
    let left = batchesLength > ArrowWriter.heldLimit ? room : 0
    var front = opening
    var checksums = ArrowWriter.checksum(Array(front[8...]), [])
    var dictionaryBlocks: [Block] = []
    for (order, (column, texts)) in zip(columns, dictionaries).enumerated() {
      let place = front.count
      body.removeAll(keepingCapacity: true)
      let data = try ArrowWriter.dictionary(texts, path: path, into: &body)
      let isLast = order == columns.count - 1
      func framed() -> [UInt8] { ArrowWriter.framed(column, data, bodyLength: body.count, at: 0) }
      // What is left of the room belongs to the body of the last dictionary.
      if isLast { body.append(contentsOf: repeatElement(0, count: max(0, left - place - framed().count - body.count))) }
      let message = framed()
      front += message
      front += body
      checksums += ArrowWriter.checksum(message, body)
      dictionaryBlocks.append(Block(place: place, metadataLength: message.count, bodyLength: body.count))
    }
    var file = try placed(front, isFitting: front.count == left)
    try file.write(ArrowMessage.endOfStream)
    for index in blocks.indices { blocks[index].place += front.count }
    let footer = footer(dictionaryBlocks, checksums: checksums + batchChecksums).encoded()
    var ending = footer
    ending.appendLittleEndian(Int32(footer.count))
    try file.write(ending + ArrowMessage.magic)
    try file.finish()
    begun = []
  }

  /// The file with all batches behind the front.
  /// - Parameter isFitting: it fills the room that was left for it.
  private mutating func placed(_ front: [UInt8], isFitting: Bool) throws(Refusal) -> ByteWriter {
    guard var file = target.take() else {
      var file = try ByteWriter(creating: path)
      try file.write(front)
      try file.write(held)
      return file
    }
    if isFitting {
      try file.fill(front)
      return file
    }
    try file.finish(isLasting: false)
    begun.append(oncePath)
    try Files.rename(path, oncePath)
    var again = try ByteWriter(creating: path)
    try again.write(front)
    try ArrowWriter.copy(oncePath, from: room, to: &again)
    try Files.remove(oncePath)
    return again
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

  /// The texts of a dictionary as the only column of a batch.
  private static func dictionary(_ texts: [String], path: String, into body: inout [UInt8]) throws(Refusal) -> FlatTable {
    let size = texts.reduce(0) { $0 + $1.utf8.count }
    guard size <= Int32.max, texts.count < Int32.max else {
      throw Refusal(
        .data, Wording("za dużo różnych napisów w jednej kolumnie", en: "too many different texts in one column"),
        at: Place(file: path), mend: Wording("podziel źródło na mniejsze", en: "split the source into smaller ones"))
    }
    var values = TextColumn()
    for text in texts { values.append(text) }
    return ArrowBody.encode([ArrowColumn(.utf8(values))], rows: texts.count, into: &body)
  }

  /// Table `DictionaryBatch`: id (slot 0), data (1), isDelta (2).
  private static func framed(_ column: Int, _ data: FlatTable, bodyLength: Int, at place: Int) -> [UInt8] {
    let header = FlatTable([(0, .int64(Int64(column))), (1, .table(data))])
    return ArrowMessage.framed(ArrowCode.dictionaryMessage, header, bodyLength: bodyLength, at: place)
  }

  private static func checksum(_ message: [UInt8], _ body: [UInt8]) -> String {
    var checksum = Checksum()
    checksum.update(message)
    checksum.update(body)
    return checksum.finish()
  }

  private static func copy(_ path: String, from start: Int, to target: inout ByteWriter) throws(Refusal) {
    let source = try FileAccess(path: path)
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var place = start
    while true {
      let got = try source.read(at: place, into: &chunk)
      if got == 0 { return }
      try target.write(chunk.span.extracting(0..<got))
      place += got
    }
  }
}
