import Bytes
import Findings
import Glibc
import Testing

@Suite struct FilesTests {
  @Test func writtenIsRead() throws {
    let directory = try TemporaryDirectory()
    for size in [0, 1, 4095, 4096, 70_000] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Files.write(bytes, to: directory("a"))
      #expect(try Files.read(directory("a")) == bytes)
      #expect(try Files.status(directory("a"))?.size == size)
    }
  }

  @Test func missingForbiddenAndNotAFile() throws {
    let directory = try TemporaryDirectory()
    #expect(
      refusal { () throws(Refusal) in _ = try Files.read(directory("none")) }?.kind == .missingInput
    )
    #expect(refusal { () throws(Refusal) in _ = try Files.read(directory.path) }?.kind == .data)
    #expect(refusal { () throws(Refusal) in _ = try Files.read("a\0b") }?.kind == .missingInput)
    #expect(refusal { () throws(Refusal) in _ = try Files.read("/dev/zero") }?.kind == .data)
    #expect(unsafe mkfifo(directory("fifo"), 0o644) == 0)
    let refused = try #require(
      refusal { () throws(Refusal) in _ = try Files.read(directory("fifo")) })
    #expect(refused.kind == .data)
    #expect(refused.place.file == directory("fifo"))
    #expect(
      refusal { () throws(Refusal) in try Files.write([1], to: directory("none/a")) }?.kind
        == .cannotCreate)
    if getuid() != 0 {
      try Files.write([1], to: directory("shut"))
      #expect(unsafe chmod(directory("shut"), 0) == 0)
      #expect(
        refusal { () throws(Refusal) in _ = try Files.read(directory("shut")) }?.kind == .permission
      )
    }
  }

  @Test func diskFullIsSaid() throws {
    guard try Files.exists("/dev/full") else { return }
    let refused = refusal { () throws(Refusal) in try Files.write([1], to: "/dev/full") }
    #expect(refused?.kind == .inputOutput)
  }

  @Test func directoriesLinksAndRemoval() throws {
    let directory = try TemporaryDirectory()
    try Files.createDirectories(directory("a/b/c"))
    try Files.createDirectories(directory("a/b/c"))
    try Files.write([1], to: directory("a/b/c/x"))
    try Files.link(directory("a/b/c/x"), directory("a/y"))
    try Files.copy(directory("a/y"), directory("a/ą"))
    #expect(try Files.list(directory("a")) == ["b", "y", "ą"])
    try Files.symlink("b/c", at: directory("a/l"))
    #expect(try Files.readLink(directory("a/l")) == "b/c")
    try Files.replaceLink("b", at: directory("a/l"))
    #expect(try Files.readLink(directory("a/l")) == "b")
    #expect(try Files.readLink(directory("a/y")) == nil)
    #expect(try Files.list(directory("a")) == ["b", "l", "y", "ą"])
    try Files.makeReadOnly(directory("a"))
    try Files.remove(directory("a/l"))
    #expect(try Files.exists(directory("a/b/c/x")))
    try Files.remove(directory("a"))
    #expect(try Files.list(directory.path) == [])
  }

  @Test func exchangeAndRename() throws {
    let directory = try TemporaryDirectory()
    try Files.write([1], to: directory("a"))
    try Files.write([2], to: directory("b"))
    try Files.exchange(directory("a"), directory("b"))
    #expect(try Files.read(directory("a")) == [2])
    try Files.rename(directory("a"), directory("b"))
    #expect(try Files.read(directory("b")) == [2])
    #expect(try !Files.exists(directory("a")))
    #expect(
      refusal { () throws(Refusal) in try Files.createDirectories(directory("b/c")) }?.kind
        == .cannotCreate)
  }

  private static let globCases: [(String, [String]?)] = [
    ("*.csv", ["a.csv", "b.csv"]), ("?.csv", ["a.csv", "b.csv"]), ("[!a].csv", ["b.csv"]),
    ("[a-a].csv", ["a.csv"]),
    ("**/*.csv", ["a.csv", "b.csv", "d/c.csv", "d/e/f.csv"]), ("d/**", ["d/c.csv", "d/e/f.csv"]),
    ("d/**/f.csv", ["d/e/f.csv"]), ("./d/*.csv", ["d/c.csv"]), ("a.csv", ["a.csv"]), ("d", ["d"]),
    ("*/e/*", ["d/e/f.csv"]),
    ("none/*.csv", []), ("", []), ("[", []), (".*", [".h.csv"]), ("../*/a.csv", nil),
  ]

  @Test(arguments: globCases)
  func glob(pattern: String, expected: [String]?) throws {
    let directory = try TemporaryDirectory()
    try Files.createDirectories(directory("d/e"))
    for name in ["b.csv", "a.csv", "d/c.csv", "d/e/f.csv", ".h.csv"] {
      try Files.write([], to: directory(name))
    }
    try Files.symlink(".", at: directory("d/loop"))
    let found = try Files.glob(pattern, in: directory.path)
    #expect(found == expected ?? ["../" + Paths.name(of: directory.path) + "/a.csv"])
    if let expected, !pattern.hasPrefix("."), !pattern.isEmpty {
      #expect(try Files.glob(directory(pattern), in: "/") == expected.map { directory($0) })
    }
  }

  @Test(
    "Whether a match was found by way of a link that the pattern did not name",
    arguments: [
      ("*.csv", ["a.csv": false, "link.csv": true]), ("link.csv", ["link.csv": true]), ("a.csv", ["a.csv": false]),
      ("out/*.csv", ["out/c.csv": false]), ("o*/*.csv", ["out/c.csv": true]), ("**/*.csv", ["a.csv": false, "link.csv": true]),
      ("**", ["a.csv": false, "link.csv": true]), ("out/c.csv", ["out/c.csv": false]),
    ])
  func linkedMatches(pattern: String, expected: [String: Bool]) throws {
    let directory = try TemporaryDirectory()
    try Files.createDirectories(directory("in"))
    try Files.createDirectories(directory("elsewhere"))
    try Files.write([], to: directory("in/a.csv"))
    try Files.write([], to: directory("elsewhere/c.csv"))
    try Files.symlink("../elsewhere/c.csv", at: directory("in/link.csv"))
    try Files.symlink("../elsewhere", at: directory("in/out"))
    let found = try Files.matches(of: pattern, in: directory("in"))
    #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.path, $0.isLinked) }) == expected)
  }

  @Test(
    arguments: [
      ("../in/*.csv", "../in", false), ("/a/b/c.csv", "/a/b", false), ("a.csv", "", false), ("x/*/../y", "x", true),
      ("../../x/**/*.csv", "../../x", false), ("**/../x", "", true), ("/*", "/", false),
    ])
  func namedFolder(pattern: String, folder: String, climbs: Bool) {
    #expect(Files.namedFolder(of: pattern) == folder)
    #expect(Files.climbsFromUnnamed(pattern) == climbs)
  }

  @Test func resolved() throws {
    let directory = try TemporaryDirectory()
    try Files.write([], to: directory("a"))
    try Files.symlink("a", at: directory("b"))
    try Files.symlink("none", at: directory("c"))
    #expect(try Files.resolved(directory("b")) == Files.resolved(directory("a")))
    #expect(try Files.resolved(directory("c")) == nil)
  }

  @Test func paths() {
    #expect(Paths.join("a", "b") == "a/b")
    #expect(Paths.join("a/", "b") == "a/b")
    #expect(Paths.join("a", "/b") == "/b")
    #expect(Paths.join("", "b") == "b")
    for (path, parent, name) in [
      ("a/b", "a", "b"), ("a", ".", "a"), ("/a", "/", "a"), ("/", "/", "/"), ("a/b/", "a", "b"),
      ("a//b", "a", "b"),
    ] {
      #expect(Paths.parent(of: path) == parent)
      #expect(Paths.name(of: path) == name)
    }
  }
}

/// What a call refused with; nil when it did not.
func refusal(_ body: () throws(Refusal) -> Void) -> Refusal? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
