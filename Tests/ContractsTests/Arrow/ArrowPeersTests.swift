import Bytes
import Findings
import Glibc
import Markup
import Testing

@testable import Contracts

/// Independent implementation: pyarrow, polars and DuckDB of the system's Python read what `ArrowWriter` writes, and
/// `ArrowReader` reads what pyarrow writes. Skipped where Python has no pyarrow.
@Suite(.enabled(if: Peers.arePresent, "python3 with pyarrow, polars and duckdb is not installed here"))
struct ArrowPeersTests {
  @Test(arguments: [[], [1], [65, 0, 200]])
  func othersSeeTheSameTypesValuesNullsAndDictionaries(sizes: [Int]) throws {
    let scratch = try Scratch()
    let sample = ArrowSample(seed: 3, batchSizes: sizes)
    try sample.write(to: scratch.file("a.arrow"))
    let seen = try Peers.read(scratch.file("a.arrow"), rewritingTo: scratch.file("b.arrow"), in: scratch)
    let expected = sample.asPythonSeesIt
    #expect(seen.names == ["pyarrow", "stream", "polars", "duckdb"])
    for name in ["pyarrow", "stream"] {
      let columns = try #require(seen[name]?["columns"])
      #expect(columns == expected.arrow, "\(name)")
      #expect(seen[name]?["metadata"] == .object([("diagnoza.contract", .string("sample/1"))]))
    }
    #expect(seen["polars"]?["columns"] == expected.polars)
    #expect(seen["duckdb"]?["columns"] == expected.duckdb)
  }

  @Test func pyarrowsOwnFilesAreRead() throws {
    let scratch = try Scratch()
    var sample = ArrowSample(seed: 8, batchSizes: [100])
    // Not a file of ours: it has no checksums.
    sample.schema.remarks[0].key = "another.writer"
    try sample.write(to: scratch.file("a.arrow"))
    _ = try Peers.read(scratch.file("a.arrow"), rewritingTo: scratch.file("b.arrow"), in: scratch)
    let read = try ArrowSample.read(try FileAccess(path: scratch.file("b.arrow")))
    #expect(read == sample.content)
  }
}

extension JSONValue {
  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.value
  }

  var names: [String] {
    guard case .object(let members) = content else { return [] }
    return members.map(\.name)
  }
}

extension ArrowSample {
  /// The columns as the script below prints them.
  var asPythonSeesIt: (arrow: JSONValue, polars: JSONValue, duckdb: JSONValue) {
    var arrow: [JSONValue] = []
    var polars: [JSONValue] = []
    var duckdb: [JSONValue] = []
    for (index, field) in schema.fields.enumerated() {
      let values = JSONValue.array(batches.flatMap { batch in (0..<batch[index].count).map { json(batch[index], $0, index) } })
      let names: (arrow: String, polars: String) =
        switch field.type {
        case .utf8: ("string", "String")
        case .dictionary: ("dictionary<values=string, indices=int32, ordered=0>", "Categorical")
        case .int8: ("int8", "Int8")
        case .int16: ("int16", "Int16")
        case .int32: ("int32", "Int32")
        case .int64: ("int64", "Int64")
        case .float64: ("double", "Float64")
        case .bool: ("bool", "Boolean")
        }
      arrow.append(.array([.string(field.name), .string(names.arrow), .boolean(field.isNullable), values]))
      polars.append(.array([.string(field.name), .string(names.polars), values]))
      duckdb.append(.array([.string(field.name), values]))
    }
    return (.array(arrow), .array(polars), .array(duckdb))
  }

  private func json(_ column: ArrowColumn, _ row: Int, _ index: Int) -> JSONValue {
    if column.isNull(row) { return .null }
    return switch column.values {
    case .utf8(let texts): .string(texts[row])
    case .dictionary(let codes): .string(dictionaries[index == 1 ? 0 : 1][Int(codes[row])])
    case .int8(let numbers): .integer(Int(numbers[row]))
    case .int16(let numbers): .integer(Int(numbers[row]))
    case .int32(let numbers): .integer(Int(numbers[row]))
    case .int64(let numbers): .integer(Int(numbers[row]))
    case .float64(let numbers): .number(numbers[row])
    case .bool(let flags): .boolean(flags[row])
    }
  }
}

/// The system's Python with the readers of others.
enum Peers {
  static let arePresent = unsafe system("python3 -c 'import pyarrow, polars, duckdb' >/dev/null 2>&1") == 0

  /// What each reader sees in a file.
  static func read(_ path: String, rewritingTo rewritten: String, in scratch: Scratch) throws -> JSONValue {
    let script = scratch.file("check.py")
    try Files.write(Array(source.utf8), to: script)
    let seen = scratch.file("seen.json")
    let status = unsafe system("python3 '\(script)' '\(path)' '\(rewritten)' >'\(seen)' 2>'\(seen).errors'")
    let errors = String(decoding: try Files.read(seen + ".errors"), as: UTF8.self)
    try #require(status == 0, "the readers of others refuse the file:\n\(errors)")
    return try JSONValue.read(try Files.read(seen), from: JSONOrigin(file: seen, kind: .data))
  }

  private static let source = #"""
    import json, sys
    import duckdb, polars, pyarrow as pa, pyarrow.ipc

    path, rewritten = sys.argv[1], sys.argv[2]

    def number(value):
        # Whole floats as the Swift side prints them.
        return int(value) if isinstance(value, float) and value == int(value) else value

    def described(table):
        columns = []
        for field, column in zip(table.schema, table.columns):
            if pa.types.is_dictionary(field.type):
                column = column.cast(field.type.value_type)
            columns.append([field.name, str(field.type), field.nullable, [number(v) for v in column.to_pylist()]])
        metadata = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
        return {"columns": columns, "metadata": metadata}

    with pa.OSFile(path) as source:
        table = pa.ipc.open_file(source).read_all()
    table.validate(full=True)

    # Mapped, every buffer must lie on a multiple of 64.
    with pa.memory_map(path) as source:
        reader = pa.ipc.open_file(source)
        for index in range(reader.num_record_batches):
            for column in reader.get_batch(index).columns:
                for buffer in column.buffers():
                    assert buffer is None or buffer.address % 64 == 0, "a buffer is not on a multiple of 64"

    # The file without its first 8 bytes is a stream: dictionaries must come before the batches.
    with open(path, "rb") as source:
        stream = pa.ipc.open_stream(source.read()[8:]).read_all()
    stream.validate(full=True)

    frame = polars.read_ipc(path)
    assert frame.equals(polars.scan_ipc(path).collect()), "polars reads it otherwise when it scans"
    by_polars = []
    for name in frame.columns:
        kind = str(frame[name].dtype).split("(")[0]
        series = frame[name].cast(polars.String) if kind == "Categorical" else frame[name]
        by_polars.append([name, kind, [number(v) for v in series.to_list()]])

    connection = duckdb.connect()
    connection.register("given", table)
    by_duckdb = []
    for field in table.schema:
        cast = "::varchar" if pa.types.is_dictionary(field.type) else ""
        rows = connection.execute(f'select "{field.name}"{cast} from given').fetchall()
        by_duckdb.append([field.name, [number(row[0]) for row in rows]])

    with pa.OSFile(rewritten, "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)

    seen = {"pyarrow": described(table), "stream": described(stream)}
    seen["polars"], seen["duckdb"] = {"columns": by_polars}, {"columns": by_duckdb}
    json.dump(seen, sys.stdout, ensure_ascii=False)
    """#
}
