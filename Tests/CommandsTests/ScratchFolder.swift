import Bytes
import Findings
import Glibc

/// A folder of a test's own, taken away with it.
final class ScratchFolder {
  private let root: String

  init() throws(Refusal) {
    var template = Array("/tmp/diagnoza-commands-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else { throw Refusal(.cannotCreate, Wording("mkdtemp", en: "mkdtemp")) }
    root = unsafe String(cString: made)
  }

  func path(_ name: String) -> String { root + "/" + name }

  func write(_ name: String, _ text: String) throws(Refusal) { try Files.write(Array(text.utf8), to: path(name)) }

  deinit {
    do throws(Refusal) {
      try Files.remove(root)
    } catch {
      print("left behind: \(root)")
    }
  }
}
