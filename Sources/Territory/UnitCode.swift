import Findings

/// What a published unit code means.
package enum UnitCodeMeaning: Sendable, Hashable {
  /// A unit of the register; `recoded` when the published code is an older one of the same place.
  case unit(Unit, recoded: Bool)
  /// A part of a gmina or city (kinds 4, 5, 9): its whole is published beside it, so it must not be added.
  case part(String)
  /// A level that the register does not carry: a region or subregion of the old NTS, of another version of NUTS.
  case otherLevel
  /// A unit that the register date does not have, since it went into others or was made of them later: the changes name them.
  case dissolved(Unit, [UnitChange])
  /// Not a code of any unit; `suggestion` is the successor or the nearest code.
  case unknown(suggestion: String?)
  /// The column does not allow one reading: zeros may have been lost and both readings are possible.
  case ambiguous
}

/// Reads the unit codes of one published column by the shapes of FORMATS 1.7: 12-digit ids of the Local Data Bank, the
/// old 10-digit NTS, 7-digit TERYT, 6 digits without the kind, 4 of a powiat, 2 of a voivodeship, with blanks inside,
/// and with leading zeros that a spreadsheet lost.
package struct UnitCodeReader: Sendable {
  private let register: Register
  /// Set when the whole column has lost its leading zeros in one and the same shape.
  private let restoredLength: Int?
  /// A column of nothing but six digits that can be read as gminas without their kind and as codes that lost a zero.
  private let isTwofold: Bool
  /// Codes of the full length stand beside those that are shorter by one, and the column does not show that these lost a zero.
  private let isMixed: Bool

  /// Whether any part of the column is read as the whole is: all codes have one length that nothing can have been lost of.
  package let isSameForParts: Bool

  /// - Parameter column: every distinct code of the column as published. Lost zeros are restored only when all of its
  ///   codes are of one shape and that shape's full length occurs too or every code of it starts below 10.
  package init(_ register: Register, column: some Sequence<String>) {
    self.register = register
    // Poland's zeros are lost to the last but one, whatever the shape.
    let codes = column.map(compact).filter { !$0.isEmpty && $0 != "0" }
    let lengths = Set(codes.map(\.utf8.count))
    var isTwofold = false
    var isRestored = false
    // A column of 6 and 7 digits is seven-digit TERYT with zeros lost in voivodeships 02-08; 5 and 6 is six-digit; 11
    // and 12 is the bank's id. Anything mixed further keeps its published reading.
    switch lengths {
    case [6, 7]:
      // One code too long does not make the others short: what they are by themselves decides.
      let short = codes.filter { $0.utf8.count == 6 }
      let padded = short.count { !register.history(of: "0" + $0).isEmpty }
      let plain = short.count { register.knows(sixDigits: $0) }
      restoredLength = plain > padded ? nil : 7
      // Where a zero in front makes units of (nearly) all of them and some are nothing without it, the column has lost its
      // zeros, and a code that could be read as it stands (200000, which is 0200000) has lost its own like the others.
      isRestored = plain < short.count && padded * 100 >= short.count * 99
    case [6]:
      // 201011 may be the gmina 20 10 11 or 0201011 without its zero: the register tells by the column as a whole.
      let isPadded = codes.allSatisfy { !register.history(of: "0" + $0).isEmpty }
      let isPlain = codes.allSatisfy { register.knows(sixDigits: $0) }
      restoredLength = isPadded && !isPlain ? 7 : nil
      isTwofold = isPadded && isPlain
    case [5, 6], [5]: restoredLength = 6
    case [11, 12], [11]: restoredLength = 12
    case [3, 4], [3]: restoredLength = 4
    default: restoredLength = nil
    }
    self.isTwofold = isTwofold
    isMixed = lengths.count > 1 && !isRestored
    isSameForParts = [[], [2], [4], [7], [10], [12]].contains(lengths)
  }

  /// A NUTS unit that is a whole voivodeship is that voivodeship: one place has one key.
  package func meaning(of published: String) -> UnitCodeMeaning {
    let meaning = ownMeaning(of: published)
    if case .unit(let unit, let recoded) = meaning, unit.isNUTS, let voivodeship = register.voivodeship(ofSameArea: unit) {
      return .unit(voivodeship, recoded: recoded)
    }
    return meaning
  }

  /// Whether the code is that of a NUTS 1 or NUTS 2 unit which is a whole voivodeship.
  package func isVoivodeshipAsNUTS(_ published: String) -> Bool {
    if case .unit(let unit, _) = ownMeaning(of: published) {
      unit.isNUTS && register.voivodeship(ofSameArea: unit) != nil
    } else {
      false
    }
  }

  private func ownMeaning(of published: String) -> UnitCodeMeaning {
    var code = compact(published)
    if code.hasPrefix("PL") {
      // ISO 3166-2 of a voivodeship, NUTS of 2021 otherwise.
      return (register.unit(isoCode: code) ?? register[code]).map { .unit($0, recoded: false) } ?? .unknown(suggestion: nil)
    }
    guard !code.isEmpty, code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return .unknown(suggestion: nil) }
    if isTwofold { return .ambiguous }
    if let length = restoredLength, code.utf8.count == length - 1 {
      let padded = "0" + code
      // Beside codes of seven digits, six that are a whole code by themselves and would be another with a zero in front:
      // nobody can know.
      if length == 7, isMixed, case .unit = plain(code), case .unit = plain(padded) { return .ambiguous }
      // A zero in front makes it the code of another voivodeship: what is near is near to what is written.
      if length == 7, case .unknown = plain(padded) { return .unknown(suggestion: register.neighbour(of: code)) }
      code = padded
    }
    return plain(code)
  }

  private func plain(_ code: String) -> UnitCodeMeaning {
    switch code.utf8.count {
    case 1 where code == "0": return seven("0000000")
    case 2: return seven(code == "00" ? "0000000" : code + "00000")
    case 4: return seven(code + "000")
    case 6:
      if let unit = register.gmina(stem: code) { return .unit(unit, recoded: false) }
      if code.hasSuffix("00") { return seven(code + "0") }
      // A district of Warsaw, or a delegation of another city, without its kind.
      for kind in ["8", "9"] where !register.history(of: code + kind).isEmpty { return seven(code + kind) }
      if let former = register.formerGmina(stem: code) { return former.meaningAsFormer(in: register) }
      return .unknown(suggestion: nil)
    case 7: return seven(code)
    case 10: return ten(Array(code))
    case 12: return twelve(code)
    default: return .unknown(suggestion: nil)
    }
  }

  private func seven(_ code: String) -> UnitCodeMeaning {
    if let unit = register[code] {
      if let kind = unit.kind, kind == .townPart || kind == .ruralPart || kind == .delegation { return .part(code) }
      return .unit(unit, recoded: false)
    }
    if let last = register.history(of: code).last {
      if let kind = last.kind, kind == .townPart || kind == .ruralPart || kind == .delegation { return .part(code) }
      return last.meaningAsFormer(in: register)
    }
    // A code that nobody publishes any more but tools of offices: 1431, which was Warsaw until 2002.
    let successors = register.crosswalk.successors(of: code)
    if successors.count == 1, successors[0].kind == .recode, let unit = register[successors[0].successor] {
      return .unit(unit, recoded: true)
    }
    // A town now that was a village in years which the register does not reach back to: the same six digits, the same place.
    if let kind = code.utf8.last.flatMap({ UnitKind(rawValue: Int($0) - 0x30) }), kind == .rural || kind == .urban,
      let unit = register.gmina(stem: code.prefix(6)), unit.kind == .urbanRural,
      register.history(of: unit.code).first?.validFrom.isEmpty ?? false
    {
      return .unit(unit, recoded: true)
    }
    return .unknown(suggestion: register.neighbour(of: code) ?? register.gmina(stem: code.prefix(6))?.code)
  }

  /// Ten digits of the old NTS: region 1, voivodeship 2, subregion 2, powiat 2, gmina 3.
  private func ten(_ digits: [Character]) -> UnitCodeMeaning {
    let voivodeship = String(digits[1..<3])
    let subregion = String(digits[3..<5])
    let powiat = String(digits[5..<7])
    if voivodeship == "00" { return String(digits[0]) == "0" ? seven("0000000") : .otherLevel }
    if powiat == "00" { return subregion == "00" ? seven(voivodeship + "00000") : .otherLevel }
    return seven(voivodeship + powiat + String(digits[7..<10]))
  }

  /// Twelve digits of the Local Data Bank: macroregion 2, voivodeship 2, region 1, subregion 2, powiat 2, gmina 3.
  private func twelve(_ code: String) -> UnitCodeMeaning {
    let digits = Array(code)
    let voivodeship = String(digits[2..<4])
    let powiat = String(digits[7..<9])
    if voivodeship == "00" {
      if String(digits[0..<2]) == "00" { return seven("0000000") }
      return register.unit(bankID: code).map { .unit($0, recoded: false) } ?? .otherLevel
    }
    if powiat != "00" { return seven(voivodeship + powiat + String(digits[9..<12])) }
    if String(digits[5..<7]) != "00" {
      if let unit = register.unit(bankID: code) { return .unit(unit, recoded: false) }
      return .otherLevel
    }
    if digits[4] != "0" { return register.unit(bankID: code).map { .unit($0, recoded: false) } ?? .otherLevel }
    return seven(voivodeship + "00000")
  }
}

