package import Findings
import Glibc

/// A system call that failed, turned into a refusal that names the file and says what to do.
package struct SystemFailure: Sendable {
  /// What was being done; decides the exit code where the same errno means different things.
  package enum Deed: Sendable {
    case reading, writing, creating, changing
  }

  package var code: Int32
  package var deed: Deed
  package var path: String

  /// A file to be read that is not there, or a link to nothing.
  package static func missing(_ path: String) -> SystemFailure { SystemFailure(ENOENT, .reading, path) }

  /// - Parameter code: errno as the call left it.
  package init(_ code: Int32, _ deed: Deed, _ path: String) {
    self.code = code
    self.deed = deed
    self.path = path
  }

  package var refusal: Refusal {
    let (reason, mend) = explanation
    let deed = deedWording
    return Refusal(
      kind, Wording("\(deed.polish): \(reason.polish)", en: "\(deed.english): \(reason.english)"), at: Place(file: path),
      mend: mend)
  }

  private var kind: Refusal.Kind {
    switch code {
    case EACCES, EPERM: .permission
    case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG: deed == .reading ? .missingInput : .cannotCreate
    case EISDIR: deed == .reading ? .data : .cannotCreate
    case EROFS, EEXIST, ENOTEMPTY, ETXTBSY, EXDEV: .cannotCreate
    default: .inputOutput
    }
  }

  private var deedWording: Wording {
    switch deed {
    case .reading: Wording("nie można odczytać", en: "cannot read")
    case .writing: Wording("nie można zapisać", en: "cannot write")
    case .creating: Wording("nie można utworzyć", en: "cannot create")
    case .changing: Wording("nie można zmienić", en: "cannot change")
    }
  }

  /// The errnos that a person meets, in words; the rest as the C library says them.
  private var explanation: (reason: Wording, mend: Wording) {
    switch code {
    case ENOENT:
      (
        Wording("nie ma takiego pliku ani katalogu", en: "no such file or directory"),
        Wording("sprawdź ścieżkę i wielkość liter", en: "check the path and its letter case")
      )
    case ENOTDIR:
      (
        Wording("część ścieżki nie jest katalogiem", en: "a part of the path is not a directory"),
        Wording("sprawdź ścieżkę", en: "check the path")
      )
    case EACCES, EPERM:
      (
        Wording("brak uprawnień", en: "permission denied"),
        Wording(
          "nadaj uprawnienia (chmod, chown) albo uruchom jako właściwy użytkownik",
          en: "grant access (chmod, chown) or run as the right user")
      )
    case ENOSPC, EDQUOT:
      (
        Wording("brak miejsca na dysku", en: "no space left on the disk"),
        Wording(
          "zwolnij miejsce i uruchom ponownie; to, co opublikowano wcześniej, jest nienaruszone",
          en: "free some space and run again; what was published before is intact")
      )
    case EFBIG:
      (
        Wording("plik większy, niż wolno", en: "the file is larger than is allowed"),
        Wording(
          "podnieś limit wielkości pliku (ulimit -f) albo wskaż inny system plików (-o)",
          en: "raise the limit of file size (ulimit -f), or choose another file system (-o)")
      )
    case EROFS:
      (
        Wording("system plików jest tylko do odczytu", en: "the file system is read-only"),
        Wording("wskaż inny katalog (-o)", en: "choose another directory (-o)")
      )
    case EIO:
      (
        Wording("błąd wejścia-wyjścia urządzenia", en: "the device reported an input/output error"),
        Wording("sprawdź dysk lub udział sieciowy i uruchom ponownie", en: "check the disk or network share and run again")
      )
    case EMFILE, ENFILE:
      (
        Wording("za dużo otwartych plików", en: "too many open files"),
        Wording("podnieś limit (ulimit -n) albo zmniejsz --jobs", en: "raise the limit (ulimit -n) or lower --jobs")
      )
    case EISDIR:
      (
        Wording("to jest katalog, a nie plik", en: "it is a directory, not a file"),
        Wording("wskaż plik", en: "name a file")
      )
    case EEXIST, ENOTEMPTY:
      (
        Wording("już istnieje", en: "it exists already"),
        Wording("usuń go albo wskaż inne miejsce", en: "remove it or choose another place")
      )
    case ELOOP:
      (
        Wording("dowiązania tworzą pętlę", en: "symbolic links form a loop"),
        Wording("popraw dowiązania", en: "mend the links")
      )
    default:
      (
        Wording(systemText, en: systemText),
        Wording("usuń przyczynę i uruchom ponownie", en: "remove the cause and run again")
      )
    }
  }

  private var systemText: String {
    guard let text = unsafe strerror(code) else { return "errno \(code)" }
    return unsafe String(cString: text) + " (errno \(code))"
  }
}
