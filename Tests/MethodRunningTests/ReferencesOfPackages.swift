/// What COINr, PHEindicatormethods, clusterSim, linearOrdering and base R make of the same tables, by the names that they use.
extension ReferenceCase {
  static let packages: [ReferenceCase] = [
    ReferenceCase(
      title: "sum_of_ranks, weighted", method: "sum_of_ranks", table: "composite", column: "score",
      source: "R linearOrdering 1.0.1 restated in R 4.2.2", hasTypes: true, weights: "weights",
      expected: [
        6.9000000000000004, 10.199999999999999, 11.4, 8.7000000000000011, 6.1000000000000005, 8.3000000000000007,
        7.7000000000000002, 6.9000000000000004, 8.4000000000000004, 6.2999999999999998, 2.5, 4.9000000000000004,
        5.4000000000000004, 11.300000000000001,
      ]),
    ReferenceCase(
      title: "sum_of_ranks, equal weights", method: "sum_of_ranks", table: "composite", column: "score",
      source: "R linearOrdering 1.0.1 restated in R 4.2.2", hasTypes: true,
      expected: [7.25, 10.375, 9.625, 9.0, 6.75, 7.0, 8.5, 6.75, 8.5, 6.75, 2.5, 5.25, 5.5, 11.25]),
    ReferenceCase(
      title: "standardized_sums, weighted", method: "standardized_sums", table: "composite", column: "score",
      source: "R linearOrdering 1.0.1 restated in R 4.2.2", hasTypes: true, weights: "weights",
      expected: [
        0.38054011677027666, 0.73870110667900102, 1.0, 0.51338897489337387, 0.23785085483062837, 0.7099637466503973,
        0.55536956423303097, 0.31733308669563132, 0.51411328617066021, 0.33119643832614076, 0.0, 0.27222344366928158,
        0.2728731045132331, 0.73651604645509083,
      ]),
    ReferenceCase(
      title: "hellwig, weighted", method: "hellwig", table: "composite", column: "score",
      source: "R linearOrdering 1.0.1 restated in R 4.2.2", hasTypes: true, weights: "weights",
      expected: [
        0.24630451929239117, 0.48282621318351304, 0.69606836021365259, 0.39682537011437624, 0.17744719251241103,
        0.46836786333692459, 0.37149585103360305, 0.29911599707110537, 0.34845453568923856, 0.16677840601325444,
        0.064684828413388074, 0.2075850298865044, 0.25542114942019833, 0.51533160509938147,
      ]),
    ReferenceCase(
      title: "Hellwig, weights on the squared differences", method: "hellwig", table: "composite", column: "score",
      source: "Z. Hellwig (1968) by R 4.2.2", parameters: ["weighting=difference"], hasTypes: true, weights: "weights",
      expected: [
        0.23874348800277401, 0.46599983907362841, 0.59782302127998765, 0.37391974005728712, 0.18050719210350585,
        0.42180290879590399, 0.37041772517429783, 0.23604601663803582, 0.31956357904863297, 0.18109343859663229,
        0.033207061077725752, 0.17961654276870853, 0.20891302009598189, 0.48412283790479538,
      ]),
    ReferenceCase(
      title: "TOPSIS, weights on the columns", method: "topsis", table: "composite", column: "score",
      source: "textbook TOPSIS by R 4.2.2", hasTypes: true, weights: "weights",
      expected: [
        0.30741665779721389, 0.49298502078405504, 0.73632602799467139, 0.39485488610630337, 0.26037671401187312,
        0.5970172799654333, 0.4391429664563265, 0.3351299441527108, 0.38552209610132204, 0.31520254757287025,
        0.086464554001736568, 0.25790559595858986, 0.28023620366446389, 0.52681953548041405,
      ]),
    ReferenceCase(
      title: "a_copeland", method: "a_copeland", table: "composite", column: "score", source: "COINr 1.1.14 restated in R 4.2.2",
      hasTypes: true, expected: [6.25, 9.375, 8.625, 8.0, 5.75, 6.0, 7.5, 5.75, 7.5, 5.75, 1.5, 4.25, 4.5, 10.25]),
    ReferenceCase(
      title: "a_copeland, weighted", method: "a_copeland", table: "composite", column: "score",
      source: "COINr 1.1.14 restated in R 4.2.2", hasTypes: true, weights: "weights",
      expected: [
        5.9000000000000004, 9.2000000000000011, 10.4, 7.7000000000000002, 5.0999999999999996, 7.2999999999999998,
        6.7000000000000002, 5.9000000000000004, 7.4000000000000004, 5.2999999999999998, 1.5, 3.8999999999999999,
        4.4000000000000004, 10.300000000000001,
      ]),
    ReferenceCase(
      title: "pattern.GDM1, lower pattern, n4", method: "pattern.GDM1", table: "composite", column: "score",
      source: "clusterSim 0.51 restated in R 4.2.2", parameters: ["normalization=n4", "pattern_type=lower"], hasTypes: true,
      expected: [
        0.36492793122408873, 0.61817564397672953, 0.59508646518626473, 0.3542258909800563, 0.13569730646351141,
        0.41281072284978454, 0.42950976411508424, 0.1642382759655166, 0.46026540535031568, 0.35704539321616391,
        0.011915443147163585, 0.22546195846797185, 0.11158578983426559, 0.58753991057578736,
      ]),
    ReferenceCase(
      title: "pattern.GDM1, n2", method: "pattern.GDM1", table: "composite", column: "score",
      source: "clusterSim 0.51 restated in R 4.2.2", parameters: ["normalization=n2"], hasTypes: true,
      expected: [
        0.54016082658135889, 0.21001723050356513, 0.26074940547392611, 0.33217192191632927, 0.51205273369339377,
        0.31444570005365841, 0.17732581055992869, 0.48383338915200341, 0.48247084414677704, 0.52490011984113705,
        0.75499742987684959, 0.64130947739932553, 0.61025351105010261, 0.26197706335179827,
      ]),
    ReferenceCase(
      title: "pattern.GDM1, given coordinates, weighted, n6", method: "pattern.GDM1", table: "composite", column: "score",
      source: "clusterSim 0.51 restated in R 4.2.2", parameters: ["normalization=n6", "coordinate.a=15", "coordinate.d=1"],
      hasTypes: true, weights: "weights",
      expected: [
        0.52989743812203505, 0.21554506771949711, 0.10275721636298996, 0.36279378894841163, 0.62275812938243802,
        0.28055787226148171, 0.36298683566607554, 0.52977944298404778, 0.40566299578909165, 0.571355775350604,
        0.77418527070963195, 0.61140845289176493, 0.5894277941156213, 0.19721240770614251,
      ]),
    ReferenceCase(
      title: "boxcox", method: "boxcox", table: "composite", column: "c", source: "COINr 1.1.14 restated in R 4.2.2",
      parameters: ["lambda=0.5"],
      expected: [
        3.9873199346619188, 3.4604029155365454, 6.3949985110183309, 3.6942075831497405, 5.2299377590681928, 9.1751510056911538,
        7.1126285999156131, 2.4716887190411638, 3.0239426748321883, 5.4546629702488891, 1.8590154184714005, 0.0,
        1.1943700474428445, 4.8049981631151084,
      ]),
    ReferenceCase(
      title: "n_minmax by l_u", method: "n_minmax", table: "composite", column: "b", source: "COINr 1.1.14 restated in R 4.2.2",
      parameters: ["l_u=1,100"], hasTypes: true,
      expected: [
        20.302452316076288, 87.321525885558572, 9.6621253405994576, 55.400544959128055, 31.572207084468673, 1.0, 100.0,
        50.155313351498634, 26.20708446866486, 17.425068119890998, 5.0463215258855625, 25.307901907356946, 27.795640326975473,
        38.795640326975473,
      ]),
    ReferenceCase(
      title: "n_zscore by m_sd", method: "n_zscore", table: "composite", column: "a", source: "COINr 1.1.14 restated in R 4.2.2",
      parameters: ["m_sd=5,2"], hasTypes: true,
      expected: [
        3.6117617497983034, 7.0759630657864649, 9.5772318500438125, 5.7896972252359475, 2.6017132532121598, 4.8921380947419051,
        4.2684405099694702, 5.852714828229951, 5.3344392148213178, 2.2253744839302088, 2.5245608607615564, 4.4186226479458348,
        5.1336074146254722, 6.6937348008975972,
      ]),
    ReferenceCase(
      title: "n_dist2ref by iref", method: "n_dist2ref", table: "composite", column: "a",
      source: "COINr 1.1.14 restated in R 4.2.2", parameters: ["iref=4", "cap_max=TRUE"], hasTypes: true,
      expected: [
        0.38896232650363516, 1.0, 1.0, 1.0, 0.10558493060145413, 0.74818241903502969, 0.57319894249834769, 1.0,
        0.87227362855254453, 0.0, 0.08393919365499003, 0.61533377395902178, 0.81592861863846655, 1.0,
      ]),
    ReferenceCase(
      title: "exact rate test", method: "poisson-test", table: "pairs", column: "p_value", source: "R stats 4.2.2 poisson.test",
      expected: [0.16855348060915026, 0.14599609375000008, 0.075385256143273613]),
    ReferenceCase(
      title: "Byar alone, lower", method: "byar", table: "rates", column: "lower",
      source: "PHEindicatormethods 2.1.0 byars_lower, byars_upper restated in R 4.2.2",
      expected: [
        0.0, 4.3778074017094272e-06, 0.00069785641869382067, 0.00027209149837837819, 0.9779040643524638, 0.013193962697573744,
        0.046655929452742773, 0.012741115129375535, 0.033000412304480378, 0.02991813006646946, 0.026128367886700123,
        0.0016093288510077575,
      ]),
    ReferenceCase(
      title: "Byar alone, upper", method: "byar", table: "rates", column: "upper",
      source: "PHEindicatormethods 2.1.0 byars_lower, byars_upper restated in R 4.2.2",
      expected: [
        0.00097294743558985427, 0.0018632805031732285, 0.0029032762427420025, 0.0010452661895854773, 1.022469282798528,
        0.018554768945727058, 0.053386261282808226, 0.023215652147752702, 0.039672447226545476, 0.035164181640434368,
        0.034103874187189409, 0.0049433917884205885,
      ]),
    ReferenceCase(
      title: "phe_sii of two areas", method: "phe_sii", table: "areas", column: "value",
      source: "PHEindicatormethods 2.1.0 phe_sii, data of its documentation, by R 4.2.2 lm", parameters: ["se=StandardError"],
      expected: [7.0002347600798958, 1.0897097049119413, 12.622738563631648, 1.1820343480014959]),
    ReferenceCase(
      title: "funnel_events lower", method: "funnel-events", table: "events", column: "lower",
      source: "PHEindicatormethods 2.1.0 calculate_funnel_limits (isr), exact by R 4.2.2 qchisq", parameters: ["multiplier=100"],
      expected: [
        17.948025920436486, 27.682857612446426, 34.218165399154977, 39.056440624357826, 42.851025887928316, 70.049488150578512,
        83.989331917151276, 92.936041741295398,
      ]),
    ReferenceCase(
      title: "funnel_events upper 99.8", method: "funnel-events", table: "events", column: "upper998",
      source: "PHEindicatormethods 2.1.0 calculate_funnel_limits (isr), exact by R 4.2.2 qchisq", parameters: ["multiplier=100"],
      expected: [
        99949.991662497356, 4405.0905626137446, 1574.5272761582014, 933.37474549103979, 676.24981915803858, 189.045794411678,
        133.84430265193598, 112.55169700900831,
      ]),
    ReferenceCase(
      title: "Impute by row", method: "i_mean", table: "gapped", column: "b", source: "COINr 1.1.14 restated in R 4.2.2",
      parameters: ["impute_by=row"],
      expected: [
        57.130000000000003, 34.770000000000003, 41.98114220480555, 45.420000000000002, 53.369999999999997, 63.57,
        30.539999999999999, 47.170000000000002, 39.688845796674734, 58.090000000000003, 62.219999999999999, 55.460000000000001,
        54.630000000000003, 50.960000000000001,
      ]),
    ReferenceCase(
      title: "i_median", method: "i_median", table: "gapped", column: "b", source: "COINr 1.1.14 restated in R 4.2.2",
      expected: [
        57.130000000000003, 34.770000000000003, 54.0, 45.420000000000002, 53.369999999999997, 63.57, 30.539999999999999,
        47.170000000000002, 54.0, 58.090000000000003, 62.219999999999999, 55.460000000000001, 54.630000000000003,
        50.960000000000001,
      ]),
    ReferenceCase(
      title: "get_cronbach, pairwise", method: "get_cronbach", table: "gapped", column: "value",
      source: "COINr 1.1.14 restated in R 4.2.2", expected: [-0.36128991793195825]),
    ReferenceCase(
      title: "spearman, pairwise", method: "spearman", table: "gapped", column: "a", source: "R stats 4.2.2 cor",
      expected: [1.0, -0.57342657342657344, -0.2197802197802198, -0.25874125874125881]),
    ReferenceCase(
      title: "na.approx in time", method: "na.approx", table: "uneven", column: "s", source: "R zoo 1.8.11 na.approx",
      expected: [3.0, 8.0, 9.0, 6.7142857142857144, 1.0]),
    ReferenceCase(
      title: "approx beyond the ends", method: "fill-linear", table: "panel", column: "i3",
      source: "COINr 1.1.14 impute_panel, values of its tests", parameters: ["ends=yes"], expected: [5.0, 5.0, 6.0]),
    ReferenceCase(
      title: "approx beyond the ends, last", method: "fill-linear", table: "panel", column: "i4",
      source: "COINr 1.1.14 impute_panel, values of its tests", parameters: ["ends=yes"], expected: [7.0, 8.0, 8.0]),
  ]
}
