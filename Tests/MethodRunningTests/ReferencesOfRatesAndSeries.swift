/// Rates, gaps, and smoothing with the parameters that R has fitted: at the same parameters the two must agree.
extension ReferenceCase {
  static let ratesAndSeries: [ReferenceCase] = [
    ReferenceCase(
      title: "rate 0.95 lower", method: "rate", table: "rates", column: "lower",
      source: "PHEindicatormethods phe_rate, restated with scipy 1.17.1", parameters: ["confidence=0.95"],
      expected: [
        0.0, 0.8478837235194205, 69.92987421203625, 27.20914983783782, 97790.40643524638, 1319.3962697573743, 4665.592945274278,
        1274.1115129375535, 3300.041230448038, 2991.8130066469444, 2612.836788670012, 160.93288510077574,
      ]),
    ReferenceCase(
      title: "rate 0.95 upper", method: "rate", table: "rates", column: "upper",
      source: "PHEindicatormethods phe_rate, restated with scipy 1.17.1", parameters: ["confidence=0.95"],
      expected: [
        97.8482613823325, 186.59221001134958, 290.31101871570377, 104.52661895854773, 102246.9282798528, 1855.4768945727058,
        5338.626128280823, 2321.5652147752703, 3967.244722654548, 3516.4181640434367, 3410.387418718941, 494.3391788420592,
      ]),
    ReferenceCase(
      title: "rate 0.998 lower", method: "rate", table: "rates", column: "lower",
      source: "PHEindicatormethods phe_rate, restated with scipy 1.17.1", parameters: ["confidence=0.998"],
      expected: [
        0.0, 0.0335063741990467, 41.6724622661644, 16.5746994867615, 96533.51790733947, 1189.38129471428, 4484.164004516568,
        1052.741745568084, 3124.6265262310535, 2852.2997086917635, 2411.792627321182, 108.48748550931859,
      ]),
    ReferenceCase(
      title: "rate 0.998 upper", method: "rate", table: "rates", column: "upper",
      source: "PHEindicatormethods phe_rate, restated with scipy 1.17.1", parameters: ["confidence=0.998"],
      expected: [
        183.22958299687366, 309.22349217855276, 385.0020953111798, 137.50340964978992, 103552.7982511584, 2029.30863859643,
        5542.234263990231, 2689.6727025508812, 4172.563156555656, 3676.606115157086, 3662.735641145969, 629.2655465482551,
      ]),
    ReferenceCase(
      title: "directly standardised value", method: "dsr", table: "strata", column: "value",
      source: "PHEindicatormethods calculate_dsr, restated with scipy 1.17.1", expected: [932.2802044485946, 944.4995562733882]),
    ReferenceCase(
      title: "directly standardised lower", method: "dsr", table: "strata", column: "lower",
      source: "PHEindicatormethods calculate_dsr, restated with scipy 1.17.1", expected: [850.8890229031642, 875.8031675738591]),
    ReferenceCase(
      title: "directly standardised upper", method: "dsr", table: "strata", column: "upper",
      source: "PHEindicatormethods calculate_dsr, restated with scipy 1.17.1", expected: [1018.4357956213389, 1016.4422845338142]),
    ReferenceCase(
      title: "gap linear", method: "fill-linear", table: "gaps", column: "s", source: "R zoo 1.8.11 na.approx",
      expected: [3.0, 4.333333333333333, 5.666666666666667, 7.0, 8.0, 6.0, 4.0, .nan, .nan, .nan, 1.0, .nan]),
    ReferenceCase(
      title: "gap locf", method: "fill-locf", table: "gaps", column: "s", source: "R zoo 1.8.11 na.locf",
      parameters: ["ends=yes"], expected: [3.0, 3.0, 3.0, 7.0, 8.0, 8.0, 4.0, .nan, .nan, .nan, 1.0, 1.0]),
    ReferenceCase(
      title: "gap nocb", method: "fill-nocb", table: "gaps", column: "s", source: "R zoo 1.8.11 na.locf fromLast",
      parameters: ["ends=yes"], expected: [3.0, 7.0, 7.0, 7.0, 8.0, 4.0, 4.0, .nan, .nan, .nan, 1.0, .nan]),
    ReferenceCase(
      title: "ets-ann s1 value at the fit of R", method: "ets-ann", table: "series", column: "value", source: "R forecast 8.20",
      parameters: ["alpha=0.99989997450875268", "l0=103.79897792446539", "horizon=3"], variable: "s1",
      expected: [114.50009992443384, 114.50009992443384, 114.50009992443384]),
    ReferenceCase(
      title: "ets-ann s1 lower at the fit of R", method: "ets-ann", table: "series", column: "lower", source: "R forecast 8.20",
      parameters: ["alpha=0.99989997450875268", "l0=103.79897792446539", "horizon=3"], variable: "s1",
      expected: [105.83418921184088, 102.24526437766903, 99.49130316793575]),
    ReferenceCase(
      title: "ets-ann s1 upper at the fit of R", method: "ets-ann", table: "series", column: "upper", source: "R forecast 8.20",
      parameters: ["alpha=0.99989997450875268", "l0=103.79897792446539", "horizon=3"], variable: "s1",
      expected: [123.1660106370268, 126.75493547119865, 129.5088966809319]),
    ReferenceCase(
      title: "ets-ann s1 sse at the fit of R", method: "ets-ann", table: "series", column: "sse", source: "R forecast 8.20",
      parameters: ["alpha=0.99989997450875268", "l0=103.79897792446539", "horizon=3"], variable: "s1",
      expected: [312.7895395325417, 312.7895395325417, 312.7895395325417]),
    ReferenceCase(
      title: "ets-ann s1 loglik at the fit of R", method: "ets-ann", table: "series", column: "loglik", source: "R forecast 8.20",
      parameters: ["alpha=0.99989997450875268", "l0=103.79897792446539", "horizon=3"], variable: "s1",
      expected: [-51.70977510047865, -51.70977510047865, -51.70977510047865]),
    ReferenceCase(
      title: "ets-ann s1 aicc at the fit of R", method: "ets-ann", table: "series", column: "aicc", source: "R forecast 8.20",
      parameters: ["alpha=0.99989997450875268", "l0=103.79897792446539", "horizon=3"], variable: "s1",
      expected: [111.13383591524301, 111.13383591524301, 111.13383591524301]),
    ReferenceCase(
      title: "ets-aan s1 value at the fit of R", method: "ets-aan", table: "series", column: "value", source: "R forecast 8.20",
      parameters: [
        "alpha=0.999899996336995", "beta=0.35754438025588897", "l0=104.11026953178974", "b0=1.5083133706839296", "horizon=3",
      ], variable: "s1", expected: [117.2977122712097, 120.09483361406508, 122.89195495692044]),
    ReferenceCase(
      title: "ets-aan s1 lower at the fit of R", method: "ets-aan", table: "series", column: "lower", source: "R forecast 8.20",
      parameters: [
        "alpha=0.999899996336995", "beta=0.35754438025588897", "l0=104.11026953178974", "b0=1.5083133706839296", "horizon=3",
      ], variable: "s1", expected: [107.5239173605589, 103.61604370044955, 99.38635071817359]),
    ReferenceCase(
      title: "ets-aan s1 upper at the fit of R", method: "ets-aan", table: "series", column: "upper", source: "R forecast 8.20",
      parameters: [
        "alpha=0.999899996336995", "beta=0.35754438025588897", "l0=104.11026953178974", "b0=1.5083133706839296", "horizon=3",
      ], variable: "s1", expected: [127.07150718186051, 136.5736235276806, 146.3975591956673]),
    ReferenceCase(
      title: "ets-aan s1 sse at the fit of R", method: "ets-aan", table: "series", column: "sse", source: "R forecast 8.20",
      parameters: [
        "alpha=0.999899996336995", "beta=0.35754438025588897", "l0=104.11026953178974", "b0=1.5083133706839296", "horizon=3",
      ], variable: "s1", expected: [348.143504798741, 348.143504798741, 348.143504798741]),
    ReferenceCase(
      title: "ets-aan s1 loglik at the fit of R", method: "ets-aan", table: "series", column: "loglik", source: "R forecast 8.20",
      parameters: [
        "alpha=0.999899996336995", "beta=0.35754438025588897", "l0=104.11026953178974", "b0=1.5083133706839296", "horizon=3",
      ], variable: "s1", expected: [-52.67353288396151, -52.67353288396151, -52.67353288396151]),
    ReferenceCase(
      title: "ets-aan s1 aicc at the fit of R", method: "ets-aan", table: "series", column: "aicc", source: "R forecast 8.20",
      parameters: [
        "alpha=0.999899996336995", "beta=0.35754438025588897", "l0=104.11026953178974", "b0=1.5083133706839296", "horizon=3",
      ], variable: "s1", expected: [120.34706576792301, 120.34706576792301, 120.34706576792301]),
    ReferenceCase(
      title: "ets-aadn s1 value at the fit of R", method: "ets-aadn", table: "series", column: "value", source: "R forecast 8.20",
      parameters: [
        "alpha=0.99989999771286808", "beta=0.00010001244739993477", "phi=0.97999989514827868", "l0=104.07511846087743",
        "b0=0.84162895818911521", "horizon=3",
      ], variable: "s1", expected: [115.073453888475, 115.63528338358405, 116.18587622988213]),
    ReferenceCase(
      title: "ets-aadn s1 lower at the fit of R", method: "ets-aadn", table: "series", column: "lower", source: "R forecast 8.20",
      parameters: [
        "alpha=0.99989999771286808", "beta=0.00010001244739993477", "phi=0.97999989514827868", "l0=104.07511846087743",
        "b0=0.84162895818911521", "horizon=3",
      ], variable: "s1", expected: [105.5203570248731, 102.12517767964611, 99.63891925578284]),
    ReferenceCase(
      title: "ets-aadn s1 upper at the fit of R", method: "ets-aadn", table: "series", column: "upper", source: "R forecast 8.20",
      parameters: [
        "alpha=0.99989999771286808", "beta=0.00010001244739993477", "phi=0.97999989514827868", "l0=104.07511846087743",
        "b0=0.84162895818911521", "horizon=3",
      ], variable: "s1", expected: [124.6265507520769, 129.14538908752198, 132.73283320398141]),
    ReferenceCase(
      title: "ets-aadn s1 sse at the fit of R", method: "ets-aadn", table: "series", column: "sse", source: "R forecast 8.20",
      parameters: [
        "alpha=0.99989999771286808", "beta=0.00010001244739993477", "phi=0.97999989514827868", "l0=104.07511846087743",
        "b0=0.84162895818911521", "horizon=3",
      ], variable: "s1", expected: [308.841414495577, 308.841414495577, 308.841414495577]),
    ReferenceCase(
      title: "ets-aadn s1 loglik at the fit of R", method: "ets-aadn", table: "series", column: "loglik",
      source: "R forecast 8.20",
      parameters: [
        "alpha=0.99989999771286808", "beta=0.00010001244739993477", "phi=0.97999989514827868", "l0=104.07511846087743",
        "b0=0.84162895818911521", "horizon=3",
      ], variable: "s1", expected: [-51.595451311115255, -51.595451311115255, -51.595451311115255]),
    ReferenceCase(
      title: "ets-aadn s1 aicc at the fit of R", method: "ets-aadn", table: "series", column: "aicc", source: "R forecast 8.20",
      parameters: [
        "alpha=0.99989999771286808", "beta=0.00010001244739993477", "phi=0.97999989514827868", "l0=104.07511846087743",
        "b0=0.84162895818911521", "horizon=3",
      ], variable: "s1", expected: [122.82726625859415, 122.82726625859415, 122.82726625859415]),
  ]
}
