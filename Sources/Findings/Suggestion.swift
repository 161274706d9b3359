/// The nearest of the words that would have been right, for "did you mean" wherever a name is looked up.
///
/// Distance: Damerau-Levenshtein (optimal string alignment), at most 2, or 1 for words of up to four letters.
/// - Returns: nil when nothing is near.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let given = Array(word.lowercased().unicodeScalars)
  let limit = given.count <= 4 ? 1 : 2
  var best: (distance: Int, word: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard abs(other.count - given.count) <= limit else { continue }
    let distance = alignmentDistance(given, other)
    if distance <= limit, distance < (best?.distance ?? Int.max) { best = (distance, candidate) }
  }
  return best?.word
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
private func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty { return b.count }
  if b.isEmpty { return a.count }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + Array(repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
