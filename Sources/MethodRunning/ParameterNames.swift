import Findings

/// Names that users of other packages give to the same options: COINr, PHEindicatormethods, clusterSim, linearOrdering, forecast,
/// spdep, pymcdm, pymannkendall, zoo, strucchange. A name of the method itself always goes first.
enum ParameterNames {
  /// By the method's own name.
  private static let others: [String: [String]] = [
    "aggregation": ["agg", "vary_aggregation"],
    "average": ["baseline", "benchmark", "centre", "mean_value"],
    "breaks": ["nbreaks", "n_breaks"],
    "along": ["impute_by"],
    "by": ["f_i"],
    "cap": ["cap_max", "capped"],
    "classes": ["k", "n", "nclass", "nclasses", "n_classes", "bins", "groups"],
    "combine": ["combine_treat"],
    "confidence": ["conf", "level", "conf_level", "conf.level", "confidence_level", "conflevel", "ci", "levels"],
    "constant": ["c", "mad_constant", "k"],
    "coordinate": ["pattern_manual", "manual"],
    "deviation": ["sd", "s", "std"],
    "deviations": ["sds", "cut"],
    "force": ["force_win"],
    "form": ["method", "type", "kind"],
    "groups": ["k", "n", "nquantiles", "num_quantiles", "ngroups", "n_groups", "quantiles", "clusters"],
    "horizon": ["h", "steps", "ahead", "n_ahead", "periods"],
    "invert": ["inverted", "reverse"],
    "kind": ["cortype", "method", "type"],
    "kurtosis": ["kurt", "kurt_thresh", "kurtosis_limit"],
    "least": ["h", "min_size", "min_segment", "minimum", "min_events"],
    "linkage": ["method", "type"],
    "longest": ["maxgap", "max_gap", "limit"],
    "lower": ["l", "min", "lo", "low", "a"],
    "mean": ["m", "mu", "centre"],
    "most": ["max_breaks", "maxbreaks", "m"],
    "multiplier": ["scale", "per", "factor", "refvalue"],
    "nominant": ["nominant_transform", "nominanttransfmethod", "transform"],
    "normalisation": ["norm", "method", "type", "normtype"],
    "overlap": ["link", "base", "link_year"],
    "pattern": ["pattern_type"],
    "permutations": ["nsim", "nperm", "n_permutations"],
    "power": ["p", "exponent"],
    "reference": ["ref", "iref", "iusys", "unit", "reference_unit"],
    "replications": ["n", "reps", "iterations", "n_rep", "nrep", "simulations"],
    "result": ["output", "return"],
    "samples": ["n", "n_samples"],
    "scale": ["factor", "multiplier", "transform", "scale_factor"],
    "scale_first": ["normalise_first"],
    "share": ["p", "quantile"],
    "skewness": ["skew", "skew_thresh", "skewness_limit"],
    "standardise": ["standardize", "scale", "normalise"],
    "target": ["targ", "targets"],
    "threshold": ["dat_thresh", "coverage", "min_coverage", "arpt", "poverty_line"],
    "ties": ["ties.method", "ties_method", "method"],
    "top": ["max", "upper_bound"],
    "truncate": ["trunc2posts", "cap", "clip"],
    "type": ["quantile_type", "qtype"],
    "units": ["n", "n_units", "ranked_units"],
    "upper": ["u", "max", "hi", "high", "b"],
    "variance": ["divisor", "ddof", "sd_type", "denominator"],
    "winmax": ["maxwins", "max_winsorise", "points"],
    "x": ["count", "numerator", "events", "observed", "obs"],
    "n": ["population", "pop", "denominator", "whole"],
    "standard": ["stdpop", "std_pop", "standard_population", "esp2013"],
    "x_ref": ["ref_x", "xref", "reference_events"],
    "n_ref": ["ref_n", "nref", "reference_population"],
  ]

  /// Other spellings of the same word.
  private static let words: [String: [String]] = [
    "n-1": ["sample", "1", "unbiased", "n1"], "n": ["population", "0", "biased", "n0"],
    "yes": ["true", "1", "t", "tak", "y"], "no": ["false", "0", "f", "nie"],
    "average": ["mean", "avg"], "vector": ["euclidean", "l2"], "standardised": ["standardized", "zscore", "z-score"],
    "ward": ["ward.d2"], "W": ["w", "row", "r"], "B": ["b", "binary"], "identity": ["none", "linear"],
    "difference": ["additive", "d"], "ratio": ["multiplicative"], "quotient": ["q"],
  ]

  /// Names under which other packages take several numbers at once, with the method's own names in the same order.
  private static let lists: [String: [String]] = [
    "lu": ["lower", "upper"], "npara": ["lower", "upper"], "gposts": ["lower", "upper", "scale"], "msd": ["mean", "deviation"],
  ]

  /// `l_u=1,100` as `lower=1` and `upper=100`; any other text as it is.
  static func parts(_ text: String, among names: [String]) -> [String] {
    guard let sign = text.firstIndex(of: "="), let own = lists[plain(String(text[..<sign]))] else { return [text] }
    let numbers = text[text.index(after: sign)...].split { !($0.isNumber || "+-.eE".contains($0)) }
    guard own.allSatisfy(names.contains), (2...own.count).contains(numbers.count) else { return [text] }
    return zip(own, numbers).map { "\($0)=\($1)" }
  }

  /// The method's own name of a parameter given by any name; nil for one that it does not have.
  static func own(_ given: String, among names: [String]) -> String? {
    if names.contains(given) { return given }
    let plain = plain(given)
    if let same = names.first(where: { Self.plain($0) == plain }) { return same }
    return names.first { (others[$0] ?? []).contains { Self.plain($0) == plain } }
  }

  /// The method's own word for one given in any spelling; the given one when there is none.
  static func ownWord(_ given: String, among list: [String]) -> String {
    if list.contains(given) { return given }
    let plain = plain(given)
    if let same = list.first(where: { Self.plain($0) == plain }) { return same }
    return list.first { (words[$0] ?? []).contains { $0 == given.lowercased() || Self.plain($0) == plain } } ?? given
  }

  /// Case, separators and American spelling left aside.
  private static func plain(_ text: String) -> String {
    let bare = text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "." && $0 != " " }
    return bare.replacing("normaliz", with: "normalis").replacing("standardiz", with: "standardis").replacing(
      "winsoriz", with: "winsoris")
  }
}
