import Bytes
import Findings
import Methods

extension Method {
  /// Outliers, denominators.
  static let treatments: [Method] =
    [
      Method(
        "treat-outliers", aliases: ["treat", "qtreat"],
        Wording("obserwacje odstające: winsoryzacja, potem logarytm", en: "outliers: winsorising, then a logarithm"),
        inputs: ["variables"],
        outlierParameters + [
          .word(
            "transform", ["none"] + LogTransform.allCases.map(\.rawValue), standard: "log_CT",
            Wording("przekształcenie, gdy winsoryzacja nie wystarcza", en: "transform where winsorising is not enough")),
          .flag(
            "combine", standard: false,
            Wording("przekształć wartości po winsoryzacji", en: "transform the winsorised values")),
        ], source: "COINr Treat, qTreat"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let test = OutlierTest(skewness: try call.number("skewness"), kurtosis: try call.number("kurtosis"))
        let limit = try call.integer("winmax", atLeast: 0)
        let treated = variables.map {
          treatedForOutliers(
            $0.values, test: test, atMost: limit, transform: LogTransform(rawValue: call.text("transform")),
            isCombined: call.flag("combine"))
        }
        var output = MethodOutput.variables(call, variables.map(\.name), treated.map(\.values))
        for (variable, result) in zip(variables, treated) {
          let passes = result.passes.map { $0 ? "yes" : "no" } ?? "unknown"
          let step = result.step == .winsorised ? "winsorised \(result.moved)" : result.step.rawValue
          output.remarks.append(
            Wording("\(variable.name): \(step), test: \(passes)", en: "\(variable.name): \(step), passes: \(passes)"))
        }
        return output
      },
      Method(
        "winsorise", Wording("winsoryzacja", en: "winsorising"), inputs: ["variables"],
        outlierParameters + [
          .flag(
            "force", standard: false,
            Wording("aż do winmax, choćby test wyszedł", en: "up to winmax even when the test is passed"))
        ], source: "COINr winsorise"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let test = OutlierTest(skewness: try call.number("skewness"), kurtosis: try call.number("kurtosis"))
        let limit = try call.integer("winmax", atLeast: 0)
        return .variables(
          call, variables.map(\.name),
          variables.map { winsorised($0.values, test: test, atMost: limit, isForced: call.flag("force")).values })
      },
      Method(
        "skew-kurtosis", aliases: ["check_skewkurt", "outlier-test"],
        Wording("test skośności i kurtozy", en: "test of skewness and kurtosis"), inputs: ["variables"],
        Array(outlierParameters.prefix(2)), source: "COINr check_SkewKurt; e1071 skewness, kurtosis (type 2)"
      ) { (call) throws(Refusal) in
        let test = OutlierTest(skewness: try call.number("skewness"), kurtosis: try call.number("kurtosis"))
        return MethodOutput(
          ["variable", "skewness", "kurtosis", "passes"],
          try call.variables().map { variable in
            let values = presentValues(variable.values)
            return [
              .text(variable.name), .finite(sampleSkewness(values)), .finite(sampleKurtosis(values)),
              test.passes(values).map { .text($0 ? "yes" : "no") } ?? .empty,
            ]
          })
      },
      Method(
        "impute", aliases: ["impute-mean", "i_mean", "i_median", "i_mean_grp", "i_median_grp"],
        Wording("uzupełnianie braków średnią lub medianą, także grupy", en: "missing values by mean or median, also of a group"),
        inputs: ["variables", "group (optional)"],
        [
          .word("by", Imputation.allCases.map(\.rawValue), standard: "mean", Wording("czym", en: "by what")),
          .column("group", Wording("grupa", en: "group")),
          .word(
            "along", ["column", "row"], standard: "column",
            Wording("z innych jednostek czy z innych zmiennych tej samej", en: "from other units, or other variables of the same")
          ),
          .flag(
            "scale_first", standard: true,
            Wording("wzdłuż wiersza: najpierw zmienne do 0-1", en: "along a row: the variables to 0-1 first")),
        ], implied: ["i_median": ["by": "median"], "i_median_grp": ["by": "median"]],
        source: "COINr Impute, i_mean, i_median, i_mean_grp, i_median_grp"
      ) { (call) throws(Refusal) in try call.imputed() },
      Method(
        "box-cox", aliases: ["boxcox"], Wording("przekształcenie Boxa-Coxa", en: "transform of Box and Cox"),
        inputs: ["variables"],
        [
          .number("lambda", standard: "", Wording("wykładnik; 0 to logarytm", en: "exponent; 0 is the logarithm")),
          .flag("makepos", standard: true, Wording("najpierw x - min + 1", en: "first x - min + 1")),
        ], source: "G. E. P. Box, D. R. Cox, JRSS B 26 (1964), 211-252; COINr boxcox"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        var columns: [[Double?]] = []
        for variable in variables {
          columns.append(
            boxCox(
              variable.values, lambda: try call.number("lambda", variable: variable.name), isMoved: call.flag("makepos")))
        }
        return .variables(call, variables.map(\.name), columns)
      },
      Method(
        "denominate", Wording("podzielenie przez mianownik", en: "division by a denominator"),
        inputs: ["variables", "denominator"],
        [
          .column(
            "denominator",
            Wording(
              "mianownik; denominator.ZMIENNA dla jednej zmiennej", en: "denominator; denominator.VARIABLE for one variable")),
          .number("scale", standard: "1", Wording("mnożnik", en: "multiplier")),
        ], source: "COINr Denominate"
      ) { (call) throws(Refusal) in try call.denominated() },
    ]
    + LogTransform.allCases.map { transform in
      Method(
        transform.rawValue.lowercased(), aliases: [transform.rawValue.lowercased().replacing("_", with: "-")],
        Wording("logarytm \(transform.rawValue)", en: "logarithm \(transform.rawValue)"), inputs: ["variables"],
        source: "COINr \(transform.rawValue)"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        return .variables(call, variables.map(\.name), variables.map { transform($0.values) })
      }
    }

