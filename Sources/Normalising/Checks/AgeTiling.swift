import Bytes
import Contracts
import Findings

/// The finest published age groups of a measure that cover every age once, beside one and the same rest of the breakdown.
struct AgeTiling {
  /// `sex=K`, or nothing.
  var others: [String]
  var series: [ObservedSeries.SeriesKey]

  /// One for each rest that has groups from 0 up to an open end.
  static func all(of series: [ObservedSeries.SeriesKey], texts: ObservationInterners) -> [AgeTiling] {
    var groups: [[String]: [(first: Int, last: Int, series: ObservedSeries.SeriesKey)]] = [:]
    for key in series {
      var others = texts.breakdown[key.breakdown].split(separator: ";").map(String.init)
      guard let index = others.firstIndex(where: { $0.hasPrefix("age=") }), let ages = ages(others[index].dropFirst(4)) else {
        continue
      }
      others.remove(at: index)
      groups[others, default: []].append((ages.0, ages.1, key))
    }
    return groups.compactMap { others, groups in
      var next = 0
      var tiling: [ObservedSeries.SeriesKey] = []
      while next < Int.max {
        guard let group = groups.filter({ $0.first == next }).min(by: { $0.last < $1.last }) else { return nil }
        tiling.append(group.series)
        next = group.last == Int.max ? Int.max : group.last + 1
      }
      return AgeTiling(others: others, series: tiling)
    }
  }

  /// `65-69`, `85+`.
  private static func ages(_ text: Substring) -> (Int, Int)? {
    if text.hasSuffix("+") { return Int(text.dropLast()).map { ($0, Int.max) } }
    let parts = text.split(separator: "-")
    guard parts.count == 2, let first = Int(parts[0]), let last = Int(parts[1]), first <= last else { return nil }
    return (first, last)
  }
}
