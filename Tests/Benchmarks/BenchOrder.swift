/// What was asked for on the command line.
struct BenchOrder {
  var scale = 0.1
  var rounds = 3
  /// A folder that holds `long.csv` and `indicators.tsv` already; nil to make them.
  var data: String?
  var json: String?
  var groups = BenchGroup.allCases

  static let usage = """
    swift run -c release bench [--scale 0.1] [--rounds 3] [--data FOLDER] [--groups \(BenchGroup.allCases.map(\.rawValue).joined(separator: ","))] [--json FILE]

    Makes (or takes from FOLDER) a long table of GUS shape, 7.5 million rows at scale 1, and runs this program, DuckDB and
    polars (where Python has them) on it in turn. Prints medians of processor and wall time, peak memory and ratios.
    """

  init?(_ words: [String]) {
    var words = words[...]
    while let option = words.popFirst() {
      guard let value = words.popFirst() else { return nil }
      switch option {
      case "--scale":
        guard let number = Double(value), number > 0, number <= 100 else { return nil }
        scale = number
      case "--rounds":
        guard let number = Int(value), number > 0 else { return nil }
        rounds = number
      case "--data": data = value
      case "--json": json = value
      case "--groups":
        let chosen = value.split(separator: ",").map { BenchGroup(rawValue: String($0)) }
        guard !chosen.contains(nil) else { return nil }
        groups = chosen.compactMap(\.self)
      default: return nil
      }
    }
  }
}

/// Cases that are compared with one another.
enum BenchGroup: String, CaseIterable {
  /// The comparison job with one thread: long table to sums, eight ratios, ranks, result file.
  case job
  /// The same with two threads.
  case job2
  /// Eighty ratios.
  case eighty
  /// Only the measures of the ratios kept.
  case needed
  /// Rows in random order.
  case shuffled
  /// The table as gzip.
  case gzip
  /// The readers, one thread. A long table to typed columns: the comparison job, which sums and ranks them too, beside DuckDB and
  /// polars that read them only.
  case columns
  /// Every row of a long table to cells on the disk, beside DuckDB and polars rewriting every row.
  case text
  /// The same as gzip, beside zlib's bare inflate.
  case packed
  /// Wide tables in two encodings.
  case wide
  /// Pages of the Local Data Bank's API in XML, beside libxml2 doing nothing with the events.
  case pages
  /// A sheet of a million rows, beside fastexcel and beside zlib and libxml2 doing nothing.
  case workbook
  /// Start of the program, and the demo pipeline from nothing and when nothing is to do.
  case pipeline
  /// Ten years of statements of all gminas, one file each: read, and every rule of their form checked.
  case statements
}
