import Findings

extension Finding {
  /// What every workbook says of a sheet that people do not see.
  static func hiddenSheet(at place: Place) -> Finding {
    Finding(.note, "hidden-sheet", at: place, Wording("arkusz jest ukryty", en: "the sheet is hidden"))
  }

  static func hiddenRows(_ count: Int, at place: Place) -> Finding {
    Finding(
      .note, "hidden-rows", at: place,
      Wording("arkusz ma ukryte wiersze: \(count)", en: "the sheet has hidden rows: \(count)"))
  }

  /// Both, of a sheet that was read to its end.
  static func hiddenParts(of sheet: TableHeading, rows: Int, file: String) -> [Finding] {
    let place = Place(file: file, sheet: sheet.name)
    var found = sheet.visible == "visible" ? [] : [hiddenSheet(at: place)]
    if rows > 0 { found.append(hiddenRows(rows, at: place)) }
    return found
  }
}

/// Sheets in the order in which their numbers count: of two for one thing the first does, and that is one that people see.
func visibleFirst<Sheet>(_ sheets: [Sheet], _ heading: KeyPath<Sheet, TableHeading>) -> [Sheet] {
  sheets.filter { $0[keyPath: heading].visible == "visible" } + sheets.filter { $0[keyPath: heading].visible != "visible" }
}
