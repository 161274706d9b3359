/// Where many numbers of `indicators.csv` come from, held in columns, as `LineageReader` reads them.
package struct LineageTable: Sendable {
  /// The observations kept, in the order of `observations.arrow`; `[Int32]` columns but `row` and `column` are codes of `texts`.
  package internal(set) var cells = ObservationBatch()
  package internal(set) var texts = ObservationTexts()
  /// Row numbers in `observations.arrow` of the rows of `cells`, ascending.
  var kept: [Int32] = []
  /// Origins of number `n` are `starts[n] ..< starts[n + 1]` of `origins`, the denominators from `turns[n]` on.
  private var starts: [Int32]
  private var turns: [Int32]
  /// Row numbers in `observations.arrow`; once the observations are read, rows of `cells`.
  private(set) var origins: [Int32]

  /// One origin of one of the numbers.
  struct Found {
    var number: Int32
    var role: OriginRole
    /// Row number in `observations.arrow`.
    var observation: Int32
  }

  /// - Parameter count: how many numbers there are; one without any origin, such as one of a table that was never written, has none.
  init(_ found: [Found], of count: Int) {
    starts = [Int32](repeating: 0, count: count + 1)
    turns = [Int32](repeating: 0, count: count)
    for origin in found {
      starts[Int(origin.number) + 1] += 1
      if origin.role == .numerator { turns[Int(origin.number)] += 1 }
    }
    for number in 0..<count {
      turns[number] += starts[number]
      starts[number + 1] += starts[number]
    }
    origins = [Int32](repeating: 0, count: found.count)
    var next = (numerators: starts, denominators: turns)
    for origin in found {
      let number = Int(origin.number)
      if origin.role == .numerator {
        origins[Int(next.numerators[number])] = origin.observation
        next.numerators[number] += 1
      } else {
        origins[Int(next.denominators[number])] = origin.observation
        next.denominators[number] += 1
      }
    }
    for number in 0..<count {
      for role in OriginRole.allCases {
        let places = places(number, role)
        // Nearly always they come in order.
        if places.dropLast().contains(where: { origins[$0] > origins[$0 + 1] }) { origins[places].sort() }
      }
    }
  }

  private func places(_ number: Int, _ role: OriginRole) -> Range<Int> {
    role == .numerator ? Int(starts[number])..<Int(turns[number]) : Int(turns[number])..<Int(starts[number + 1])
  }

  /// The rows of `cells` behind number `n`, ascending.
  package func cells(of n: Int, _ role: OriginRole) -> ArraySlice<Int32> { origins[places(n, role)] }

  /// Has the origins name rows of `cells`.
  mutating func pointToCells() {
    var rows = [Int32](repeating: 0, count: (kept.last.map(Int.init) ?? -1) + 1)
    for (row, number) in kept.enumerated() { rows[Int(number)] = Int32(row) }
    for place in origins.indices { origins[place] = rows[Int(origins[place])] }
  }
}
