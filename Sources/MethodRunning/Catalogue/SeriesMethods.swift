import Bytes
import Findings
import Methods

extension Method {
  private static let seriesInputs = ["periods in the key", "one series a variable"]

  /// Trends: one row a variable, whose values stand in the order of time.
  static let trends: [Method] = [
    Method(
      "mann-kendall", aliases: ["mk"],
      Wording("test trendu Manna-Kendalla (z rangami wiązanymi)", en: "trend test of Mann and Kendall (with ties)"),
      inputs: seriesInputs,
      [
        .integer(
          "exact_up_to", standard: "7",
          Wording("do tylu wartości bez powtórzeń rozkład dokładny", en: "exact distribution up to so many values without ties"))
      ],
      source: "H. B. Mann (1945), M. G. Kendall (1975); pymannkendall original_test"
    ) { (call) throws(Refusal) in
      let longest = try call.integer("exact_up_to", atLeast: 0)
      return MethodOutput(
        ["variable", "n", "s", "variance", "z", "p_value", "tau", "exact", "p_normal"],
        try call.variables().map { variable in
          let result = mannKendall(variable.values, exactUpTo: longest)
          return [
            .text(variable.name), .integer(presentValues(variable.values).count), .finite(result?.s), .finite(result?.variance),
            .finite(result?.z),
            .finite(result?.probability), .finite(result?.tau), result.map { .text($0.isExact ? "yes" : "no") } ?? .empty,
            .finite(result?.normalProbability),
          ]
        })
    },
    Method(
      "theil-sen", aliases: ["sen", "sens-slope", "sen-slope"],
      Wording("nachylenie Theila-Sena z granicami", en: "slope of Theil and Sen with limits"), inputs: seriesInputs,
      [.confidence],
      source: "P. K. Sen, JASA 63 (1968), 1379-1389; scipy theilslopes"
    ) { (call) throws(Refusal) in
      let confidence = try call.confidence()
      var rows: [[SeparatedField]] = []
      for variable in try call.variables() {
        let (x, y) = call.points(variable)
        let line = theilSen(y, at: x, confidence: confidence)
        rows.append([
          .text(variable.name), .finite(line?.slope), .finite(line?.intercept), .finite(line?.limits.lower),
          .finite(line?.limits.upper), .finite(line.flatMap { line in x.first.map { line.intercept + line.slope * $0 } }),
        ])
      }
      return MethodOutput(["variable", "slope", "intercept", "lower", "upper", "at_first"], rows)
    },
    Method(
      "ols-trend", aliases: ["ols", "linear-trend"],
      Wording("prosta najmniejszych kwadratów", en: "straight line by least squares"), inputs: seriesInputs, [.confidence],
      source: "least squares; limits by Student's t"
    ) { (call) throws(Refusal) in
      let confidence = try call.confidence()
      var rows: [[SeparatedField]] = []
      for variable in try call.variables() {
        let (x, y) = call.points(variable)
        let line = LinearTrend(y, at: x)
        let limits = line?.slopeInterval(confidence: confidence)
        rows.append([
          .text(variable.name), .finite(line?.slope), .finite(line?.intercept), .finite(limits?.lower), .finite(limits?.upper),
          .finite(line?.slopeError), .finite(line?.probability), .finite(line?.determination),
        ])
      }
      return MethodOutput(["variable", "slope", "intercept", "lower", "upper", "se", "p_value", "r_squared"], rows)
    },
    Method(
      "structural-breaks", aliases: ["breakpoints", "bai-perron"],
      Wording("zmiany strukturalne (Bai-Perron, BIC)", en: "structural breaks (Bai and Perron, BIC)"), inputs: seriesInputs,
      [
        .word(
          "model", StructuralBreaks.Model.allCases.map(\.rawValue), standard: "level",
          Wording("poziom czy trend w odcinku", en: "level or trend in a segment")),
        .integer("least", standard: "3", Wording("najkrótszy odcinek", en: "shortest segment")),
        .integer("most", standard: "5", Wording("najwięcej zmian", en: "most breaks")),
        .integer("breaks", standard: "-1", Wording("ile zmian; -1 wybiera BIC", en: "how many breaks; -1 has BIC choose")),
      ], source: "J. Bai, P. Perron, Journal of Applied Econometrics 18 (2003), 1-22; R strucchange breakpoints"
    ) { (call) throws(Refusal) in
      let fixed = try call.integer("breaks", atLeast: -1)
      var rows: [[SeparatedField]] = []
      for variable in try call.variables() {
        let values = try call.completeSeries(variable)
        let found = StructuralBreaks(
          values, model: StructuralBreaks.Model(rawValue: call.text("model")) ?? .level,
          least: try call.integer("least", atLeast: 2),
          most: try call.integer("most", atLeast: 0), fixed: fixed < 0 ? nil : fixed)
        guard let found else {
          throw call.refusal(
            Wording("szereg „\(variable.name)” jest za krótki", en: "the series '\(variable.name)' is too short"))
        }
        for (index, error) in found.squaredErrors.enumerated() {
          let isChosen = index == found.starts.count
          rows.append([
            .text(variable.name), .integer(index), .finite(error), .finite(found.criteria[index]), .text(isChosen ? "yes" : "no"),
            .text(isChosen ? found.starts.map { call.table.name($0) }.joined(separator: " ") : ""),
          ])
        }
      }
      return MethodOutput(["variable", "breaks", "rss", "bic", "chosen", "first_of_segments"], rows)
    },
  ]

