import Archive
import Bytes
import Findings
import Markup

/// The parts of a workbook and how they refer to one another (ECMA-376 part 2, Open Packaging Conventions).
struct XLSXPackage {
  /// One line of a relationships part.
  struct Relationship {
    let id: String
    /// The last word of the type's URI, the same in transitional and strict files: `worksheet`, `sharedStrings`, `styles`.
    let type: String
    /// Name of the part that is meant; nil for something outside of the file.
    let part: String?
  }

  let archive: ZipArchive
  /// As people know the workbook.
  let shown: String
  /// Part names are compared without case (OPC 6.2.2.3), and some programs write backslashes.
  private let parts: [String: ZipEntry]

  init(_ access: any RandomAccess, shownAs shown: String) throws(Refusal) {
    archive = try ZipArchive(access, shownAs: shown)
    self.shown = shown
    var parts: [String: ZipEntry] = [:]
    for entry in archive.entries where !entry.isFolder {
      let key = Self.key(entry.name)
      guard parts.updateValue(entry, forKey: key) == nil else {
        throw Refusal(
          .data, Wording("część skoroszytu stoi w pliku dwa razy", en: "a part of the workbook stands twice in the file"),
          at: Place(file: archive.shownName(of: entry)), mend: Self.saveAgain)
      }
    }
    self.parts = parts
  }

  static let saveAgain = Wording(
    "otwórz plik w Excelu albo LibreOffice i zapisz ponownie", en: "open the file in Excel or LibreOffice and save it again")

  func has(_ part: String) -> Bool { parts[Self.key(part)] != nil }

  /// Bytes of a part when unpacked; 0 for one that is not there.
  func size(of part: String) -> Int { parts[Self.key(part)]?.size ?? 0 }

  /// How a part is called in messages.
  func shownName(of part: String) -> String { parts[Self.key(part)].map { archive.shownName(of: $0) } ?? "\(shown)!/\(part)" }

  /// The part as XML; `words` as for `XMLPull`.
  func read(_ part: String, words: [String]) throws(Refusal) -> XMLPull {
    guard let entry = parts[Self.key(part)] else {
      throw Refusal(
        .data, Wording("brak części skoroszytu „\(part)”", en: "the workbook lacks its part \"\(part)\""),
        at: Place(file: shown), mend: Self.saveAgain)
    }
    return try XMLPull(try archive.open(entry), shownAs: archive.shownName(of: entry), words: words)
  }

  /// What a part refers to; nothing when it has no relationships. The empty name stands for the package itself.
  func relationships(of part: String) throws(Refusal) -> [Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
    let name = "\(folder)_rels/\(file).rels"
    guard has(name) else { return [] }
    let pull = try read(name, words: [])
    var found: [Relationship] = []
    let words = (
      relationship: pull.code(of: "Relationship"), id: pull.code(of: "Id"), type: pull.code(of: "Type"),
      target: pull.code(of: "Target"), mode: pull.code(of: "TargetMode")
    )
    while let event = try pull.next() {
      guard event == .start, pull.local == words.relationship else { continue }
      let type = pull.value(words.type) ?? ""
      let target = pull.value(words.target) ?? ""
      let isOutside = pull.value(words.mode) == "External"
      found.append(
        Relationship(
          id: pull.value(words.id) ?? "", type: type.split(separator: "/").last.map(String.init) ?? "",
          part: isOutside ? nil : resolve(target, from: folder)))
    }
    return found
  }

  /// A target as the name of a part: absolute, or relative to the folder of the part that refers to it.
  private func resolve(_ target: String, from folder: String) -> String {
    let path = String(target.prefix { $0 != "#" }).replacingBackslashes
    let name = Self.withoutDots((path.hasPrefix("/") ? "" : folder) + path)
    // Targets are URIs, but some programs write names with blanks or Polish letters as they are.
    let plain = name.removingPercentSigns ?? name
    // Others count from the root and forget the slash that says so.
    return [name, plain, Self.withoutDots(path)].first { has($0) } ?? plain
  }

  private static func withoutDots(_ path: String) -> String {
    var segments: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return segments.joined(separator: "/")
  }

  private static func key(_ name: String) -> String {
    let plain = name.replacingBackslashes
    return (plain.hasPrefix("/") ? String(plain.dropFirst()) : plain).lowercased()
  }
}

extension String {
  fileprivate var replacingBackslashes: String { String(map { $0 == "\\" ? "/" : $0 }) }

  /// `%20` and the like resolved; nil when what comes out is no text.
  fileprivate var removingPercentSigns: String? {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
