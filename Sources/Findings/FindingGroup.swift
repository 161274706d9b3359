/// Findings that say the same of one file. One mistake often spoils many cells (a wrong code of the unit): on the screen it is said
/// once, with how often; files of findings have them all.
package struct FindingGroup: Sendable {
  /// The first of them.
  package var first: Finding
  package var count: Int

  /// - Returns: the groups in the order of their first findings.
  package static func all(of findings: [Finding]) -> [FindingGroup] {
    struct Kind: Hashable {
      var code: String
      var file: String
      var message: Wording
    }
    var places: [Kind: Int] = [:]
    var groups: [FindingGroup] = []
    for finding in findings {
      let kind = Kind(code: finding.code, file: finding.place.file, message: finding.message)
      if let place = places[kind] {
        groups[place].count += 1
      } else {
        places[kind] = groups.count
        groups.append(FindingGroup(first: finding, count: 1))
      }
    }
    return groups
  }

  /// Behind the message: ` (tak samo w 12 miejscach)`; empty for one.
  package static func times(_ count: Int) -> Wording {
    count == 1 ? Wording("", en: "") : Wording(" (tak samo w \(count) miejscach)", en: " (the same in \(count) places)")
  }
}
