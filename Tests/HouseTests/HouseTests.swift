import Foundation
import Testing

/// The rules of the house as tests: they read the sources as text, so a rule that is broken names the file and line.
struct HouseTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct SourceFile {
    var path: String
    var module: String
    var lines: [String]
  }

  static func sources() throws -> [SourceFile] {
    let folder = root.appendingPathComponent("Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.sorted()
    return try paths.map { path in
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      return SourceFile(
        path: path, module: String(path.prefix { $0 != "/" }), lines: text.components(separatedBy: "\n"))
    }
  }

  /// Lines of all sources that contain the text outside comments, as `path:line`.
  static func places(of text: String, except: Set<String> = []) throws -> [String] {
    var found: [String] = []
    for file in try sources() where !except.contains(file.module) {
      for (index, line) in file.lines.enumerated() {
        let code = line.components(separatedBy: "//").first ?? line
        if code.contains(text) { found.append("\(file.path):\(index + 1)") }
      }
    }
    return found
  }

  /// Modules by layer; a module may import only modules of the rows above it (Methods, Findings and Bytes are the ground).
  static let layers: [[String]] = [
    ["Findings", "Methods"], ["Bytes"], ["Archive", "Markup", "Territory", "Disclosure"], ["Contracts"], ["Pipelines"],
    ["Ingesting", "Normalising", "Diagnosing", "Reporting", "MethodRunning", "Tabulating"], ["Conducting"], ["Commands"],
    ["diagnoza", "diagnoza-ingest", "diagnoza-normalise", "diagnoza-diagnose", "diagnoza-report"],
  ]

  @Test("Imports go one way: only from the layers below")
  func importsGoOneWay() throws {
    var layerOf: [String: Int] = [:]
    for (depth, modules) in Self.layers.enumerated() { for module in modules { layerOf[module] = depth } }
    for file in try Self.sources() {
      let own = try #require(layerOf[file.module], "module \(file.module) stands in no layer")
      for line in file.lines where line.hasPrefix("import ") || line.hasPrefix("package import ") {
        let imported = line.replacingOccurrences(of: "package ", with: "").dropFirst("import ".count)
          .split(separator: " ").last.map(String.init)
        guard let imported, let other = layerOf[imported] else { continue }
        #expect(other < own, "\(file.path) imports \(imported), which is not below \(file.module)")
      }
    }
  }

  @Test(
    "Each C library has one importer",
    arguments: [("CZlib", "Archive"), ("CLibXML2", "Markup"), ("CSHA256", "Bytes")])
  func oneImporter(library: String, module: String) throws {
    let importers = Set(try Self.sources().filter { $0.lines.contains { $0.hasSuffix("import \(library)") } }.map(\.module))
    #expect(importers == [module])
  }

  @Test("Methods are pure: they import nothing of ours and no file system")
  func methodsArePure() throws {
    for file in try Self.sources() where file.module == "Methods" {
      for line in file.lines where line.hasPrefix("import ") || line.hasPrefix("package import ") {
        #expect(line.hasSuffix("import Glibc"), "\(file.path): \(line)")
      }
    }
  }

  @Test(
    "What swallows, traps or speaks out of turn is not used",
    arguments: [" try?", " try!", "fatalError(", "Locale.current", "localizedStandardCompare", "FileHandle", "as!"])
  func forbidden(text: String) throws {
    let found = try Self.places(of: text)
    #expect(found.isEmpty, "\(text): \(found)")
  }

  @Test("Only Commands prints and exits", arguments: ["print(", "exit("])
  func onlyCommandsSpeaks(call: String) throws {
    for file in try Self.sources() where file.module != "Commands" {
      // A printer may have a method of that name; the standard library's is what is meant.
      if file.lines.contains(where: { $0.contains("func \(call)") }) { continue }
      for (index, line) in file.lines.enumerated() {
        #expect(!line.drop { $0 == " " }.hasPrefix(call), "\(file.path):\(index + 1)")
      }
    }
  }

  @Test("Clock, environment and randomness enter only through Commands and Conducting's log")
  func noHiddenInputs() throws {
    for text in ["Date()", "ProcessInfo", "getenv(", "SystemRandomNumberGenerator", ".random(in"] {
      let found = try Self.places(of: text, except: ["Commands"])
      #expect(found.isEmpty, "\(text): \(found)")
    }
  }

  @Test("File names say what is inside")
  func fileNames() throws {
    let vague = ["Util", "Helper", "Common", "Misc", "Manager", "Extensions", "Placeholder"]
    for file in try Self.sources() {
      #expect(!vague.contains { file.path.contains($0) }, "\(file.path)")
    }
  }

  @Test("No file grows past one concept")
  func fileLength() throws {
    for file in try Self.sources() { #expect(file.lines.count <= 420, "\(file.path): \(file.lines.count) lines") }
  }

  @Test("Executables hold Main.swift only, under 25 lines")
  func thinExecutables() throws {
    for file in try Self.sources() where file.module.hasPrefix("diagnoza") {
      #expect(file.path.hasSuffix("/Main.swift"), "\(file.path)")
      #expect(file.lines.count < 25, "\(file.path)")
    }
  }

  @Test("Nothing is public; the package is the border")
  func nothingPublic() throws {
    let found = try Self.places(of: "public ")
    #expect(found.isEmpty, "\(found)")
  }

  @Test("The README's two commands are the ones CI runs")
  func readmeCommands() throws {
    let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let ci = try String(contentsOf: Self.root.appendingPathComponent(".ci/run"), encoding: .utf8)
    for command in ["swift run -c release diagnoza run pipelines/warminsko-mazurskie.json", "swift test"] {
      #expect(readme.contains(command))
      #expect(ci.contains(command))
    }
  }

  @Test(
    "No file was committed in the middle of a merge",
    arguments: ["README.md", "Package.swift", ".ci", "Sources", "Tests", "pipelines"])
  func noMergeLeftOpen(place: String) throws {
    let top = Self.root.appendingPathComponent(place)
    let inside = (FileManager.default.subpaths(atPath: top.path) ?? []) + [""]
    let marks = ["<", ">"].map { Data((String(repeating: $0, count: 7) + " ").utf8) }
    for path in inside {
      let file = path.isEmpty ? top : top.appendingPathComponent(path)
      guard let bytes = FileManager.default.contents(atPath: file.path) else { continue }
      for mark in marks {
        let found = bytes.range(of: mark).map { $0.lowerBound == 0 || bytes[$0.lowerBound - 1] == 10 } ?? false
        #expect(!found, "\(file.path)")
      }
    }
  }
}
