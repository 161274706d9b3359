/// A published unit of measure brought to the base unit: `tys. zł` is 1000 zł.
struct UnitOfMeasure: Hashable {
  /// `osoba`, `zł`, `%` ...; empty when the publisher says nothing (`-`).
  var base: String
  var factor: Double

  /// - Parameter published: as in the column `Jednostka miary` or in brackets over a column.
  init(_ published: String) {
    var text = published.lowercased().split { $0 == " " || $0 == "\u{00A0}" }.joined(separator: " ")
    factor = 1
    for (prefix, factor) in Self.scales where text.hasPrefix(prefix) {
      text = String(text.dropFirst(prefix.count))
      self.factor = factor
      break
    }
    base = Self.synonyms[text] ?? (text == "-" ? "" : text)
  }

  private static let scales: [(String, Double)] = [
    ("tysiące ", 1000), ("tys. ", 1000), ("tys.", 1000), ("mln ", 1_000_000), ("mln.", 1_000_000), ("mld ", 1_000_000_000),
  ]

  /// Words that publishers use for one and the same unit.
  private static let synonyms: [String: String] = [
    "osób": "osoba", "osoby": "osoba", "os.": "osoba", "ludności": "osoba", "rodzin": "rodzina", "rodziny": "rodzina",
    "złotych": "zł", "złote": "zł", "zl": "zł", "pln": "zł", "szt.": "szt.", "sztuk": "szt.", "ob.": "szt.", "miejsc": "miejsce",
    "miejsca": "miejsce", "etaty": "etat", "etatów": "etat", "świadczeń": "świadczenie", "świadczenia": "świadczenie",
    "gospodarstw": "gospodarstwo", "mieszkań": "mieszkanie", "mieszkania": "mieszkanie", "procent": "%",
  ]
}

/// Decimals left after a change of scale: 12.5 thousand has none.
func scaledDecimals(_ decimals: Int, _ scale: Double) -> Int {
  var left = decimals
  var scale = scale
  while scale >= 10, left > 0 {
    scale /= 10
    left -= 1
  }
  return left
}
