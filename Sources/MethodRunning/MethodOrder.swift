import Bytes
package import Findings
import Methods

/// A wish to run one method on a table of one's own, as `diagnoza method` takes it.
package struct MethodOrder: Sendable {
  package var method: String
  package var input: String
  /// Path of `variable,type[,nominal]`.
  package var types: String?
  /// Path of `variable,weight`; for methods of space of `from,to[,weight]`, or of boundaries (`.geojson`).
  package var weights: String?
  /// Path of `element,parent,weight,direction`.
  package var structure: String?
  /// Columns of the key; empty for the first.
  package var key: [String]
  /// Texts `NAME=VALUE`.
  package var parameters: [String]

  package init(
    method: String, input: String, types: String? = nil, weights: String? = nil, structure: String? = nil,
    key: [String] = [], parameters: [String] = []
  ) {
    self.method = method
    self.input = input
    self.types = types
    self.weights = weights
    self.structure = structure
    self.key = key
    self.parameters = parameters
  }

  /// Reads the tables, runs the method, states its options.
  /// - Throws: `.usage` for a name or parameter that is not known, `.data` for what is wrong with the tables or where the
  ///   method does not apply.
  package func run() throws(Refusal) -> MethodOutput {
    let method = try Method.named(method)
    let table = try MethodTable(path: input, key: key)
    var call = MethodCall(
      method: method, table: table, types: [:], weights: nil, structure: nil,
      parameters: try read(parameters, of: method, table: table))
    if let structure { call.structure = try MethodStructure(try SeparatedTable(path: structure)) }
    if let weights, Neighbours.areBoundaries(weights) {
      guard method.parameters.contains(where: { $0.name == MethodParameter.contiguity.name }) else {
        throw Refusal(
          .usage, Wording("metoda \(method.name) nie zna granic", en: "the method \(method.name) takes no boundaries"))
      }
      call.neighbours = try Neighbours(
        boundaries: weights, of: table, property: call.text("code"),
        contiguity: Contiguity(rawValue: call.text("contiguity")) ?? .queen,
        decimals: try call.integer("decimals", atLeast: 0))
    } else if let weights, let neighbours = try Neighbours(readingIfSuch: try SeparatedTable(path: weights), of: table) {
      call.neighbours = neighbours
    } else if let weights {
      call.weights = try readWeights(try SeparatedTable(path: weights), table)
    }
    if let types { call.types = try readTypes(try SeparatedTable(path: types), table) }
    var output = try method.perform(call)
    output.remarks.insert(statement(call), at: 0)
    return output
  }

  /// The method with every option as it was set.
  private func statement(_ call: MethodCall) -> Wording {
    var options = call.method.parameters.map { "\($0.name)=\(call.text($0.name))" }.filter { !$0.hasSuffix("=") }
    options += call.parameters.keys.filter { $0.contains(".") }.sorted().map { "\($0)=\(call.text($0))" }
    let list = options.isEmpty ? "" : " (" + options.joined(separator: ", ") + ")"
    return Wording("metoda: \(call.method.name)\(list)", en: "method: \(call.method.name)\(list)")
  }

  private func read(_ texts: [String], of method: Method, table: MethodTable) throws(Refusal) -> [String: String] {
    var values: [String: String] = [:]
    let own = method.parameters.map(\.name)
    for text in texts.flatMap({ ParameterNames.parts($0, among: own) }) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let given = parts.first ?? ""
      guard parts.count == 2, !given.isEmpty else {
        throw Refusal(
          .usage, Wording("„\(text)” nie ma postaci NAZWA=WARTOŚĆ", en: "'\(text)' is not of the form NAME=VALUE"))
      }
      let names = method.parameters.map(\.name)
      var name = given
      var parameter = parameter(given, of: method)
      if let parameter {
        name = parameter.name
      } else if let dot = given.firstIndex(of: "."), let base = self.parameter(String(given[..<dot]), of: method) {
        let variable = String(given[given.index(after: dot)...])
        _ = try table.table.column(variable)
        parameter = base
        name = "\(base.name).\(variable)"
      }
      guard let parameter else {
        let list = names.isEmpty ? "-" : names.joined(separator: ", ")
        throw Refusal(
          .usage,
          Wording(
            "metoda \(method.name) nie ma parametru „\(given)”", en: "the method \(method.name) has no parameter '\(given)'"),
          mend: nearest(to: given, among: names).map { Wording("czy chodziło o „\($0)”?", en: "did you mean '\($0)'?") }
            ?? Wording("parametry: \(list)", en: "parameters: \(list)"))
      }
      let value = parameter.own(parts[1])
      try parameter.check(value)
      values[name] = value
    }
    return values
  }

  private func parameter(_ given: String, of method: Method) -> MethodParameter? {
    guard let own = ParameterNames.own(given, among: method.parameters.map(\.name)) else { return nil }
    return method.parameters.first { $0.name == own }
  }

  private func readTypes(_ table: SeparatedTable, _ input: MethodTable) throws(Refusal) -> [String: VariableType] {
    let variable = try table.column("variable")
    let type = try table.column("type")
    let nominal = table.header.firstIndex(of: "nominal")
    var types: [String: VariableType] = [:]
    for (index, row) in table.rows.enumerated() {
      try check(row[variable], in: input, at: table.place(index, column: "variable"))
      types[row[variable]] = try readType(
        row[type], nominal: nominal.flatMap { readNumber(row[$0]) }, at: table.place(index, column: "type"))
    }
    return types
  }

  private func readWeights(_ table: SeparatedTable, _ input: MethodTable) throws(Refusal) -> [String: Double] {
    let variable = try table.column("variable")
    let weight = try table.column("weight")
    var weights: [String: Double] = [:]
    for (index, row) in table.rows.enumerated() {
      try check(row[variable], in: input, at: table.place(index, column: "variable"))
      weights[row[variable]] = try readWeight(row[weight], at: table.place(index, column: "weight"))
    }
    guard weights.values.contains(where: { $0 > 0 }) else {
      throw Refusal(.data, Wording("wszystkie wagi są zerowe", en: "all weights are zero"), at: Place(file: table.name))
    }
    return weights
  }

  private func check(_ variable: String, in input: MethodTable, at place: Place) throws(Refusal) {
    guard !input.header.contains(variable) else { return }
    throw Refusal(
      .data, Wording("zmiennej „\(variable)” nie ma w danych", en: "the variable '\(variable)' is not in the input"), at: place,
      mend: nearest(to: variable, among: input.header).map { Wording("czy chodzi o „\($0)”?", en: "did you mean '\($0)'?") }
        ?? Wording("są: \(input.header.joined(separator: ", "))", en: "there are: \(input.header.joined(separator: ", "))"))
  }
}
