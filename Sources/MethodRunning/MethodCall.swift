import Bytes
import Findings
import Methods

/// A variable of the input with what the tables beside it say of it.
struct Variable {
  var name: String
  var values: [Double?]
  var type: VariableType
  var weight: Double
}

/// All that a method is run on. Made only by `MethodOrder`, which has checked names and forms.
package struct MethodCall: Sendable {
  var method: Method
  var table: MethodTable
  var types: [String: VariableType]
  /// nil when no weights were given: all equal.
  var weights: [String: Double]?
  var structure: MethodStructure?
  /// Given parameters by name; `name.VARIABLE` holds for one variable only.
  var parameters: [String: String]

  /// The text of a parameter: as given, else standard.
  func text(_ name: String, variable: String? = nil) -> String {
    if let variable, let own = parameters["\(name).\(variable)"] { return own }
    return parameters[name] ?? method.parameters.first { $0.name == name }?.standard ?? ""
  }

  /// - Throws: `.usage` when the parameter has no standard value and was not given.
  func number(_ name: String, variable: String? = nil) throws(Refusal) -> Double {
    guard let value = readNumber(text(name, variable: variable)) else { throw isWanting(name, variable: variable) }
    return value
  }

  /// nil when neither given nor standard.
  func optionalNumber(_ name: String, variable: String? = nil) -> Double? { readNumber(text(name, variable: variable)) }

  func integer(_ name: String, atLeast least: Int = Int.min) throws(Refusal) -> Int {
    guard let value = Int(text(name)) else { throw isWanting(name, variable: nil) }
    guard value >= least else {
      throw Refusal(
        .usage,
        Wording("parametr \(name) musi wynosić co najmniej \(least)", en: "the parameter \(name) must be at least \(least)"))
    }
    return value
  }

  func flag(_ name: String) -> Bool { text(name) == "yes" }

  /// A number between 0 and 1, neither included.
  func confidence() throws(Refusal) -> Double {
    var value = try number("confidence")
    if value > 1, value < 100 { value /= 100 }
    guard value > 0, value < 1 else {
      throw Refusal(
        .usage, Wording("poziom ufności musi leżeć między 0 a 1", en: "the confidence must lie between 0 and 1"))
    }
    return value
  }

  private func isWanting(_ name: String, variable: String?) -> Refusal {
    let full = variable.map { "\(name).\($0)" } ?? name
    return Refusal(
      .usage,
      Wording("metoda \(method.name) wymaga parametru \(name)", en: "the method \(method.name) needs the parameter \(name)"),
      mend: Wording("dodaj --param \(full)=WARTOŚĆ", en: "add --param \(full)=VALUE"))
  }

  /// The column that plays a role: named by the parameter of that role, else by one of the usual names, else the next
  /// column that is not of the key.
  /// - Parameter place: which of the columns beside the key it is when no name tells.
  /// - Returns: nil when the role is not filled and need not be.
  func optionalColumn(_ role: String, _ names: [String], place: Int? = nil) throws(Refusal) -> Int? {
    let given = text(role)
    if !given.isEmpty { return try table.table.column(given) }
    for name in [role] + names {
      if let found = table.header.firstIndex(where: { $0.lowercased() == name }) { return found }
    }
    guard let place, table.otherColumns.indices.contains(place) else { return nil }
    return table.otherColumns[place]
  }

  func column(_ role: String, _ names: [String], place: Int? = nil) throws(Refusal) -> Int {
    if let found = try optionalColumn(role, names, place: place) { return found }
    throw Refusal(
      .data,
      Wording("metoda \(method.name) wymaga kolumny „\(role)”", en: "the method \(method.name) needs a column '\(role)'"),
      mend: Wording("wskaż ją: --param \(role)=KOLUMNA", en: "name it: --param \(role)=COLUMN"))
  }

  /// All columns beside the key as variables (with a structure: those that it names), with their types and weights.
  /// - Throws: `.data` for a field that is no number, a variable without a weight, no variable at all.
  func variables() throws(Refusal) -> [Variable] {
    try table.checkUniqueKeys()
    var columns = table.otherColumns
    if let structure {
      columns = []
      for name in structure.variables { columns.append(try table.table.column(name)) }
    }
    var variables: [Variable] = []
    for column in columns {
      let name = table.header[column]
      var weight = 1.0
      if let weights {
        guard let given = weights[name] else {
          throw Refusal(
            .data, Wording("zmienna „\(name)” nie ma wagi", en: "the variable '\(name)' has no weight"),
            mend: Wording("dopisz ją do pliku --weights; 0 ją pomija", en: "add it to the file of --weights; 0 leaves it out"))
        }
        weight = given
      }
      variables.append(
        Variable(
          name: name, values: try table.numbers(column), type: types[name] ?? structure?.types[name] ?? .stimulant,
          weight: weight))
    }
    guard !variables.isEmpty, table.count > 0 else {
      throw Refusal(
        .data, Wording("tabela nie ma zmiennych albo wierszy", en: "the table has no variables or no rows"))
    }
    return variables
  }

  /// The values of a unit across variables.
  func row(_ row: Int, _ variables: [Variable]) -> [Double?] { variables.map { $0.values[row] } }

  /// A refusal because the method does not apply to these data.
  func refusal(_ what: Wording, mend: Wording = Wording("", en: "")) -> Refusal {
    Refusal(
      .data, Wording("\(method.name): \(what.polish)", en: "\(method.name): \(what.english)"), at: Place(file: table.table.name),
      mend: mend)
  }
}
