import Findings

/// What one page of the API says of itself.
struct BankPage {
  /// The variable, or the unit for pages by unit.
  var subject = ""
  var totalRecords: Int?
  /// Number of the page in its download and how many results a page may hold; nil where the page does not say.
  var number: Int?
  var size: Int?
  /// `aggregateId`, and the moment of the last change as published.
  var aggregate = ""
  var updated = ""
  /// Units (or variables) on this page.
  var results = 0
}

/// Whether all pages of each download are there. One variable is downloaded many times: powiats and gminas, other years, again after
/// the bank has changed it. Pages that agree in what they say of the whole belong together; a number of a page that stands several
/// times among them tells that they are several downloads, each of which must be whole.
struct BankPageTally {
  private struct Download: Hashable {
    var subject: String
    var total: Int
    var size: Int?
    var aggregate: String
    var updated: String
  }
  private struct Pages {
    var results = 0
    /// How often each number of a page is there.
    var counts: [Int: Int] = [:]
    let file: String
  }

  private var downloads: [Download: Pages] = [:]

  mutating func add(_ page: BankPage, file: String) {
    guard let total = page.totalRecords else { return }
    let download = Download(
      subject: page.subject, total: total, size: page.size, aggregate: page.aggregate, updated: page.updated)
    var pages = downloads[download] ?? Pages(file: file)
    pages.results += page.results
    if let number = page.number { pages.counts[number, default: 0] += 1 }
    downloads[download] = pages
  }

  var findings: [Finding] {
    downloads.sorted { ($0.value.file, $0.key.subject) < ($1.value.file, $1.key.subject) }.compactMap { download, pages in
      // Without numbers of pages nobody can tell two downloads from one with pages that stand twice.
      let times = pages.counts.values.max() ?? 1
      let wanted = download.total * times
      guard pages.results != wanted else { return nil }
      return Finding(
        .error, "incomplete-pages", at: Place(file: pages.file),
        Wording(
          "\(download.subject): strony mają razem \(pages.results) pozycji, a API podało \(wanted). Pobierz brakujące strony (page=0, 1, …) albo usuń powtórzone.",
          en:
            "\(download.subject): the pages hold \(pages.results) results, the API said \(wanted). Download the missing pages (page=0, 1, …), or remove those that stand twice."
        ))
    }
  }
}
