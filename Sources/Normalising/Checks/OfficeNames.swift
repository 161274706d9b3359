import Pipelines
import Territory

/// What the free name of an office says of the unit whose it is: `GOPS w Iławie`, `PCPR bartoszycki`, `Miejski Ośrodek Pomocy
/// Społecznej Nowe Miasto Lubawskie`.
///
/// Names come in any case form, so words compare by their beginnings. The unit's own name is found generously and another's
/// strictly: only a name that has nothing of the unit and all of another one is told.
struct OfficeNames {
  private struct Named {
    var unit: Unit
    /// Words of each name that it has or had.
    var names: [[[UInt8]]]
  }

  private let units: [Level: [Named]]

  init(_ register: Register, region: String) {
    var units: [Level: [Named]] = [:]
    for level in [Level.powiat, .gmina, .district] {
      units[level] = register.units(at: level, in: region).map { unit in
        Named(
          unit: unit,
          names: Set(register.names(of: unit)).map { Self.words(of: UnitName($0, level).folded) }.filter { !$0.isEmpty })
      }
    }
    self.units = units
  }

  /// Units of the region, of the level of the one given, whose the office seems to be.
  /// - Parameter names: that the unit of the code has or had.
  /// - Returns: none when the name may be the unit's own, or is nobody's.
  func others(than unit: Unit, called names: [String], in text: String) -> [Unit] {
    let words = Self.words(of: foldedHeading(text))
    guard !words.isEmpty, let known = units[unit.level] else { return [] }
    let own = names.flatMap { Self.words(of: UnitName($0, unit.level).folded) }
    // A city's centre may report for the powiat and for the gmina.
    guard !own.contains(where: { name in words.contains { Self.shared(name, $0) >= 3 } }) else { return [] }
    return known.filter { other in
      other.unit.code != unit.code
        && other.names.contains { $0.allSatisfy { name in words.contains { Self.isForm($0, of: name, at: unit.level) } } }
    }.map(\.unit)
  }

  /// Whether a word may be a case form of a name: the beginning is the same, and the lengths are alike. A powiat's name is an
  /// adjective, and its office is called after the seat: `olsztyński`, `PCPR w Olsztynie`.
  private static func isForm(_ word: [UInt8], of name: [UInt8], at level: Level) -> Bool {
    let ending = level == .powiat ? 4 : 2
    return shared(name, word) >= max(3, name.count - ending) && abs(word.count - name.count) <= ending + 1
  }

  private static func shared(_ a: [UInt8], _ b: [UInt8]) -> Int {
    zip(a, b).prefix { $0 == $1 }.count
  }

  /// Words of three letters and more, Polish letters without their marks: they come and go with the case (`Łódź`, `w Łodzi`).
  private static func words(of text: String) -> [[UInt8]] {
    text.unicodeScalars.split { !$0.properties.isAlphabetic }.map { word in word.map { UInt8(ascii: plain($0)) } }
      .filter { $0.count >= 3 }
  }

  private static func plain(_ letter: Unicode.Scalar) -> Unicode.Scalar {
    switch letter {
    case "ą": "a"
    case "ć": "c"
    case "ę": "e"
    case "ł": "l"
    case "ń": "n"
    case "ó": "o"
    case "ś": "s"
    case "ź", "ż": "z"
    default: letter.isASCII ? letter : "?"
    }
  }
}
