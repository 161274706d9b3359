import Archive
import Bytes
package import Findings
import Markup
package import Pipelines

/// Where a number stands in a document in XML, for a person who opens the file itself.
package struct MarkupPlace: Sendable, Hashable {
  /// Line on which the value's element begins, 1-based.
  package var line: Int
  /// XPath 1.0: `/sprawozdanie/dzial[@nr='2B']/wiersz[@nr='1']/kol[@nr='1']`. Elements of a namespace are told by their local
  /// names, `*[local-name()='dzial']`, for a path has no default namespace.
  package var path: String

  /// Looks up a cell of a form in a statement.
  /// - Parameters:
  ///   - key: section, row and column as published.
  ///   - file: the file as it was received; `shown` names the member when it is an archive.
  /// - Returns: nil when the document has no such cell.
  package static func find(
    section: String, row: String, column: String, in file: Input, shownAs shown: String, _ layout: StatementLayout
  ) throws(Refusal) -> MarkupPlace? {
    guard let document = try member(shown, of: file) else { return nil }
    let keys = [layout.section, layout.row, layout.column].map(ElementPath.init)
    let value = ElementPath(layout.value)
    var search = Search(keys: keys, wanted: [section, row, column], value: value)
    let names = Set(([value] + keys).flatMap { $0.steps + [$0.attribute].compactMap(\.self) }).sorted()
    let xml = try XMLPull(try document.open(), shownAs: shown, words: names)
    while let event = try xml.next() {
      if let line = search.take(event, xml) { return MarkupPlace(line: line, path: search.path) }
    }
    return nil
  }

  /// Looks up a value in a page of the Local Data Bank's API.
  /// - Parameters:
  ///   - result: its number among the units, or the variables, of the page.
  ///   - value: its number among the years of that result.
  ///   - file: the file as it was received; `shown` names the member when it is an archive.
  /// - Returns: nil when the document has no such value, or is in JSON.
  package static func find(
    result: Int, value: Int, in file: Input, shownAs shown: String
  ) throws(Refusal) -> MarkupPlace? {
    guard let document = try member(shown, of: file), try detectFormat(document) == .xml else { return nil }
    let xml = try XMLPull(try document.open(), shownAs: shown, words: ["results", "values", "val"])
    var names: [String] = []
    var found = (results: 0, values: 0)
    while let event = try xml.next() {
      switch event {
      case .start:
        names.append(step(xml))
        let own = xml.word(xml.local)
        if xml.depth == 3, names[1] == step("results", like: names[1]) { found = (found.results + 1, 0) }
        if xml.depth == 5, names[3] == step("values", like: names[3]) { found.values += 1 }
        if xml.depth == 6, own == "val", found == (result, value) {
          return MarkupPlace(
            line: xml.line, path: "/\(names[0])/\(names[1])/*[\(result)]/\(names[3])/*[\(value)]/\(names[5])")
        }
      case .text: continue
      case .end: names.removeLast()
      }
    }
    return nil
  }

  /// Looks up an observation of SDMX-ML.
  /// - Parameters:
  ///   - observation: its number in the document.
  ///   - file: the file as it was received; `shown` names the member when it is an archive.
  /// - Returns: nil when the document has no such observation.
  package static func find(observation: Int, in file: Input, shownAs shown: String) throws(Refusal) -> MarkupPlace? {
    guard let document = try member(shown, of: file) else { return nil }
    let xml = try XMLPull(try document.open(), shownAs: shown, words: ["Obs"])
    var found = 0
    while let event = try xml.next() {
      guard case .start = event, xml.word(xml.local) == "Obs" else { continue }
      found += 1
      if found == observation {
        return MarkupPlace(line: xml.line, path: "(//\(step(xml)))[\(observation)]")
      }
    }
    return nil
  }

  /// The element that was just begun, as a step of a path.
  private static func step(_ xml: XMLPull) -> String {
    let name = xml.word(xml.local)
    return xml.namespace == XMLPull.none ? name : inNamespace(name)
  }

  /// A name as a step, told as another step is.
  private static func step(_ name: String, like other: String) -> String { other.hasPrefix("*") ? inNamespace(name) : name }

  private static func inNamespace(_ name: String) -> String { "*[local-name()='\(name)']" }

  /// The document itself, or the member of an archive that the name says.
  private static func member(_ shown: String, of file: Input) throws(Refusal) -> Input? {
    switch try detectFormat(file) {
    case .zip:
      let archive = try ZipArchive(try file.access(), shownAs: file.name)
      for entry in try archive.files() where archive.shownName(of: entry) == shown {
        return Input(name: shown) { () throws(Refusal) in try archive.open(entry) }
      }
      return nil
    case .gzip:
      return Input(name: shown) { () throws(Refusal) in try GzipStream(try file.open(), shownAs: file.name) }
    default: return file
    }
  }

  /// Walks through a document until the keys are those wanted.
  private struct Search {
    let keys: [ElementPath]
    let wanted: [String]
    let value: ElementPath
    /// Names of the open elements.
    private var open: [String] = []
    private var isNamespaced = false
    private var found = ["", "", ""]

    init(keys: [ElementPath], wanted: [String], value: ElementPath) {
      self.keys = keys
      self.wanted = wanted
      self.value = value
    }

    /// - Returns: the line, at the start of the element that is looked for.
    mutating func take(_ event: XMLPull.Event, _ xml: XMLPull) -> Int? {
      switch event {
      case .start:
        open.append(xml.word(xml.local))
        isNamespaced = isNamespaced || xml.namespace != XMLPull.none
        for (index, key) in keys.enumerated() where key.steps == open {
          found[index] = key.attribute.map { xml.value(xml.code(of: $0)) ?? "" } ?? ""
        }
        return open == value.steps && found == wanted ? xml.line : nil
      case .text:
        for (index, key) in keys.enumerated() where key.attribute == nil && key.steps == open { found[index] += xml.text }
      case .end:
        open.removeLast()
      }
      return nil
    }

    var path: String {
      var text = ""
      for (depth, step) in value.steps.enumerated() {
        text += "/" + named(step)
        for (key, name) in zip(keys, wanted) where Array(value.steps.prefix(depth + 1)) == Array(key.steps.prefix(depth + 1)) {
          if let attribute = key.attribute, key.steps.count == depth + 1 { text += "[@\(attribute)='\(name)']" }
          if key.attribute == nil, key.steps.count == depth + 2 { text += "[\(named(key.steps[depth + 1]))='\(name)']" }
        }
      }
      return text
    }

    private func named(_ element: String) -> String { isNamespaced ? inNamespace(element) : element }
  }
}
