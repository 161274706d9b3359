import Bytes
import Findings
import Methods

extension Method {
  /// The exponential transformation of ranks of the English and Scottish indices of deprivation, and the index made of it.
  static let deprivation: [Method] = [
    Method(
      "exponential", aliases: ["exponential-transformation", "imd-exponential"],
      Wording("przekształcenie wykładnicze rang (IMD)", en: "exponential transformation of ranks (IMD)"),
      inputs: ["variables", "types"], exponentialParameters + [.nominant], source: exponentialSource
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let (columns, remark) = try call.exponential(variables)
      var output = MethodOutput.variables(call, variables.map(\.name), columns)
      output.remarks.append(remark)
      return output
    },
    Method(
      "imd", aliases: ["index-of-deprivation", "simd"],
      Wording(
        "indeks deprywacji: przekształcone rangi dziedzin ważone",
        en: "index of deprivation: weighted exponential ranks of domains"),
      inputs: scoreInputs, exponentialParameters + [.threshold, .availability, .nominant], source: exponentialSource
    ) { (call) throws(Refusal) in
      let variables = try call.variables()
      let (columns, remark) = try call.exponential(variables)
      let scores = try call.aggregate(columns, variables, .arithmetic, threshold: try call.number("threshold"))
      var output = MethodOutput.scores(call, scores)
      output.remarks.append(remark)
      return output
    },
  ]

  private static let exponentialSource = "The English Indices of Deprivation 2019: Technical report, 5.5"
  private static let exponentialParameters: [MethodParameter] = [
    .ties(.min), .number("constant", standard: "23", Wording("stała", en: "constant")),
    .word(
      "input", ["auto", "scores", "ranks"], standard: "auto",
      Wording(
        "wartości (więcej: gorzej) czy rangi (1 = najgorsza); auto: rangi, gdy każda kolumna to 1, 2, 3 … albo podano units",
        en: "scores (more is worse) or ranks (1 = worst); auto: ranks where every column is 1, 2, 3 ... or units is given")),
    .integer(
      "units", standard: "0",
      Wording("ile jednostek objęły rangi; 0: tyle, ile wierszy", en: "how many units were ranked; 0: as many as there are rows")),
  ]
}

extension MethodCall {
  /// The transformed columns, and what the input was taken for.
  fileprivate func exponential(_ variables: [Variable]) throws(Refusal) -> ([[Double?]], Wording) {
    let constant = try number("constant")
    let units = try integer("units", atLeast: 0)
    let input = text("input")
    let looksRanked = units > 0 || variables.allSatisfy { areRanks($0.values) }
    guard input == "ranks" || input == "auto" && looksRanked else {
      let columns = variables.map { variable in
        exponentialScores(
          Methods.directed(variable.values, variable.type, nominant: nominant), ties: ties, constant: constant)
      }
      return (columns, Wording("wejście: wartości, więcej znaczy gorzej", en: "input: scores, more is worse"))
    }
    let columns = variables.map { exponentialScores(ofRanks: $0.values, of: units, constant: constant) }
    return (columns, Wording("wejście: rangi, 1 znaczy najgorsza", en: "input: ranks, 1 is the worst"))
  }
}
