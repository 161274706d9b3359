import Findings

extension Finding {
  /// Of a cell of a workbook whose value is not what its type says. Its text as published stands for it, so that it is seen and,
  /// where a number is wanted, rejected; the rest of the sheet is read.
  ///
  /// - Parameter type: as the file has it, `n` or `Number`.
  static func unreadableValue(_ text: String, type: String, at place: Place) -> Finding {
    let shown = text.prefix(40)
    return Finding(
      .warning, "unreadable-value", at: place,
      Wording(
        "nieczytelna wartość „\(shown)” (typ \(type)); podano ją jako tekst. Popraw komórkę w arkuszu kalkulacyjnym i zapisz plik ponownie",
        en:
          "unreadable value \"\(shown)\" (type \(type)); it is given as a text. Mend the cell in a spreadsheet program and save the file again"
      ))
  }
}