  private static let forecastParameters: [MethodParameter] = [
    .integer("horizon", standard: "2", Wording("ile okresów naprzód", en: "periods ahead")), .confidence,
    .word(
      "scale", ForecastScale.allCases.map(\.rawValue), standard: "identity",
      Wording("log dla liczebności, logit dla udziałów", en: "log for counts, logit for shares")),
    .number("top", standard: "100", Wording("górna granica udziału (logit)", en: "upper bound of a share (logit)")),
    .flag(
      "refuse", standard: true,
      Wording("odmów, gdy szereg nie pozwala na prognozę", en: "refuse where the series bears no forecast")),
    .text(
      "breaks",
      Wording(
        "okresy, od których szereg jest inny (po przecinku)", en: "periods from which the series is another (joined by commas)")),
    .integer("imputed", standard: "0", Wording("ile wartości uzupełniono", en: "how many values were filled in")),
    .flag("definition_changed", standard: false, Wording("zmieniono definicję", en: "the definition changed")),
  ]

  /// Forecasts, a row a step: value is the median on the scale chosen, mean the expected value, adjusted for the bend of the scale (R
  /// forecast `biasadj`), mase and coverage those of a rolling origin against the naive forecast; then what was fitted.
  static let forecasts: [Method] =
    SimpleForecast.allCases.map { kind in
      forecast(
        "\(kind.rawValue)-forecast", aliases: kind == .mean ? ["meanf"] : [kind.rawValue],
        Wording("prognoza: \(kind.rawValue)", en: "forecast: \(kind.rawValue)"),
        source: "Hyndman, Athanasopoulos, Forecasting: Principles and Practice, 5.2; R forecast"
      ) { values, horizon, confidence, _ in kind(values, horizon: horizon, confidence: confidence) }
    }
    + ExponentialSmoothing.Form.allCases.map { form in
      forecast(
        "ets-\(form.rawValue.lowercased())",
        aliases: form == .level
          ? ["ses", "ets(a,n,n)"] : form == .trend ? ["holt", "ets(a,a,n)"] : ["damped", "damped-trend", "ets(a,ad,n)"],
        Wording("wygładzanie wykładnicze \(form.rawValue)", en: "exponential smoothing \(form.rawValue)"),
        source: "R. J. Hyndman et al., Forecasting with Exponential Smoothing (2008); R forecast ets",
        parameters: smoothingParameters(form), further: ["alpha", "beta", "phi", "sse", "loglik", "aicc", "l0", "b0"],
        more: { values, given in
          guard let model = ExponentialSmoothing(fitting: form, to: values, given: given) else { return [] }
          return [
            ("alpha", model.alpha), ("beta", model.beta), ("phi", model.phi), ("sse", model.squaredError),
            ("loglik", model.logLikelihood), ("aicc", model.correctedAkaike), ("l0", model.firstLevel),
            ("b0", form == .level ? .nan : model.firstSlope),
          ]
        }
      ) { values, horizon, confidence, given in
        ExponentialSmoothing(fitting: form, to: values, given: given)?.forecast(horizon: horizon, confidence: confidence)
      }
    } + [
      forecast(
        "theta", aliases: ["thetaf"], Wording("metoda theta", en: "theta method"),
        source: "V. Assimakopoulos, K. Nikolopoulos, IJF 16 (2000), 521-530; R forecast thetaf",
        parameters: smoothingParameters(.level)
      ) { values, horizon, confidence, given in
        thetaForecast(values, horizon: horizon, confidence: confidence, given: given)
      },
      forecast(
        "ols-forecast", aliases: ["trend-forecast", "tslm"],
        Wording("prognoza z prostej najmniejszych kwadratów", en: "forecast from the straight line of least squares"),
        source: "least squares; R forecast tslm(y ~ trend)"
      ) { values, horizon, confidence, _ in
        LinearTrend(values, at: values.indices.map { Double($0 + 1) }).map { line in
          (1...horizon).map { line.prediction(at: Double(values.count + $0), confidence: confidence) }
        }
      },
    ]

