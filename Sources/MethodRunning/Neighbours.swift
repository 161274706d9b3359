import Bytes
import Findings
import Methods

/// Neighbours from a table `from,to[,weight]` of keys of units.
struct Neighbours: Sendable {
  var pairs: [(from: Int, to: Int, weight: Double)]

  /// - Returns: nil for a table of another kind.
  /// - Throws: `.data` for a unit that is not in the input.
  init?(readingIfSuch table: SeparatedTable, of input: MethodTable) throws(Refusal) {
    func column(_ names: [String]) -> Int? { table.header.firstIndex { names.contains($0.lowercased()) } }
    guard let from = column(["from", "unit", "focal", "i"]), let to = column(["to", "neighbour", "neighbor", "j"]) else {
      return nil
    }
    let weight = column(["weight", "w"])
    var places: [String: Int] = [:]
    for row in 0..<input.count { places[input.name(row)] = row }
    func place(_ row: Int, _ column: Int) throws(Refusal) -> Int {
      let name = table.rows[row][column]
      if let place = places[name] { return place }
      throw Refusal(
        .data, Wording("jednostki „\(name)” nie ma w danych", en: "the unit '\(name)' is not in the input"),
        at: table.place(row, column: table.header[column]),
        mend: Wording("usuń ją z listy sąsiadów", en: "take it off the list of neighbours"))
    }
    pairs = []
    for row in table.rows.indices {
      let size = try weight.map { (column) throws(Refusal) in
        try readWeight(table.rows[row][column], at: table.place(row, column: table.header[column]))
      }
      pairs.append((try place(row, from), try place(row, to), size ?? 1))
    }
  }
}
