package import Findings

/// What a stage gives back beside the files it wrote.
package struct StageOutcome: Sendable {
  package var findings: FindingList
  package var balances: [Balance]
  package var inputs: [InputRecord]
  package var settings: [SettingRecord]

  package init(
    findings: [Finding] = [], balances: [Balance] = [], inputs: [InputRecord] = [], settings: [SettingRecord] = []
  ) {
    self.findings = FindingList(findings)
    self.balances = balances
    self.inputs = inputs
    self.settings = settings
  }
}

/// A file that a stage read, as it was read.
package struct InputRecord: Sendable, Hashable {
  /// As shown to people: relative, `archive.zip!/member` inside archives; never absolute.
  package var path: String
  package var size: Int
  /// 64 hexadecimal digits, lower case.
  package var sha256: String

  package init(path: String, size: Int, sha256: String) {
    self.path = path
    self.size = size
    self.sha256 = sha256
  }

  /// `outer.zip` of `outer.zip!/inner.zip!/file`: the file that was received; any other name as it is.
  package static func outermost(_ path: String) -> String {
    let bytes = path.utf8
    var from = bytes.startIndex
    while let mark = bytes[from...].firstIndex(of: UInt8(ascii: "!")) {
      from = bytes.index(after: mark)
      if from < bytes.endIndex, bytes[from] == UInt8(ascii: "/") { return String(path[..<mark]) }
    }
    return path
  }
}

/// A file that a stage left, relative to the stage's directory.
package struct OutputRecord: Sendable, Hashable {
  package var path: String
  package var size: Int
  /// 64 hexadecimal digits, lower case.
  package var sha256: String

  package init(path: String, size: Int, sha256: String) {
    self.path = path
    self.size = size
    self.sha256 = sha256
  }
}

/// One setting a stage worked with, and who set it.
package struct SettingRecord: Sendable, Hashable {
  /// Dotted name, such as `source.bdl.encoding`.
  package var name: String
  package var value: String
  /// `standard`, `detected` or `chosen`.
  package var by: String

  package init(name: String, value: String, by: String) {
    self.name = name
    self.value = value
    self.by = by
  }
}
