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
            Wording("przekształcenie, gdy winsoryzacja nie wystarcza", en: "transform where winsorising is not enough"))
        ], source: "COINr Treat, qTreat"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let test = OutlierTest(skewness: try call.number("skewness"), kurtosis: try call.number("kurtosis"))
        let limit = try call.integer("winmax", atLeast: 0)
        let treated = variables.map {
          treatedForOutliers($0.values, test: test, atMost: limit, transform: LogTransform(rawValue: call.text("transform")))
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
        "winsorise", Wording("winsoryzacja", en: "winsorising"), inputs: ["variables"], outlierParameters,
        source: "COINr winsorise"
      ) { (call) throws(Refusal) in
        let variables = try call.variables()
        let test = OutlierTest(skewness: try call.number("skewness"), kurtosis: try call.number("kurtosis"))
        let limit = try call.integer("winmax", atLeast: 0)
        return .variables(
          call, variables.map(\.name), variables.map { winsorised($0.values, test: test, atMost: limit).values })
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
          .word("by", ["mean", "median"], standard: "mean", Wording("czym", en: "by what")),
          .column("group", Wording("grupa", en: "group")),
        ], source: "COINr Impute, i_mean, i_median, i_mean_grp, i_median_grp"
      ) { (call) throws(Refusal) in
        let given = call.text("group")
        let grouping = given.isEmpty ? nil : try call.table.table.column(given)
        let groups = grouping.map { call.table.texts($0) } ?? [String](repeating: "", count: call.table.count)
        var names: [String] = []
        var columns: [[Double?]] = []
        var filled = 0
        for column in call.table.otherColumns where column != grouping {
          var values = try call.table.numbers(column)
          for group in Set(groups) {
            let members = groups.indices.filter { groups[$0] == group }
            let present = members.compactMap { values[$0] }
            guard !present.isEmpty else { continue }
            let value = call.text("by") == "median" ? median(present) : mean(present)
            for member in members where values[member] == nil {
              values[member] = value
              filled += 1
            }
          }
          names.append(call.table.header[column])
          columns.append(values)
        }
        var output = MethodOutput.variables(call, names, columns)
        output.remarks.append(Wording("uzupełniono wartości: \(filled)", en: "values filled in: \(filled)"))
        return output
      },
      Method(
        "denominate", Wording("podzielenie przez mianownik", en: "division by a denominator"),
        inputs: ["variables", "denominator"],
        [
          .column("denominator", Wording("mianownik", en: "denominator")),
          .number("scale", standard: "1", Wording("mnożnik", en: "multiplier")),
        ], source: "COINr Denominate"
      ) { (call) throws(Refusal) in
        let column = try call.column("denominator", ["population"])
        let denominators = try call.table.numbers(column)
        let scale = try call.number("scale")
        let variables = try call.variables().filter { $0.name != call.table.header[column] }
        return .variables(
          call, variables.map(\.name),
          variables.map { variable in
            zip(variable.values, denominators).map { value, denominator in
              guard let value, let denominator, denominator != 0 else { return nil }
              return value / denominator * scale
            }
          })
      },
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
