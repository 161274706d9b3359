import Bytes
package import Findings

/// Which columns of a long table hold what, and how it is written.
///
/// A long table has a row for each unit, measure and period: `Kod;Nazwa;Zmienna;Rok;Wartość;...` of Statistics Poland.
package struct LongTableColumns: Sendable {
  /// Places of the columns, from 0.
  package let unit: Int
  package let measure: Int
  package let period: Int
  package let value: Int
  package let delimiter: UInt8

  /// Whether the unit and the measure stand before the period, and the period before the value: then a row that begins as the
  /// row before needs no second look at its unit and measure.
  var isInOrder: Bool { max(unit, measure) < period && period < value }

  /// Names under which the columns are known.
  private static let names: [(role: Wording, names: [String])] = [
    (Wording("jednostka", en: "unit"), ["kod", "unit", "teryt"]),
    (Wording("miara", en: "measure"), ["zmienna", "wskaznik", "measure"]),
    (Wording("rok", en: "year"), ["rok", "okres", "period", "year"]),
    (Wording("wartość", en: "value"), ["wartosc", "value"]),
  ]

  /// Finds the columns by their names in the first row.
  ///
  /// - Parameter header: the first row, without its line end.
  /// - Throws: 65 when a column is missing or there are two of it.
  package init(header: Span<UInt8>, shownAs shown: String) throws(Refusal) {
    let candidates = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "|")]
    var best: (delimiter: UInt8, fields: [String]) = (UInt8(ascii: ";"), [])
    for delimiter in candidates {
      let fields = Self.fields(header, delimiter)
      if fields.count > best.fields.count { best = (delimiter, fields) }
    }
    delimiter = best.delimiter
    let folded = best.fields.map(Self.folded)
    var places: [Int] = []
    for (role, names) in Self.names {
      let found = folded.indices.filter { names.contains(folded[$0]) }
      guard found.count == 1 else {
        throw Refusal(
          .data,
          Wording(
            "\(found.isEmpty ? "brak kolumny" : "więcej niż jedna kolumna"): \(role.polish)",
            en: "\(found.isEmpty ? "no column" : "more than one column"): \(role.english)"),
          at: Place(file: shown, row: 1),
          mend: Wording(
            "Nagłówek ma mieć jedną kolumnę o nazwie \(names.joined(separator: ", ")); jest: \(best.fields.joined(separator: " | "))",
            en:
              "The header must have one column called \(names.joined(separator: ", ")); it has: \(best.fields.joined(separator: " | "))"
          ))
      }
      places.append(found[0])
    }
    (unit, measure, period, value) = (places[0], places[1], places[2], places[3])
  }

  private static func fields(_ row: Span<UInt8>, _ delimiter: UInt8) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for i in 0..<row.count {
      if row[i] == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if row[i] == delimiter && !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      } else {
        field.append(row[i])
      }
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return fields
  }

  /// Lower case without Polish marks, so that `Wartość`, `WARTOSC` and `wartosc` are one name.
  private static func folded(_ name: String) -> String {
    let plain: [Character: Character] = [
      "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
    ]
    return String(name.lowercased().filter { $0 != " " }.map { plain[$0] ?? $0 })
  }
}
