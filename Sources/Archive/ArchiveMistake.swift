import Findings

/// What can be wrong with a zip or gzip file, and how it is mended. All of them are refusals of data.
enum ArchiveMistake: Sendable, Hashable {
  case notZip, cutOff, innerOnly, severalVolumes, headersDisagree(String), overlap(String), twice(String),
    leadsElsewhere(String), nameNotText
  case encrypted, method(Int), linkEntry, wrongSize(said: Int, isMore: Bool), wrongChecksum, badDeflate
  case bomb(ratio: Int), tooManyEntries(Int), tooLarge(Int), directoryTooLarge(Int)
  case notGzip, textAfterGzip
  case cannotPack(String)
  case library(Int32)

  func refusal(_ shown: String) -> Refusal {
    if case .library = self { return Refusal(.internalInvariant, what, at: Place(file: shown)) }
    return Refusal(.data, what, at: Place(file: shown), mend: mend)
  }

  private var what: Wording {
    switch self {
    case .notZip: Wording("to nie jest archiwum zip", en: "this is not a zip archive")
    case .cutOff: Wording("archiwum jest urwane", en: "the archive is cut off")
    case .innerOnly:
      Wording(
        "archiwum jest urwane: spis treści ma tylko archiwum, które stoi w nim albo za nim",
        en: "the archive is cut off: the only list of entries is that of an archive inside it or behind it")
    case .severalVolumes: Wording("archiwum jest podzielone na części", en: "the archive is split into volumes")
    case .headersDisagree(let what):
      Wording("dwa nagłówki archiwum przeczą sobie (\(what))", en: "two headers of the archive disagree (\(what))")
    case .overlap(let other):
      Wording("plik w archiwum nachodzi na inny: \(other)", en: "an entry of the archive overlaps another: \(other)")
    case .twice(let name):
      Wording("nazwa „\(name)” stoi w archiwum dwa razy", en: "the name \"\(name)\" stands twice in the archive")
    case .leadsElsewhere(let name):
      Wording(
        "nazwa „\(name)” prowadzi poza archiwum", en: "the name \"\(name)\" leads out of the archive")
    case .nameNotText: Wording("nazwa pliku w archiwum nie jest tekstem", en: "the name of an entry is not text")
    case .encrypted: Wording("plik w archiwum jest zaszyfrowany", en: "an entry of the archive is encrypted")
    case .method(let number):
      Wording(
        "nieobsługiwana kompresja \(name(ofMethod: number))", en: "unsupported compression \(name(ofMethod: number))")
    case .linkEntry:
      Wording("zamiast pliku w archiwum jest dowiązanie", en: "an entry of the archive is a link instead of a file")
    case .wrongSize(let said, let isMore):
      Wording(
        "plik w archiwum ma \(isMore ? "więcej" : "mniej") niż zapisane \(said) bajtów",
        en: "an entry of the archive has \(isMore ? "more" : "fewer") than the \(said) bytes it claims")
    case .wrongChecksum:
      Wording("suma kontrolna się nie zgadza (CRC-32)", en: "the checksum does not agree (CRC-32)")
    case .badDeflate: Wording("uszkodzone dane skompresowane", en: "damaged compressed data")
    case .bomb(let ratio):
      Wording("plik rozpakowuje się więcej niż \(ratio)-krotnie", en: "an entry unpacks to more than \(ratio) times its size")
    case .tooManyEntries(let limit):
      Wording("więcej niż \(limit) plików w archiwum", en: "more than \(limit) entries in the archive")
    case .tooLarge(let limit):
      Wording("po rozpakowaniu więcej niż \(limit) bajtów", en: "more than \(limit) bytes when unpacked")
    case .directoryTooLarge(let limit):
      Wording("spis archiwum większy niż \(limit) bajtów", en: "the archive's list of entries exceeds \(limit) bytes")
    case .notGzip: Wording("to nie jest plik gzip", en: "this is not a gzip file")
    case .textAfterGzip: Wording("po danych gzip są inne bajty", en: "other bytes follow the gzip data")
    case .cannotPack(let why): Wording("nie da się zapisać w zip: \(why)", en: "cannot be put into a zip: \(why)")
    case .library(let code): Wording("zlib odpowiada błędem \(code)", en: "zlib answers with error \(code)")
    }
  }

  private var mend: Wording {
    switch self {
    case .notZip, .notGzip:
      Wording("sprawdź, czy to właściwy plik", en: "check that this is the right file")
    case .cutOff, .innerOnly, .wrongSize, .wrongChecksum, .badDeflate, .textAfterGzip:
      Wording("pobierz albo skopiuj plik ponownie", en: "download or copy the file again")
    case .severalVolumes: Wording("złóż części w jeden plik", en: "join the volumes into one file")
    case .headersDisagree, .overlap, .twice, .leadsElsewhere, .nameNotText, .linkEntry:
      Wording("rozpakuj i spakuj pliki na nowo zwykłym programem", en: "unpack the files and pack them anew with a usual tool")
    case .encrypted: Wording("zapisz plik bez hasła", en: "save the file without a password")
    case .method:
      Wording("spakuj plik zwykłą metodą (deflate)", en: "pack the file with the usual method (deflate)")
    case .bomb, .tooManyEntries, .tooLarge, .directoryTooLarge:
      Wording(
        "jeśli plik jest prawdziwy, rozpakuj go i podaj pliki osobno",
        en: "if the file is genuine, unpack it and give its files one by one")
    case .cannotPack: Wording("podziel tabelę na mniejsze", en: "split the table into smaller ones")
    case .library: Wording("", en: "")
    }
  }

  private func name(ofMethod number: Int) -> String {
    let names = [
      1: "shrink", 6: "implode", 9: "deflate64", 12: "bzip2", 14: "LZMA", 93: "zstd", 95: "xz", 97: "WavPack", 98: "PPMd",
      99: "AES",
    ]
    return names[number].map { "\($0) (\(number))" } ?? String(number)
  }
}
