/// A compound file with streams in its root storage, as small as can be: one sector table, a directory, the streams.
enum OLE2Fixture {
  /// - Parameter version: 3 (sectors of 512 bytes) or 4 (4096).
  static func bytes(_ streams: [(name: String, content: [UInt8])], version: Int = 3) -> [UInt8] {
    let shift = version == 3 ? 9 : 12
    let size = 1 << shift
    var sectors: [[UInt8]] = []
    var table: [UInt32] = []
    func add(_ content: [UInt8]) -> UInt32 {
      let first = UInt32(sectors.count)
      var rest = content[...]
      while !rest.isEmpty {
        let part = Array(rest.prefix(size))
        rest = rest.dropFirst(size)
        sectors.append(part + [UInt8](repeating: 0, count: size - part.count))
        table.append(rest.isEmpty ? 0xFFFF_FFFE : UInt32(sectors.count))
      }
      return content.isEmpty ? 0xFFFF_FFFE : first
    }
    // Streams below the cutoff stand in the mini stream, in sectors of 64 bytes.
    var mini: [UInt8] = []
    var miniTable: [UInt32] = []
    var entries: [[UInt8]] = []
    for (index, stream) in streams.enumerated() {
      let first: UInt32
      if stream.content.count < 4096 {
        first = UInt32(mini.count / 64)
        mini += stream.content
        mini += [UInt8](repeating: 0, count: (64 - mini.count % 64) % 64)
        while miniTable.count < mini.count / 64 { miniTable.append(UInt32(miniTable.count + 1)) }
        if !miniTable.isEmpty { miniTable[miniTable.count - 1] = 0xFFFF_FFFE }
      } else {
        first = add(stream.content)
      }
      let right = index + 1 < streams.count ? UInt32(index + 2) : 0xFFFF_FFFF
      entries.append(entry(stream.name, kind: 2, right: right, child: 0xFFFF_FFFF, first: first, size: stream.content.count))
    }
    let miniFirst = add(mini)
    let miniTableFirst = add(
      miniTable.isEmpty
        ? [] : words(miniTable + [UInt32](repeating: 0xFFFF_FFFF, count: (size / 4 - miniTable.count % (size / 4)) % (size / 4))))
    entries.insert(
      entry(
        "Root Entry", kind: 5, right: 0xFFFF_FFFF, child: streams.isEmpty ? 0xFFFF_FFFF : 1, first: miniFirst, size: mini.count),
      at: 0)
    let directory = add(entries.flatMap(\.self))
    var tableSectors: [UInt32] = []
    repeat {
      tableSectors.append(UInt32(sectors.count))
      sectors.append([])
      table.append(0xFFFF_FFFD)
    } while table.count > tableSectors.count * size / 4
    let whole = words(table + [UInt32](repeating: 0xFFFF_FFFF, count: tableSectors.count * size / 4 - table.count))
    for (index, sector) in tableSectors.enumerated() { sectors[Int(sector)] = Array(whole[index * size..<(index + 1) * size]) }
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header += halves([0x3E, UInt16(version), 0xFFFE, UInt16(shift), 6, 0, 0, 0])
    header += words([version == 4 ? 1 : 0, UInt32(tableSectors.count), directory, 0, 4096])
    header += words([miniTableFirst, miniTable.isEmpty ? 0 : 1, 0xFFFF_FFFE, 0])
    header += words(tableSectors + [UInt32](repeating: 0xFFFF_FFFF, count: 109 - tableSectors.count))
    return header + [UInt8](repeating: 0, count: size - header.count) + sectors.flatMap(\.self)
  }

  private static func entry(
    _ name: String, kind: UInt8, right: UInt32, child: UInt32, first: UInt32, size: Int
  ) -> [UInt8] {
    let units = Array(name.utf16)
    var bytes = halves(units) + [UInt8](repeating: 0, count: 64 - units.count * 2)
    bytes += halves([UInt16(units.count * 2 + 2)]) + [kind, 1]
    bytes += words([0xFFFF_FFFF, right, child]) + [UInt8](repeating: 0, count: 36)
    return bytes + words([first, UInt32(size), 0])
  }

  static func words(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  }

  static func halves(_ values: [UInt16]) -> [UInt8] {
    values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }
}
