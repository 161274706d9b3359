package import Findings
import Markup
package import Pipelines

/// Unit and period of a statement in XML, read from its header alone.
package struct StatementHeader: Sendable, Hashable {
  package var unit: String
  /// First and last day with a slash between, as the layout hands periods over.
  package var period: String

  /// - Returns: nil when the profile's paths lead to no header, or when they name elements instead of attributes.
  /// - Throws: what a broken document throws.
  package static func read(_ input: Input, _ layout: StatementLayout) throws(Refusal) -> StatementHeader? {
    let paths = [layout.unit, layout.from, layout.to].map(ElementPath.init)
    guard paths.allSatisfy({ $0.attribute != nil }) else { return nil }
    let section = ElementPath(layout.section)
    let words = Set((paths + [section]).flatMap { $0.steps + [$0.attribute].compactMap(\.self) }).sorted()
    let xml = try XMLPull(try input.open(), shownAs: input.name, words: words + [layout.namespace].compactMap(\.self))
    var names: [String] = []
    var texts: [String?] = [nil, nil, nil]
    while let event = try xml.next() {
      switch event {
      case .start:
        names.append(xml.word(xml.local))
        if names == section.steps { return nil }
        for (index, path) in paths.enumerated() where names == path.steps {
          texts[index] = path.attribute.flatMap { xml.value(xml.code(of: $0)) }
        }
        if let unit = texts[0], let from = texts[1], let to = texts[2] {
          return StatementHeader(unit: unit, period: "\(from)/\(to)")
        }
      case .text: continue
      case .end: if !names.isEmpty { names.removeLast() }
      }
    }
    return nil
  }
}
