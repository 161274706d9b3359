package import Findings

/// A statistical method that can be run on a table of one's own. The mathematics stand in Methods, one file each.
package struct Method: Sendable {
  package typealias Performance = @Sendable (MethodCall) throws(Refusal) -> MethodOutput

  package var name: String
  /// Other names under which the method is known.
  package var aliases: [String]
  package var title: Wording
  /// What the method is given: columns of the input by their role, tables beside it.
  package var inputs: [String]
  package var parameters: [MethodParameter]
  /// What another name says beside the method: `i_median` is `impute` by the median. By alias, the values that are then standard.
  package var implied: [String: [String: String]]
  /// The paper, law or package that the formula is from.
  package var source: String
  package var perform: Performance

  init(
    _ name: String, aliases: [String] = [], _ title: Wording, inputs: [String], _ parameters: [MethodParameter] = [],
    implied: [String: [String: String]] = [:], source: String, perform: @escaping Performance
  ) {
    self.name = name
    self.aliases = aliases
    self.title = title
    self.inputs = inputs
    self.parameters = parameters
    self.implied = implied
    self.source = source
    self.perform = perform
  }

  /// The method of that name or alias.
  /// - Throws: `.usage` with the nearest name.
  package static func named(_ name: String) throws(Refusal) -> Method {
    let wanted = name.lowercased()
    func plain(_ text: String) -> String { text.filter { $0 != "-" && $0 != "_" && $0 != " " } }
    if let method = all.first(where: { $0.name == wanted || $0.aliases.contains(wanted) }) { return method.called(wanted) }
    for method in all {
      guard let name = ([method.name] + method.aliases).first(where: { plain($0) == plain(wanted) }) else { continue }
      return method.called(name)
    }
    let suggestion = nearest(to: wanted, among: all.flatMap { [$0.name] + $0.aliases })
    throw Refusal(
      .usage, Wording("nie ma metody „\(name)”", en: "there is no method '\(name)'"),
      mend: suggestion.map { Wording("czy chodziło o „\($0)”?", en: "did you mean '\($0)'?") }
        ?? Wording("wypisz metody: diagnoza list methods", en: "list them: diagnoza list methods"))
  }

  /// The method with what the name it was called by implies.
  private func called(_ name: String) -> Method {
    var method = self
    for (parameter, value) in implied[name] ?? [:] {
      guard let place = parameters.firstIndex(where: { $0.name == parameter }) else { continue }
      method.parameters[place].standard = value
    }
    return method
  }
}
