/// The character encodings of Polish official files, and others that files name, by their IANA names.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"
  case windows1250 = "windows-1250"
  case iso8859part2 = "iso-8859-2"
  case ibm852 = "ibm852"
  /// Never found by itself in a text, which is then Polish; only where the file names it or a person chooses it.
  case iso8859part1 = "iso-8859-1"
  case windows1252 = "windows-1252"
  case windows1251 = "windows-1251"
  case ibm437 = "ibm437"
  case ibm850 = "ibm850"
  case ibm866 = "ibm866"

  /// The encoding that people call so: IANA names and the usual aliases (`cp1250`, `latin2`, `utf-16`), in any case, with
  /// or without `-`, `_` and blanks.
  ///
  /// `utf-16` and `utf-32` without a byte order mean little endian, which is what Windows programs write; a byte order
  /// mark in the file overrules them.
  package init?(alias: String) {
    var plain = alias.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != ":" }
    if plain.starts(with: "x".unicodeScalars) { plain.removeFirst() }
    switch String(String.UnicodeScalarView(plain)) {
    case "utf8", "utf8bom", "utf8sig", "unicode11utf8", "cp65001", "65001", "ascii", "usascii", "ansix3.4": self = .utf8
    case "utf16", "utf16le", "ucs2", "ucs2le", "cp1200", "1200", "unicode", "iso10646ucs2": self = .utf16LittleEndian
    case "utf16be", "ucs2be", "cp1201", "1201", "unicodefffe": self = .utf16BigEndian
    case "utf32", "utf32le", "ucs4", "ucs4le", "cp12000", "12000": self = .utf32LittleEndian
    case "utf32be", "ucs4be", "cp12001", "12001": self = .utf32BigEndian
    case "windows1250", "win1250", "cp1250", "1250", "mswindows1250", "ansi1250", "ee", "msee": self = .windows1250
    case "iso88592", "iso885921987", "88592", "latin2", "l2", "isoir101", "cp28592", "28592", "csisolatin2", "pn93":
      self = .iso8859part2
    case "ibm852", "cp852", "852", "dos852", "latin2dos", "ibmlatin2", "cspcp852", "pcp852", "oem852": self = .ibm852
    case "iso88591", "latin1", "l1", "88591", "cp819", "ibm819", "isoir100", "iso885911987", "cp28591", "28591":
      self = .iso8859part1
    case "windows1252", "win1252", "cp1252", "1252", "ansi", "ansi1252": self = .windows1252
    case "windows1251", "win1251", "cp1251", "1251": self = .windows1251
    case "ibm437", "cp437", "437": self = .ibm437
    case "ibm850", "cp850", "850": self = .ibm850
    case "ibm866", "cp866", "866": self = .ibm866
    default: return nil
    }
  }

  /// Bytes of one unit: 1, 2 or 4.
  package var unitSize: Int {
    switch self {
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32LittleEndian, .utf32BigEndian: 4
    default: 1
    }
  }
}