  /// What another program has fitted, to be taken as it is; on the scale of the smoothing.
  private static func smoothingParameters(_ form: ExponentialSmoothing.Form) -> [MethodParameter] {
    func given(_ name: String, _ polish: String, _ english: String) -> MethodParameter {
      .number(name, standard: "", Wording("\(polish); bez niej dopasowana", en: "\(english); else fitted"))
    }
    var list = [
      given("alpha", "waga poziomu alpha", "weight of the level, alpha"), given("l0", "stan początkowy", "first level"),
    ]
    if form == .level { return list }
    list += [given("beta", "waga trendu beta", "weight of the trend, beta"), given("b0", "początkowe nachylenie", "first slope")]
    if form == .damped { list.append(given("phi", "stała tłumienia phi", "damping, phi")) }
    return list
  }

  /// A forecast of each series, with its error against the naive forecast among the remarks.
  private static func forecast(
    _ name: String, aliases: [String], _ title: Wording, source: String,
    parameters: [MethodParameter] = [], further: [String] = [],
    more: @escaping @Sendable ([Double], ExponentialSmoothing.Given) -> [(String, Double)] = { _, _ in [] },
    _ compute: @escaping @Sendable ([Double], Int, Double, ExponentialSmoothing.Given) -> [Estimate]?
  ) -> Method {
    Method(
      name, aliases: aliases, title, inputs: seriesInputs, forecastParameters + parameters, source: source
    ) { (call) throws(Refusal) in
      let given = ExponentialSmoothing.Given(
        alpha: call.optionalNumber("alpha"), beta: call.optionalNumber("beta"), phi: call.optionalNumber("phi"),
        level: call.optionalNumber("l0"), slope: call.optionalNumber("b0"))
      let horizon = try call.integer("horizon", atLeast: 1)
      let confidence = try call.confidence()
      let scale = ForecastScale(rawValue: call.text("scale")) ?? .identity
      let top = try call.number("top")
      let breaks = call.text("breaks").split(separator: ",").map(String.init)
      let positions = (0..<call.table.count).filter { breaks.contains(call.table.name($0)) }
      var output = MethodOutput(["variable", "step", "value", "lower", "upper", "mean", "mase", "coverage"] + further, [])
      for variable in try call.variables() {
        let values = try call.completeSeries(variable)
        let reasons = ForecastRefusal.reasons(
          count: values.count, breaks: positions, imputed: try call.integer("imputed"),
          definitionChanged: call.flag("definition_changed"))
        if call.flag("refuse"), !reasons.isEmpty {
          let list = reasons.map(\.rawValue).joined(separator: ", ")
          throw call.refusal(
            Wording(
              "szereg „\(variable.name)” nie pozwala na prognozę: \(list)",
              en: "the series '\(variable.name)' bears no forecast: \(list)"),
            mend: Wording(
              "opisz scenariusz słowami; --param refuse=no wymusza rachunek",
              en: "describe a scenario in words; --param refuse=no forces the computation"))
        }
        guard let scaled = scale.there(values, top: top) else {
          throw call.refusal(
            Wording(
              "szereg „\(variable.name)” ma wartości poza skalą \(scale.rawValue)",
              en: "the series '\(variable.name)' has values off the scale \(scale.rawValue)"))
        }
        guard let estimates = compute(scaled, horizon, confidence, given) else {
          throw call.refusal(
            Wording("szereg „\(variable.name)” jest za krótki", en: "the series '\(variable.name)' is too short"))
        }
        let accuracy = rollingOrigin(
          values, from: 5,
          forecast: { past in
            scale.there(past, top: top).flatMap { compute($0, 1, confidence, given)?.first }.map { scale.back($0, top: top) }
          })
        let fit = more(scaled, given)
        let fitted: [SeparatedField] = further.map { name in .finite(fit.first { $0.0 == name }?.1) }
        for (step, estimate) in estimates.enumerated() {
          let result = scale.back(estimate, top: top)
          output.rows.append(
            [
              .text(variable.name), .integer(step + 1), .finite(result.value), .finite(result.interval?.lower),
              .finite(result.interval?.upper), .finite(call.mean(estimate, scale, top: top, confidence: confidence)),
              .finite(accuracy?.relativeToNaive), .finite(accuracy?.coverage),
            ] + fitted)
        }
        if let accuracy, let relative = accuracy.relativeToNaive {
          output.remarks.append(
            Wording(
              "\(variable.name): błąd względem prognozy naiwnej \(relative), pokrycie \(accuracy.coverage)",
              en: "\(variable.name): error relative to the naive forecast \(relative), coverage \(accuracy.coverage)"))
        }
      }
      return output
    }
  }

