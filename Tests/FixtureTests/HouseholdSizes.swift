/// Families by number of persons (1, 2, 3, 4, 5, 6 and more) whose numbers of families and of persons both add up: Dział 5
/// of MPiPS-03, w. 1 = 2+3+4+5+6+7 in both columns.
struct HouseholdSizes {
  private(set) var families: [Int]
  /// Persons in the families of each size; 6 and more is what is left.
  var persons: [Int] {
    var persons = (0..<5).map { ($0 + 1) * families[$0] }
    persons.append(total - persons.reduce(0, +))
    return persons
  }
  private let total: Int

  /// - Parameters:
  ///   - count: families.
  ///   - total: persons in them, at least as many as families.
  init(families count: Int, persons total: Int) {
    self.total = total
    let mean = count == 0 ? 1 : Double(total) / Double(count)
    let small = [0.72, 0.16, 0.06, 0.04, 0.015, 0.005]
    let large = [0.2, 0.22, 0.2, 0.18, 0.12, 0.08]
    let tilt = min(max((mean - 1.48) / 1.6, 0), 1)
    families = apportioned(count, by: zip(small, large).map { $0 * (1 - tilt) + $1 * tilt })
    balance()
  }

  /// Moves single families to the next size up or down until the families of 6 and more have 6 to 8 persons each.
  private mutating func balance() {
    var left = total - (0..<5).reduce(0) { $0 + ($1 + 1) * families[$1] }
    while left < 6 * families[5] {
      if let size = (1...4).last(where: { families[$0] > 0 }) {
        families[size] -= 1
        families[size - 1] += 1
        left += 1
      } else {
        families[5] -= 1
        families[0] += 1
        left -= 1
      }
    }
    while left > 8 * families[5] {
      if let size = (0...3).first(where: { families[$0] > 0 }) {
        families[size] -= 1
        families[size + 1] += 1
        left -= 1
      } else {
        families[4] -= 1
        families[5] += 1
        left += 5
      }
    }
  }
}
