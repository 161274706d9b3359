import Contracts
import Findings
import Pipelines
import Territory

// The voivodeship in the name of a transport file against the units inside.
extension SourceNormaliser {
  /// `MP1231214.dbf` with nothing but units of 28 is the file of another voivodeship, or has its name.
  mutating func checkTransportNames(_ texts: CellTexts) {
    guard case .formRows(_) = profile.layout else { return }
    var inside: [Int32: (prefixes: Set<String>, spot: HeadingPairs.Spot)] = [:]
    let pairs =
      headings.dated.map { ($0.key.file, $0.key.unit, $0.value) }
      + headings.outside.map { ($0.key.file, $0.key.unit, $0.value) }
    for (file, unit, spot) in pairs {
      let meaning = knownUnit(file, unit)
      guard let code = (meaning?.unit ?? meaning?.outside)?.code, code != "0000000" else { continue }
      let known = inside[file] ?? ([], spot)
      let isBefore = (spot.sheet, spot.row) < (known.spot.sheet, known.spot.row)
      inside[file] = (known.prefixes.union([String(code.prefix(2))]), isBefore ? spot : known.spot)
    }
    for (file, found) in inside.sorted(by: { $0.key < $1.key }) {
      let named = voivodeships(inName: texts.file[Int(file)])
      guard let first = named.first, found.prefixes.isDisjoint(with: named) else { continue }
      let other = register[first + "00000"]?.name ?? ""
      let list = found.prefixes.sorted().map { "\($0) (\(register[$0 + "00000"]?.name ?? ""))" }.joined(separator: ", ")
      findings.append(
        Finding(
          .warning, "wrong-unit", at: place(file, found.spot, texts),
          Wording(
            "Nazwa pliku mówi o województwie \(first) (\(other)), a w środku są jednostki: \(list). Liczą się kody w pliku; sprawdź, czyj on jest.",
            en:
              "The file's name says voivodeship \(first) (\(other)), inside there are units of \(list). The codes inside count; see whose file it is."
          )))
    }
  }

  /// Of `MP1RRMMWW` the last two digits, of `MP1MMWWXX` those in the middle: a name may be either.
  private func voivodeships(inName path: String) -> [String] {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    guard name.hasPrefix("mp1") else { return [] }
    let digits = name.dropFirst(3).prefix { $0 >= "0" && $0 <= "9" }
    guard digits.count == 6 else { return [] }
    return [String(digits.suffix(2)), String(digits.dropFirst(2).prefix(2))].filter { register[$0 + "00000"] != nil }
  }
}