  /// Gaps and rebased series.
  static let seriesRepairs: [Method] =
    GapFilling.allCases.map { kind in
      Method(
        "fill-\(kind.rawValue)",
        aliases: kind == .linear ? ["interpolate", "na.approx"] : [kind.rawValue] + (kind == .carryForward ? ["na.locf"] : []),
        Wording("uzupełnianie luk: \(kind.rawValue)", en: "filling of gaps: \(kind.rawValue)"), inputs: seriesInputs,
        [
          .integer("longest", standard: "2", Wording("dłuższa luka zostaje pusta", en: "a longer gap stays empty")),
          .flag(
            "ends", standard: false, Wording("także poza końce: najbliższa wartość", en: "beyond the ends too: the nearest value")
          ),
        ],
        source: "zoo na.approx, na.locf; COINr impute_panel; beyond the ends only when asked for"
      ) { (call) throws(Refusal) in
        let longest = try call.integer("longest", atLeast: 0)
        let variables = try call.variables()
        let times = (0..<call.table.count).compactMap { readNumber(call.table.name($0)) }
        let isRising = zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
        let filled = variables.map {
          kind($0.values, longest: longest, ends: call.flag("ends"), times: isRising ? times : [])
        }
        var output = MethodOutput.variables(call, variables.map(\.name), filled.map(\.values))
        for (variable, result) in zip(variables, filled) {
          let count = result.isFilled.count { $0 }
          if count > 0 {
            output.remarks.append(Wording("\(variable.name): uzupełniono \(count)", en: "\(variable.name): filled in \(count)"))
          }
        }
        return output
      }
    } + [
      Method(
        "chain-link", aliases: ["chain-linking"],
        Wording("łączenie szeregów przez rok wspólny", en: "linking of two series over a common year"), inputs: ["old", "new"],
        [
          .column("old", Wording("szereg stary", en: "the old series")),
          .column("new", Wording("szereg nowy", en: "the new series")),
          .word(
            "form", ChainLinking.allCases.map(\.rawValue), standard: "ratio",
            Wording("iloraz czy różnica", en: "ratio or difference")),
          .text("overlap", Wording("okres wspólny; bez niego pierwszy", en: "the common period; else the first")),
        ], source: "IMF, Quarterly National Accounts Manual (2017), chapter 8"
      ) { (call) throws(Refusal) in
        let old = try call.table.numbers(try call.column("old", [], place: 0))
        let new = try call.table.numbers(try call.column("new", [], place: 1))
        let wanted = call.text("overlap")
        let overlap = (0..<call.table.count).first { call.table.name($0) == wanted }
        guard wanted.isEmpty || overlap != nil,
          let linked = (ChainLinking(rawValue: call.text("form")) ?? .ratio)(old, new, overlap: overlap)
        else {
          throw call.refusal(Wording("szeregi nie mają wspólnego okresu", en: "the series have no common period"))
        }
        var output = MethodOutput.beside(call, ["value"], [linked.values.map { .finite($0) }])
        output.remarks.append(Wording("łącznik: \(linked.link)", en: "link: \(linked.link)"))
        return output
      }
    ]
}

extension MethodCall {
  /// The expected value of a forecast whose limits are normal on its scale.
  fileprivate func mean(_ estimate: Estimate, _ scale: ForecastScale, top: Double, confidence: Double) -> Double? {
    if scale == .identity { return estimate.value }
    guard let interval = estimate.interval else { return nil }
    let deviation = (interval.upper - interval.lower) / (2 * normalDeviate(confidence: confidence))
    return scale.mean(median: estimate.value, variance: deviation * deviation, top: top)
  }

  /// The present values of a series with their places in time: the key where it is a number, else 1, 2, 3 ...
  fileprivate func points(_ variable: Variable) -> (x: [Double], y: [Double]) {
    let times = (0..<table.count).map { readNumber(table.name($0)) }
    let hasTimes = times.allSatisfy { $0 != nil }
    var x: [Double] = []
    var y: [Double] = []
    for (row, value) in variable.values.enumerated() {
      guard let value else { continue }
      x.append(hasTimes ? times[row] ?? 0 : Double(row + 1))
      y.append(value)
    }
    return (x, y)
  }

  fileprivate func completeSeries(_ variable: Variable) throws(Refusal) -> [Double] {
    let values = presentValues(variable.values)
    guard values.count == variable.values.count else {
      throw refusal(
        Wording("szereg „\(variable.name)” ma luki", en: "the series '\(variable.name)' has gaps"),
        mend: Wording("uzupełnij je, np. diagnoza method fill-linear", en: "fill them first, say diagnoza method fill-linear"))
    }
    return values
  }
}
