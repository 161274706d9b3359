/// Chooses age groups that cover a range of ages exactly once, with as few groups as possible.
///
/// - Parameters:
///   - parts: groups within the range, ordered by where they start and then the longest first.
///   - isUsable: whether the group of that position has what is asked for.
/// - Returns: positions of the chosen groups from the youngest on; nil when the groups leave a gap whatever is chosen.
func ageTiling(_ parts: [AgeRange], of wanted: AgeRange, where isUsable: (Int) -> Bool) -> [Int]? {
  guard !parts.isEmpty else { return nil }
  // Fewest groups from an age up to the end; groups are looked at from the oldest, so what follows is known already.
  var best: [Int: (count: Int, part: Int)] = [:]
  for position in parts.indices.reversed() where isUsable(position) {
    let part = parts[position]
    let after: Int
    if part.to == wanted.to {
      after = 0
    } else if let next = best[part.to + 1] {
      after = next.count
    } else {
      continue
    }
    // Of two ways with as many groups the one with the longer first group is taken (it comes first in the order).
    if let held = best[part.from], held.count < after + 1 { continue }
    best[part.from] = (after + 1, position)
  }
  var chosen: [Int] = []
  var age = wanted.from
  while let step = best[age] {
    chosen.append(step.part)
    if parts[step.part].to == wanted.to { return chosen }
    age = parts[step.part].to + 1
  }
  return nil
}
