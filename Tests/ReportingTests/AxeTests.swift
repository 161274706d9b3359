import Foundation
import Reporting
import Testing

/// An independent judge of accessibility: axe-core (PyPI axe-playwright-python carries it) in a headless Chromium finds nothing against
/// WCAG 2.1 A and AA in the pages. Skipped where either is absent.
@Suite(.enabled(if: Axe.isPresent, "chromium and python3 with axe-playwright-python are not installed here"))
struct AxeTests {
  @Test("The report, a page of tables and a profile have no violation; a page that is broken has")
  func pages() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("axe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pages = Sample.pages()
    for path in ["index.html", "indicators/C01.html", "units/2801000.html"] {
      #expect(try Axe.violations(try #require(pages[path]), in: folder) == [], "\(path)")
    }
    let broken = try #require(pages["indicators/C01.html"]).replacing("<html lang=\"pl\">", with: "<html>")
    #expect(try Axe.violations(broken, in: folder) == ["html-has-lang"])
  }
}

private enum Axe {
  static let script: String? = run(
    "/usr/bin/env",
    [
      "python3", "-c",
      "import axe_playwright_python as a, os; print(os.path.join(os.path.dirname(a.__file__), 'axe.min.js'))",
    ]
  ).flatMap { path in
    try? String(contentsOfFile: path.trimmingCharacters(in: .whitespacesAndNewlines), encoding: .utf8)
  }

  static let isPresent = script != nil && run("/usr/bin/env", ["chromium", "--version"]) != nil

  /// Names of the rules that the page breaks.
  static func violations(_ page: String, in folder: URL) throws -> [String] {
    let judge = """
      <script>\(script ?? "")</script><script>window.addEventListener("load", function () {
      axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then(function (r) {
      document.body.textContent = "AXE[" + r.violations.map(function (v) { return v.id }).join(" ") + "]" }) })</script></body>
      """
    let file = folder.appendingPathComponent("page.html")
    try page.replacing("</body>", with: judge).write(to: file, atomically: true, encoding: .utf8)
    let arguments = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
    let shown = try #require(run("/usr/bin/env", arguments + [file.absoluteString]))
    let result = try #require(shown.ranges(of: "AXE[").last.map { shown[$0.upperBound...].prefix { $0 != "]" } })
    return result.split(separator: " ").map(String.init)
  }

  /// What the program prints; nil when there is none or it fails.
  private static func run(_ program: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
