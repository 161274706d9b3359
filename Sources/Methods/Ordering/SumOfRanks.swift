/// Sum of ranks: in each variable the best unit has rank 1, and the least weighted sum wins.
///
/// Source: E. Nowak, Metody taksonomiczne w klasyfikacji obiektów społeczno-gospodarczych, PWE 1990.
/// - Parameter columns: directed values (more is better).
/// - Returns: nil for a unit with a missing value. With equal weights of 1 the plain sum.
package func sumOfRanks(_ columns: [[Double?]], weights: [Double], ties: TieRule = .average) -> [Double?] {
  guard let count = columns.first?.count else { return [] }
  let ranks = columns.map { column in ascendingRanks(column.map { $0.map { -$0 } }, ties: ties) }
  return (0..<count).map { unit in
    var sum = 0.0
    for (index, column) in ranks.enumerated() {
      guard let rank = column[unit] else { return nil }
      sum += rank * weights[index]
    }
    return sum
  }
}