extension Register {
  /// The code under which figures of a state of a unit are kept: the key of the same place, or its own where the place has none.
  func key(of state: Unit) -> String {
    if self[state.code] != nil { return state.code }
    return switch state.meaningAsFormer(in: self) {
    case .unit(let unit, _), .dissolved(let unit, _): unit.code
    default: state.code
    }
  }

  /// Whether six digits are a gmina without its kind, or a powiat or voivodeship with zeros behind.
  fileprivate func knows(sixDigits code: String) -> Bool {
    gmina(stem: code) != nil || formerGmina(stem: code) != nil || (code.hasSuffix("00") && self[code + "0"] != nil)
      || self[code + "8"] != nil
  }
}

extension Unit {
  /// A state that no longer holds: the same place under its present code, or nothing if the place itself is gone.
  fileprivate func meaningAsFormer(in register: Register) -> UnitCodeMeaning {
    if kind?.isWholeGmina ?? false, let successor = register.gmina(stem: stem) { return .unit(successor, recoded: true) }
    // Younger than the register: its figures go back to the units that it was made of, or to its own under the code of that day.
    let origins = validFrom > register.date ? register.crosswalk.predecessors(of: code) : []
    if origins.count == 1, origins[0].kind == .recode {
      if let former = register[origins[0].predecessor] { return .unit(former, recoded: true) }
      if let older = register.history(of: origins[0].predecessor).last, older.validFrom < validFrom {
        return older.meaningAsFormer(in: register)
      }
    }
    let changes = register.crosswalk.successors(of: code)
    // The same territory under another code and in another powiat, perhaps more than once.
    if changes.count == 1, changes[0].kind == .recode {
      if let successor = register[changes[0].successor] { return .unit(successor, recoded: true) }
      if let next = register.history(of: changes[0].successor).last, next.code != code {
        return next.meaningAsFormer(in: register)
      }
    }
    if !changes.isEmpty { return .dissolved(self, changes) }
    return origins.isEmpty ? .unknown(suggestion: nil) : .dissolved(self, origins)
  }
}

/// The code without the blanks of the area list (`02 01 01 1`).
private func compact(_ code: String) -> String {
  String(String.UnicodeScalarView(code.unicodeScalars.filter { $0 != " " && $0 != "\u{00A0}" }))
}
