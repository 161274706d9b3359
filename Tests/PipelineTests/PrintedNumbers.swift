import Foundation

/// Walks every page of a report and holds every number on it against the tables of the edition.
struct PrintedNumbers {
  /// What is wrong, the first of each kind of fault.
  private(set) var faults: [String] = []
  private(set) var faultCount = 0
  /// Numbers held against a table, by kind and part.
  private(set) var compared: [String: Int] = [:]
  /// Numbers held against the words of their proof.
  private(set) var proven = 0
  private var seen: [String: Int] = [:]
  private var saidBefore: [String: Set<String>] = [:]

  /// What the pages are held against, read once for all walks.
  struct Evidence {
    /// Bytes of the pages by their paths.
    let pages: [String: [UInt8]]
    let figures: PublishedFigures
    /// Pages of proofs by their names.
    let proofs: [String: PrintedPage]
    let words: KnownWords
    /// Records of each published table, by the name of its file.
    let records: [String: Int]
    /// The account of the cells.
    let balances: [[String: String]]

    /// - Parameter region: TERYT code of the unit that the report is about.
    init(edition: String, region: String) throws {
      let report = "\(edition)/4-report"
      figures = try PublishedFigures(edition, region: region)
      var paths = ["index.html"]
      for folder in ["indicators", "units"] {
        paths += try FileManager.default.contentsOfDirectory(atPath: "\(report)/\(folder)").map { "\(folder)/\($0)" }
      }
      var pages: [String: [UInt8]] = [:]
      for path in paths { pages[path] = try PrintedNumbers.bytes("\(report)/\(path)") }
      self.pages = pages
      var proofs: [String: PrintedPage] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(report)/lineage") {
        proofs[String(name.dropLast(".html".count))] = PrintedPage(try PrintedNumbers.bytes("\(report)/lineage/\(name)"))
      }
      self.proofs = proofs
      words = try KnownWords(edition)
      var records: [String: Int] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(report)/tables") where !name.hasSuffix("-pl.csv") {
        records[name] = try PublishedFigures.table("\(report)/tables/\(name)").count
      }
      self.records = records
      balances = try PublishedFigures.table("\(report)/tables/balances.csv")
    }
  }

  /// - Parameter change: puts another page in the place of one that is there, to see that the walk notices.
  init(
    _ evidence: Evidence, only wanted: String? = nil, changed change: (_ page: [UInt8]) -> [UInt8] = { $0 }
  ) throws {
    for (path, bytes) in evidence.pages.sorted(by: { $0.key < $1.key }) where wanted == nil || wanted == path {
      let page = PrintedPage(change(bytes))
      for run in page.runs {
        if let number = run.number {
          check(run.text, number, evidence.figures, evidence.proofs, path)
        } else {
          checkUntraced(run, page.referring.contains(run.paragraph), evidence.words, path)
        }
      }
    }
  }

  private static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  private mutating func fault(_ kind: String, _ what: String) {
    faultCount += 1
    seen[kind, default: 0] += 1
    if (seen[kind] ?? 0) <= 4 { faults.append("\(kind): \(what)") }
  }

  // MARK: Numbers with an id

  private mutating func check(
    _ text: String, _ number: PrintedPage.Number, _ figures: PublishedFigures, _ proofs: [String: PrintedPage], _ path: String
  ) {
    let printed = Self.numbers(KnownWords.withoutUnit(text))
    let known = "\(path): „\(text)” \(number.kind) \(number.anchor) \(number.part)"
    if let ways = figures.expected(number) {
      if !ways.contains(where: { $0.map(Self.unsigned) == printed.map(Self.unsigned) && Self.agree($0, printed) }) {
        fault("differs \(number.kind.count > 3 ? number.kind : "indicator") \(number.part)", "\(known) ≠ \(ways)")
      }
      compared["\(number.kind.count > 3 ? number.kind : "indicator") \(number.part)", default: 0] += 1
    } else if !number.isProven {
      fault("unknown", known)
    }
    guard number.isProven else { return }
    guard let page = proofs[number.kind], page.ids.contains(number.anchor), let words = page.proofs[number.anchor] else {
      return fault("no proof", known)
    }
    let said = said(number, words)
    for one in printed where !said.contains(Self.unsigned(one)) && !said.contains(Self.unsigned(one) + "0") {
      fault("proof does not say \(number.part)", "\(known): \(one) in \(words.prefix(300))")
    }
    proven += 1
  }

  /// The numbers in the words of a proof, read once.
  private mutating func said(_ number: PrintedPage.Number, _ words: String) -> Set<String> {
    let key = number.kind + "#" + number.anchor
    if let known = saidBefore[key] { return known }
    let all = Set(Self.numbers(words).map(Self.unsigned))
    saidBefore[key] = all
    return all
  }

  private static func unsigned(_ text: String) -> String { text.hasPrefix("-") ? String(text.dropFirst()) : text }

  /// Signs as well, but for a distance that words tell (`o 3,2 mniej`).
  private static func agree(_ expected: [String], _ printed: [String]) -> Bool { expected == printed || expected.count == 1 }

  // MARK: Numbers without an id

  private mutating func checkUntraced(
    _ run: PrintedPage.Run, _ isBesideTable: Bool, _ words: KnownWords, _ path: String
  ) {
    // How the index is made is a setting of the pipeline.
    if run.table == "t-indeks-sklad" { return }
    guard !run.around.contains(where: KnownWords.isNoFigure) else { return }
    guard !run.sections.contains(where: KnownWords.isAboutTheReport) else { return }
    let rest = words.without(run.text)
    // Beside the table that it counts, a whole number may stand by itself.
    let left = Self.numbers(rest)
    if left.isEmpty || isBesideTable && run.table == nil && left.allSatisfy({ !$0.contains(".") }) { return }
    fault("no id \(run.around.last ?? "") \(run.table ?? run.sections.last ?? "")", "\(path): „\(run.text)” – „\(rest)”")
  }

  /// The numbers of a text: without groups, with a point and a hyphen.
  static func numbers(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    func isDigit(_ place: Int) -> Bool { place < bytes.count && bytes[place] >= 0x30 && bytes[place] <= 0x39 }
    func isNoBreakSpace(_ place: Int) -> Bool {
      bytes[place] == 0xC2 && place + 1 < bytes.count && bytes[place + 1] == 0xA0
    }
    func isMinus(_ place: Int) -> Bool {
      bytes[place] == 0xE2 && place + 2 < bytes.count && bytes[place + 1] == 0x88 && bytes[place + 2] == 0x92
    }
    var found: [String] = []
    var current: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if isDigit(place) {
        current.append(bytes[place])
        place += 1
      } else if bytes[place] == UInt8(ascii: ","), !current.isEmpty, isDigit(place + 1) {
        current.append(UInt8(ascii: "."))
        place += 1
      } else if isNoBreakSpace(place), !current.isEmpty, !current.contains(UInt8(ascii: ".")),
        isDigit(place + 2), isDigit(place + 3), isDigit(place + 4), !isDigit(place + 5)
      {
        // The next group of a long number.
        place += 2
      } else {
        if !current.isEmpty { found.append(String(decoding: current, as: UTF8.self)) }
        current.removeAll(keepingCapacity: true)
        if isMinus(place), isDigit(place + 3) {
          current.append(UInt8(ascii: "-"))
          place += 3
        } else {
          place += 1
        }
      }
    }
    if !current.isEmpty { found.append(String(decoding: current, as: UTF8.self)) }
    return found
  }
}

