/// Which units stand at the ends of a field, in words for who does not see the chart. Units whose printed values are equal are told
/// together: naming one of them would say that it stands there alone.
struct ExtremeWords {
  /// In the order in which equal ones are named.
  let items: [(name: String, value: Double)]
  let decimals: Int
  let noun: Plural
  let say: Phrasing

  /// So many equal units are named; of more their number is told.
  private static let mostNames = 6

  /// `Ełk 12,3; Gołdap i Olecko po 11,0`, the outermost first.
  /// - Parameter wanted: how many units to name where none are equal.
  func listed(greatest: Bool, wanted: Int = 3) -> String {
    let order = items.enumerated().sorted { a, b in
      if a.element.value == b.element.value { return a.offset < b.offset }
      return greatest ? a.element.value > b.element.value : a.element.value < b.element.value
    }.map(\.element)
    var groups: [(value: String, names: [String])] = []
    for item in order {
      let value = say.numbers.fixed(item.value, decimals: decimals)
      if let last = groups.indices.last, groups[last].value == value {
        groups[last].names.append(item.name)
      } else {
        groups.append((value, [item.name]))
      }
    }
    var told = 0
    var words: [String] = []
    for group in groups where told < wanted {
      // A crowd behind the first ones is no longer at the end of the field.
      if told > 0, group.names.count > Self.mostNames { break }
      words.append(described(group.names, group.value))
      told += group.names.count
    }
    return words.joined(separator: "; ")
  }

  private func described(_ names: [String], _ value: String) -> String {
    if names.count == 1 { return "\(names[0]) \(value)" }
    let who = names.count > Self.mostNames ? say.counted(names.count, noun) : say.list(names)
    return say("\(who) po \(value)", "\(who), \(value) each")
  }
}
