import Pipelines
import Territory

/// A unit's name without what publishers put around it: `Powiat m. st. Warszawa`, `Bartoszyce (1)`, `PODREGION ełcki`,
/// `Powiat m. Wałbrzych od 2013`, `miasto Elbląg`, `bartoszycki *` (FORMATS 1.8, 3.1, 3.3).
struct UnitName: Hashable {
  let folded: String

  init(_ published: String, _ level: Level) {
    var text = foldedHeading(published)
    func removeEnd() {
      while let last = text.last, last == " " || last == "*" || last.isNumber { text.removeLast() }
    }
    // The register has brackets too: `Dobra (Szczecińska)`, which the bank calls `Dobra (Szczecińska) (2)`.
    removeEnd()
    while let bracket = text.lastIndex(of: "("), text.hasSuffix(")"), bracket > text.startIndex {
      text = String(text[..<bracket])
      removeEnd()
    }
    if text.hasSuffix(" od") { text.removeLast(3) }
    var isShortened = true
    while isShortened {
      isShortened = false
      for prefix in [
        "powiat ", "podregion ", "województwo ", "woj. ", "gmina ", "miasto na prawach powiatu ", "miasto ", "m. ", "m.", "st. ",
        "st.", "m-w ", "dzielnica ",
      ] where text.hasPrefix(prefix) && text.count > prefix.count {
        text = String(text.dropFirst(prefix.count))
        isShortened = true
      }
    }
    folded = text.split { $0 == " " || $0 == "-" || $0 == "–" }.joined(separator: " ")
  }
}
