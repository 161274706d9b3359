/// Years in ascending order, each once, not necessarily a range: 2005, 2010, 2015, 2016.
struct YearList: Sendable, Hashable {
  let years: [Int]

  init(_ years: some Sequence<Int>) { self.years = Set(years).sorted() }

  var count: Int { years.count }

  subscript(position: Int) -> Int { years[position] }

  func position(of year: Int) -> Int? {
    var low = 0
    var high = years.count
    while low < high {
      let middle = (low + high) / 2
      if years[middle] < year { low = middle + 1 } else { high = middle }
    }
    return low < years.count && years[low] == year ? low : nil
  }
}