/// What has digits and is no figure: names, definitions, periods, limits of the law, counts of rows that stand beside.
struct KnownWords {
  private var names: [String] = []

  init(_ edition: String) throws {
    for row in try PublishedFigures.table("\(edition)/3-tables/catalogue.csv") {
      names += ["label_pl", "definition_pl", "source", "unit", "id"].compactMap { row[$0] }
    }
    for row in try PublishedFigures.table("\(edition)/3-tables/units.csv") { names.append(row["unit_name"] ?? "") }
    names = Set(names).filter { $0.contains(where: \.isNumber) }.sorted { $0.count > $1.count }
  }

  /// Headings, captions and remarks name what stands below; references are the numbers of tables.
  static func isNoFigure(_ element: String) -> Bool {
    let name = element.prefix { $0 != "." }
    return ["h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary", "th", "header", "footer"].contains(
      String(name))
      || element == "p.r" || element == "p.label"
  }

  /// Chapters that count cells, files and rules instead of people.
  static func isAboutTheReport(_ section: String) -> Bool {
    ["quality", "methods", "sources", "tables", "accessibility", "czytanie"].contains { section.hasPrefix($0) }
  }

  private static let patterns = [
    // Periods; the law; forms and divisions of the budget; levels of intervals; counts of rows; groups of ages; tables.
    #"(19|20)\d\d(–(19|20)?\d\d)?"#, #"[Aa]rt\. ?\d+\w*"#, #"ust\. ?\d+( i \d+)?( pkt \d+\w?)?"#, #"(95|90|80)%"#,
    #"na 2000 mieszkańców|więcej niż 50 rodzin"#, #"M[PR]+iPS-\d+|dział \d+|500\+"#, #"(od|do) [\d ]+ mieszkańców"#,
    #"\d+ (wskaźnik|powiat|gmin|dzielnic|jednost|osób|obszar|lata|lat|rok)\w*"#,
    #"na (100|1000|10 tys\.|100 tys\.)( mężczyzn)?"#, #"\d+[–-]\d+|\d+\+"#, #"tabela \d+"#, #"Polska = 100"#,
    #"najwyżej 2 miejsca|Bez podanej wartości: \d+ z|orientacyjną: \d+|brakami: \d+ z \d+"#,
  ].compactMap { try? NSRegularExpression(pattern: $0) }

  /// A unit of measure that has a number in it is no part of the number.
  static func withoutUnit(_ text: String) -> String {
    guard let place = text.range(of: "\u{A0}na\u{A0}") else { return text }
    return String(text[..<place.lowerBound])
  }

  func without(_ text: String) -> String {
    var rest = text.replacingOccurrences(of: "\u{A0}", with: " ").replacingOccurrences(of: "\u{2060}", with: "")
    for name in names where rest.contains(name) { rest = rest.replacingOccurrences(of: name, with: "") }
    for pattern in KnownWords.patterns {
      rest = pattern.stringByReplacingMatches(in: rest, range: NSRange(rest.startIndex..., in: rest), withTemplate: "")
    }
    return rest
  }
}
