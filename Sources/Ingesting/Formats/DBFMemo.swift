import Bytes
import Findings

/// The texts of memo fields, which stand in a file beside the table: `.dbt` of dBase III and IV, `.fpt` of FoxPro; the table
/// has the number of the block in which each begins.
///
/// Layouts: dBASE IV 2.0 Language Reference, appendix D; Visual FoxPro 9, "Memo File Structure (.FPT)".
struct DBFMemo {
  private enum Layout { case dBaseIII, dBaseIV, foxPro }

  /// As people know the file.
  let shown: String
  private let access: any RandomAccess
  private let layout: Layout
  /// In bytes.
  private let blockSize: Int

  /// One text, in bytes.
  private static let limit = 16 << 20

  /// - Returns: nil where no such file stands beside the table: it was not sent along, or the table is a member of an archive.
  init?(beside table: Input, version: UInt8) throws(Refusal) {
    guard let path = table.path, path.utf8.count > 4 else { return nil }
    let stem = String(path.dropLast(4))
    for ending in [".fpt", ".dbt", ".FPT", ".DBT"] where try Files.status(stem + ending)?.kind == .regular {
      shown = Paths.name(of: stem + ending)
      access = try FileAccess(path: stem + ending, shownAs: shown)
      var head = [UInt8](repeating: 0, count: 24)
      guard try access.read(at: 0, into: &head) == 24 else { return nil }
      if ending.lowercased() == ".fpt" {
        layout = .foxPro
        blockSize = max(1, Int(head[6]) << 8 | Int(head[7]))
      } else if version == 0x83 || version == 0xF5 {
        layout = .dBaseIII
        blockSize = 512
      } else {
        layout = .dBaseIV
        let given = Int(head[20]) | Int(head[21]) << 8
        blockSize = given >= 64 && given % 64 == 0 ? given : 512
      }
      return
    }
    return nil
  }

  /// The bytes of the text that begins with that block, in the encoding of the table; nil for what is no text (pictures and
  /// the like) and for a block that is not there.
  func text(block: Int) throws(Refusal) -> [UInt8]? {
    let (begin, isBeyond) = block.multipliedReportingOverflow(by: blockSize)
    guard block > 0, !isBeyond, begin < access.size else { return nil }
    if layout == .dBaseIII { return try text(from: begin) }
    guard let head = try bytes(at: begin, 8) else { return nil }
    if layout == .foxPro {
      let kind = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
      return kind == 1 ? try bytes(at: begin + 8, head[4..<8].reduce(0) { $0 << 8 | Int($1) }) : nil
    }
    guard head.starts(with: [0xFF, 0xFF, 0x08, 0x00]) else { return try text(from: begin) }
    let length = Int(littleEndian(head, 4, 4))
    guard length >= 8, let whole = try bytes(at: begin + 8, length - 8) else { return nil }
    return Array(whole.prefix { $0 != 0x1F })
  }

  /// Up to the end mark.
  private func text(from begin: Int) throws(Refusal) -> [UInt8]? {
    var text: [UInt8] = []
    while text.count <= Self.limit {
      let rest = min(blockSize, access.size - begin - text.count)
      guard rest > 0, let block = try bytes(at: begin + text.count, rest) else { return text }
      if let end = block.firstIndex(of: 0x1A) { return text + block[..<end] }
      text += block
    }
    return nil
  }

  private func bytes(at offset: Int, _ count: Int) throws(Refusal) -> [UInt8]? {
    guard count <= Self.limit, offset + count <= access.size else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return try access.read(at: offset, into: &bytes) == count ? bytes : nil
  }
}
