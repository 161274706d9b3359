/// Minimum of a function of several variables by the simplex of Nelder and Mead, started anew from its own result until that
/// no longer helps. Deterministic.
///
/// Source: J. A. Nelder, R. Mead, The Computer Journal 7 (1965), 308-313.
func minimum(
  of function: ([Double]) -> Double, from start: [Double], steps: [Double], restarts: Int = 8
) -> (point: [Double], value: Double) {
  var best = (point: start, value: function(start))
  for round in 0...restarts {
    let scale = round == 0 ? 1.0 : 0.1
    var corners = [best]
    for index in start.indices {
      var point = best.point
      point[index] += steps[index] * scale
      corners.append((point, function(point)))
    }
    for _ in 0..<(400 * start.count) {
      corners.sort { $0.value < $1.value }
      guard let first = corners.first, let last = corners.last else { break }
      if last.value - first.value <= 1e-15 * (abs(first.value) + 1e-300) { break }
      let others = corners.dropLast()
      let centre = start.indices.map { i in others.reduce(0) { $0 + $1.point[i] } / Double(others.count) }
      func along(_ factor: Double) -> (point: [Double], value: Double) {
        let point = start.indices.map { centre[$0] + factor * (last.point[$0] - centre[$0]) }
        return (point, function(point))
      }
      let reflected = along(-1)
      let secondWorst = others.last?.value ?? last.value
      if reflected.value < first.value {
        let expanded = along(-2)
        corners[corners.count - 1] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < secondWorst {
        corners[corners.count - 1] = reflected
      } else {
        let contracted = along(reflected.value < last.value ? -0.5 : 0.5)
        if contracted.value < min(reflected.value, last.value) {
          corners[corners.count - 1] = contracted
        } else {
          for index in 1..<corners.count {
            let point = start.indices.map { (corners[index].point[$0] + first.point[$0]) / 2 }
            corners[index] = (point, function(point))
          }
        }
      }
    }
    guard let found = corners.min(by: { $0.value < $1.value }) else { break }
    let gain = best.value - found.value
    if found.value < best.value { best = found }
    if round > 0, gain <= 1e-13 * abs(best.value) { break }
  }
  return best
}
