import Bytes
import Foundation

/// The files that are measured.
struct Workload {
  let folder: String
  var long: String { folder + "/long.csv" }
  var shuffled: String { folder + "/long_shuf.csv" }
  var gzip: String { folder + "/long.csv.gz" }
  var indicators: String { folder + "/indicators.tsv" }
  var eighty: String { folder + "/indicators80.tsv" }

  func statements(_ order: BenchOrder) -> StatementMaker { StatementMaker(folder: folder, scale: order.scale) }

  /// The files of a folder that was named, or those made for a scale under `.build/bench`.
  init(_ order: BenchOrder) {
    folder = order.data ?? ".build/bench/scale-\(order.scale)"
  }

  /// Has the files made that are not there.
  static func prepared(_ order: BenchOrder, _ words: [String]) throws -> Workload {
    let run = try Measured.run([CommandLine.arguments[0], "prepare"] + words)
    guard run.exitCode == 0 else { throw BenchError("\(Workload(order).folder): the files could not be made") }
    return Workload(order)
  }

  func make(_ order: BenchOrder) throws {
    // A file that was made or named just now counts as one that may still change, and is hashed twice as no download of
    // yesterday is.
    defer { Thread.sleep(forTimeInterval: 4) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func isMissing(_ file: String) -> Bool { !FileManager.default.fileExists(atPath: file) }
    if order.groups.contains(.statements), isMissing(statements(order).pipeline) { try statements(order).write() }
    let readers = ReaderFiles(workload: self, scale: order.scale)
    for group in order.groups where [.wide, .pages, .workbook].contains(group) { try readers.make(group) }
    guard order.groups.contains(where: { ![.statements, .pipeline, .wide, .pages, .workbook].contains($0) }) else { return }
    if isMissing(long) {
      guard order.data == nil else { throw BenchError("\(long): there is no such file") }
      try LongTableMaker(scale: order.scale).write(self)
    }
    if isMissing(eighty) { try writeEighty() }
    if order.groups.contains(.shuffled), isMissing(shuffled) { try writeShuffled() }
    if order.groups.contains(.gzip) || order.groups.contains(.packed), isMissing(gzip) {
      _ = try Measured.run(["gzip", "-6", "-k", long])
    }
    for group in order.groups where [.text, .packed].contains(group) { try readers.make(group) }
  }

  static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// Eighty ratios over the measures of the table, each by the one ten places further.
  private func writeEighty() throws {
    var names: [String] = []
    var known: Set<String> = []
    let reader = try FileStream(path: long, hashing: false)
    var buffer = [UInt8](repeating: 0, count: 1 << 24)
    // The first rows hold the first unit with all measures of a block; a few MiB show enough names.
    let got = try reader.read(into: &buffer)
    for line in buffer[0..<got].split(separator: UInt8(ascii: "\n")).dropFirst().dropLast() {
      let fields = Self.fields(line)
      guard fields.count > 2 else { continue }
      if known.insert(fields[2]).inserted { names.append(fields[2]) }
    }
    var lines = ""
    for i in 0..<80 { lines += "J\(100 + i)\t\(names[i % names.count])\t\(names[(i + 1 + i / names.count) % names.count])\n" }
    try lines.write(toFile: eighty, atomically: true, encoding: .utf8)
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ";") && !isQuoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }

  private func writeShuffled() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: long))
    var starts: [Int] = [0]
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(place + 1) }
    var order = Array(1..<starts.count - 1)
    var random = SeededRandom(seed: 5)
    for i in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(i, Int(random.next() % UInt64(i + 1))) }
    var writer = try ByteWriter(creating: shuffled)
    try writer.write(Array(bytes[0..<starts[1]]))
    for row in order { try writer.write(Array(bytes[starts[row]..<starts[row + 1]])) }
    try writer.finish()
  }
}

/// splitmix64: the same numbers on every machine.
struct SeededRandom {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// From 0 up to 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
