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
  /// The code page of Polish computers before 1995 (CP667, CP790), which IANA has no name for.
  case mazovia = "mazovia"
  /// Never found by themselves in a text, but for windows-1252 where the letters make words in no Polish encoding; else only
  /// where the file names them or a person chooses them.
  case iso8859part1 = "iso-8859-1"
  case iso8859part3 = "iso-8859-3"
  case iso8859part4 = "iso-8859-4"
  case iso8859part5 = "iso-8859-5"
  case iso8859part7 = "iso-8859-7"
  case iso8859part8 = "iso-8859-8"
  case iso8859part9 = "iso-8859-9"
  case iso8859part10 = "iso-8859-10"
  case iso8859part13 = "iso-8859-13"
  case iso8859part14 = "iso-8859-14"
  case iso8859part15 = "iso-8859-15"
  case iso8859part16 = "iso-8859-16"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1255 = "windows-1255"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows1258 = "windows-1258"
  case windows874 = "windows-874"
  case ibm437 = "ibm437"
  case ibm850 = "ibm850"
  case ibm866 = "ibm866"
  case koi8r = "koi8-r"
  case koi8u = "koi8-u"
  case macintosh = "macintosh"
  case macintoshCentralEurope = "x-mac-ce"
  case macintoshCyrillic = "x-mac-cyrillic"

  /// The encoding that people call so: IANA names and the usual aliases (`cp1250`, `latin2`, `utf-16`), in any case, with
  /// or without `-`, `_` and blanks.
  ///
  /// `utf-16` and `utf-32` without a byte order mean little endian, which is what Windows programs write; a byte order
  /// mark in the file overrules them.
  package init?(alias: String) {
    var plain = alias.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != ":" }
    if plain.starts(with: "x".unicodeScalars) { plain.removeFirst() }
    switch String(String.UnicodeScalarView(plain)) {
    case "utf8", "utf8bom", "utf8sig", "unicode11utf8", "cp65001", "65001", "ascii", "usascii", "ansix3.4", "ansix3.41968",
      "ansix3.41986", "iso646us":
      self = .utf8
    case "utf16", "utf16le", "ucs2", "ucs2le", "cp1200", "1200", "unicode", "iso10646ucs2": self = .utf16LittleEndian
    case "utf16be", "ucs2be", "cp1201", "1201", "unicodefffe": self = .utf16BigEndian
    case "utf32", "utf32le", "ucs4", "ucs4le", "cp12000", "12000", "iso10646ucs4": self = .utf32LittleEndian
    case "utf32be", "ucs4be", "cp12001", "12001": self = .utf32BigEndian
    case "windows1250", "win1250", "cp1250", "1250", "mswindows1250", "ansi1250", "ee", "msee": self = .windows1250
    case "iso88592", "iso885921987", "88592", "latin2", "l2", "isoir101", "cp28592", "28592", "csisolatin2", "pn93":
      self = .iso8859part2
    case "ibm852", "cp852", "852", "dos852", "latin2dos", "ibmlatin2", "cspcp852", "pcp852", "oem852": self = .ibm852
    case "iso88591", "latin1", "l1", "cp819", "ibm819", "isoir100", "iso885911987", "cp28591", "28591": self = .iso8859part1
    case "iso88593", "latin3", "l3", "isoir109", "28593": self = .iso8859part3
    case "iso88594", "latin4", "l4", "isoir110", "28594": self = .iso8859part4
    case "iso88595", "cyrillic", "isoir144", "28595": self = .iso8859part5
    case "iso88597", "greek", "isoir126", "28597": self = .iso8859part7
    case "iso88598", "hebrew", "isoir138", "28598", "iso88598i": self = .iso8859part8
    case "iso88599", "latin5", "l5", "isoir148", "28599": self = .iso8859part9
    case "iso885910", "latin6", "l6": self = .iso8859part10
    case "iso885913", "latin7", "28603": self = .iso8859part13
    case "iso885914", "latin8": self = .iso8859part14
    case "iso885915", "latin9", "l9", "28605": self = .iso8859part15
    case "iso885916", "latin10", "l10": self = .iso8859part16
    case "windows1251", "win1251", "cp1251", "1251": self = .windows1251
    case "windows1252", "win1252", "cp1252", "1252", "ansi", "ansi1252": self = .windows1252
    case "windows1253", "win1253", "cp1253", "1253": self = .windows1253
    case "windows1254", "win1254", "cp1254", "1254": self = .windows1254
    case "windows1255", "win1255", "cp1255", "1255": self = .windows1255
    case "windows1256", "win1256", "cp1256", "1256": self = .windows1256
    case "windows1257", "win1257", "cp1257", "1257": self = .windows1257
    case "windows1258", "win1258", "cp1258", "1258": self = .windows1258
    case "windows874", "win874", "cp874", "874", "tis620", "iso885911": self = .windows874
    case "ibm437", "cp437", "437": self = .ibm437
    case "ibm850", "cp850", "850": self = .ibm850
    case "ibm866", "cp866", "866": self = .ibm866
    case "mazovia", "maz", "cp667", "667", "cp790", "790", "cp991", "991", "cp620", "620": self = .mazovia
    case "koi8r", "koi8", "20866": self = .koi8r
    case "koi8u", "21866": self = .koi8u
    case "macintosh", "macroman", "mac", "10000": self = .macintosh
    case "macce", "maccentraleurope", "maclatin2", "10029": self = .macintoshCentralEurope
    case "maccyrillic", "10007": self = .macintoshCyrillic
    default: return nil
    }
  }

  /// Whether a name is one of ASCII, which is read as UTF-8 and has no byte above 127.
  package static func namesASCII(_ alias: String) -> Bool {
    ["us-ascii", "ascii", "ansi_x3.4-1968", "ansi_x3.4-1986", "iso646-us"].contains(alias.lowercased())
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
