import Bytes
import Findings

/// A table of definitions: `;` or `,`, UTF-8. Whatever is wrong with it is a mistake of configuration.
func definitionTable(_ path: String, shownAs shown: String) throws(Refusal) -> SeparatedTable {
  do throws(Refusal) {
    return try SeparatedTable(try Files.read(path, shownAs: shown), name: shown)
  } catch {
    throw error.asConfiguration
  }
}

extension SeparatedTable {
  /// A field without the blanks around it.
  func text(_ row: Int, _ column: String) throws(Refusal) -> String {
    do throws(Refusal) {
      return trimmed(try self[row, column])
    } catch {
      throw error.asConfiguration
    }
  }

  /// A refusal about one field, with its file, line and column.
  func refusal(_ row: Int, _ column: String, _ what: Wording) -> Refusal {
    Refusal(
      .configuration, what,
      at: Place(file: name, row: rowNumbers[row], column: (header.firstIndex(of: column) ?? -1) + 1),
      mend: Wording("Popraw to pole tabeli \(name).", en: "Correct this field of the table \(name)."))
  }
}

extension Refusal {
  /// The same with the exit code of a mistaken configuration; failures of the machine stay what they are.
  fileprivate var asConfiguration: Refusal {
    var refusal = self
    if kind == .data || kind == .missingInput { refusal.kind = .configuration }
    return refusal
  }
}

private func trimmed(_ text: String) -> String {
  // Nearly every field is as it should be; only a blank or a letter beyond ASCII at an edge asks for a closer look.
  let mayBeBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 >= 0x80 }
  guard text.utf8.first.map(mayBeBlank) == true || text.utf8.last.map(mayBeBlank) == true else { return text }
  let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\u{00A0}" || $0 == "\t" }
  guard text.first.map(isBlank) == true || text.last.map(isBlank) == true else { return text }
  return String(String(text.drop(while: isBlank).reversed()).drop(while: isBlank).reversed())
}
