import Findings

/// How people write the place of a cell: `AB12`.
enum SheetReference {
  /// - Parameters: row and column from 1.
  static func text(row: Int, column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self) + String(row)
  }
}

/// The refusal of a sheet's name that the workbook does not have, with the nearest that it has.
func noSuchSheet(_ name: String, among names: [String], file: String) -> Refusal {
  let list = names.joined(separator: ", ")
  return Refusal(
    .usage, Wording("nie ma arkusza „\(name)”", en: "there is no sheet \"\(name)\""), at: Place(file: file),
    mend: nearest(to: name, among: names).map { Wording("czy chodziło o „\($0)”?", en: "did you mean \"\($0)\"?") }
      ?? Wording("są arkusze: \(list)", en: "there are: \(list)"))
}