  private static let outlierParameters: [MethodParameter] = [
    .number("skewness", standard: "2", Wording("granica |skośności|", en: "limit of |skewness|")),
    .number("kurtosis", standard: "3.5", Wording("granica kurtozy (nadwyżki)", en: "limit of the excess kurtosis")),
    .integer("winmax", standard: "5", Wording("ile punktów najwyżej zmienić", en: "how many points to move at most")),
  ]
}

extension MethodCall {
  fileprivate func imputed() throws(Refusal) -> MethodOutput {
    let given = text("group")
    let grouping = given.isEmpty ? nil : try table.table.column(given)
    let groups = grouping.map { table.texts($0).map { isMissing($0) ? "" : $0 } } ?? [String](repeating: "", count: table.count)
    let by = Imputation(rawValue: text("by")) ?? .mean
    var names: [String] = []
    var columns: [[Double?]] = []
    for column in table.otherColumns where column != grouping {
      names.append(table.header[column])
      columns.append(try table.numbers(column))
    }
    let filled =
      text("along") == "row"
      ? by.filledAcross(columns, isScaled: flag("scale_first")) : columns.map { by.filled($0, groups: groups) }
    let before = columns.reduce(0) { $0 + presentValues($1).count }
    let count = filled.reduce(0) { $0 + presentValues($1).count } - before
    var output = MethodOutput.variables(self, names, filled)
    output.remarks.append(Wording("uzupełniono wartości: \(count)", en: "values filled in: \(count)"))
    return output
  }

  /// Each variable over its own denominator, or over that of all; without either it stays as it is.
  fileprivate func denominated() throws(Refusal) -> MethodOutput {
    let own = parameters.keys.filter { $0.hasPrefix("denominator.") }
    let common = own.isEmpty ? try column("denominator", ["population"]) : try optionalColumn("denominator", [])
    var all: Set<Int> = []
    if let common { all.insert(common) }
    for name in own { all.insert(try table.table.column(text(name))) }
    let names = Set(all.map { table.header[$0] })
    let variables = try variables().filter { !names.contains($0.name) }
    var columns: [[Double?]] = []
    for variable in variables {
      let given = parameters["denominator.\(variable.name)"]
      guard let column = try given.map({ (name) throws(Refusal) in try table.table.column(name) }) ?? common else {
        columns.append(variable.values)
        continue
      }
      let scale = try number("scale", variable: variable.name)
      columns.append(
        zip(variable.values, try table.numbers(column)).map { value, denominator in
          guard let value, let denominator, denominator != 0 else { return nil }
          return value / denominator * scale
        })
    }
    return .variables(self, variables.map(\.name), columns)
  }
}
