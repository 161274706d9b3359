import Contracts
import Findings
import Reporting
import Testing

/// Every number printed with an id equals its row of the published tables, rounded as the catalogue says.
@Suite struct FiguresAgreeTests {
  /// An independent rounding for the check: long division by hand on the digits of the CSV text, half away from zero.
  static func rounded(_ text: String, decimals: Int) -> String {
    let negative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    var digits = Array((String(parts[0]) + (parts.count > 1 ? String(parts[1]) : "")).utf8).map { Int($0) - 48 }
    let point = parts[0].count
    while digits.count < point + decimals + 1 { digits.append(0) }
    var kept = Array(digits[..<(point + decimals)])
    if digits[point + decimals] >= 5 {
      var place = kept.count - 1
      while place >= 0 {
        kept[place] += 1
        if kept[place] < 10 { break }
        kept[place] = 0
        place -= 1
      }
      if place < 0 { kept.insert(1, at: 0) }
    }
    let whole = kept.dropLast(decimals).map(String.init).joined()
    let fraction = kept.suffix(decimals).map(String.init).joined()
    let isZero = kept.allSatisfy { $0 == 0 }
    return (negative && !isZero ? "-" : "") + (whole.isEmpty ? "0" : whole) + (decimals > 0 ? "." + fraction : "")
  }

  /// A printed number as plain text: point, hyphen, no groups, no unit.
  static func plain(_ printed: String, _ language: Language) -> String {
    var text = printed.replacing("\u{2212}", with: "-")
    if language == .polish {
      text = text.replacing("\u{A0}", with: "").replacing(",", with: ".")
    } else {
      text = text.replacing(",", with: "")
    }
    return String(text.prefix { "0123456789.-".contains($0) })
  }

  /// The CSV tables of a report: value text and number of decimals by id.
  static func published(_ composition: Composition) -> [String: (value: String, decimals: Int)] {
    let decimals = Dictionary(uniqueKeysWithValues: composition.material.indicators.map { ($0.id, $0.decimals) })
    var result: [String: (value: String, decimals: Int)] = [:]
    for table in composition.tables where table.columns.first?.name == "id" {
      for index in 0..<table.rowCount {
        var lines = PublishedLines()
        table.write(index, &lines)
        let fields = String(decoding: lines.standard, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
        result[String(fields[0])] = (String(fields[6]), decimals[String(fields[1])] ?? 0)
      }
    }
    return result
  }

  @Test("Numbers with an id", arguments: [Language.polish, .english])
  func numbers(_ language: Language) throws {
    let composition = Sample.composition(language)
    let published = Self.published(composition)
    let pages = try HTMLWriterTests.pages(language)
    var compared = 0
    var missing = 0
    for element in pages.values.flatMap(\.all) {
      let target = element.attributes["data-n"] ?? (element.name == "td" ? element.attributes["id"] : nil)
      guard let target else { continue }
      // Parts of a row have a test of their own.
      guard element.attributes["data-p"] == nil else { continue }
      let id = target.replacing("-", with: "/")
      let row = try #require(published[id], "\(id)")
      if row.value.isEmpty {
        let isSaid = element.text == "#" || element.text.hasPrefix(language == .polish ? "brak danych: " : "no data: ")
        #expect(isSaid, "\(id): \(element.text)")
        missing += 1
      } else {
        #expect(Self.plain(element.text, language) == Self.rounded(row.value, decimals: row.decimals), "\(id)")
        compared += 1
      }
    }
    #expect(compared > 200)
    #expect(missing >= 8)
  }

  @Test("Ranks and changes with an id equal their columns", arguments: [Language.polish, .english])
  func parts(_ language: Language) throws {
    let composition = Sample.composition(language)
    var fields: [String: [String: String]] = [:]
    for table in composition.tables where table.columns.first?.name == "id" {
      for index in 0..<table.rowCount {
        var lines = PublishedLines()
        table.write(index, &lines)
        let texts = String(decoding: lines.standard, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
        fields[String(texts[0])] = Dictionary(
          zip(table.columns.map(\.name), texts.map(String.init)), uniquingKeysWith: { first, _ in first })
      }
    }
    var compared: [String: Int] = [:]
    for element in try HTMLWriterTests.pages(language).values.flatMap(\.all) {
      guard let part = element.attributes["data-p"], let target = element.attributes["data-n"] else { continue }
      let id = target.replacing("-", with: "/")
      // Changes of totals are printed in per cent of the earlier value; what two columns make is walked in a whole edition.
      guard !id.hasPrefix("A01"), part != "interval", let published = fields[id]?[part] else { continue }
      let printed = Self.plain(element.text.replacing("+", with: ""), language)
      let decimals = ["rank": 0, "class": 0, "value": id.hasPrefix("C11") ? 2 : 1][part] ?? 1
      #expect(published.isEmpty || printed == Self.rounded(published, decimals: decimals), "\(id) \(part)")
      compared[part, default: 0] += 1
    }
    #expect((compared["rank"] ?? 0) > 10 && (compared["change_previous"] ?? 0) > 0, "\(compared)")
    #expect((compared["class"] ?? 0) > 10 && (compared["value"] ?? 0) > 10, "\(compared)")
  }

  @Test(
    "The rounding that the check uses",
    arguments: [("12.25", 1, "12.3"), ("-0.04", 1, "0.0"), ("99.96", 1, "100.0"), ("7", 2, "7.00"), ("4321.125", 2, "4321.13")])
  func checkOfTheCheck(_ text: String, _ decimals: Int, _ expected: String) {
    #expect(Self.rounded(text, decimals: decimals) == expected)
  }

  @Test("A unit without data shows why, in words")
  func reasons() {
    let text = Sample.pages().values.joined()
    // What is kept back has the sign of official statistics, with its reason under the table.
    #expect(text.contains(" class=\"m\">#</td>"))
    #expect(text.contains("# – liczba jest znana, lecz się jej nie publikuje (tajemnica statystyczna)."))
    #expect(text.contains("brak danych: jeszcze niedostępne"))
    #expect(!text.contains("not-yet-available</td>"))
    #expect(Sample.pages(.english).values.joined().contains("# – the number is known but not published (statistical secrecy)."))
  }
}
