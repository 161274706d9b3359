extension ReferenceCase {
  static let all: [ReferenceCase] = [
    ReferenceCase(
      title: "naive s1 value", method: "naive-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [114.5, 114.5, 114.5]),
    ReferenceCase(
      title: "naive s1 lower", method: "naive-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [106.09309431147261, 102.61083995769305, 99.93881221303074]),
    ReferenceCase(
      title: "naive s1 upper", method: "naive-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [122.90690568852739, 126.38916004230695, 129.06118778696924]),
    ReferenceCase(
      title: "drift s1 value", method: "drift-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [115.12941176470588, 115.75882352941177, 116.38823529411765]),
    ReferenceCase(
      title: "drift s1 lower", method: "drift-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [106.30906520776904, 102.9431570998469, 100.28455937995986]),
    ReferenceCase(
      title: "drift s1 upper", method: "drift-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [123.94975832164272, 128.57448995897664, 132.49191120827544]),
    ReferenceCase(
      title: "mean s1 value", method: "mean-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [106.01666666666667, 106.01666666666667, 106.01666666666667]),
    ReferenceCase(
      title: "mean s1 lower", method: "mean-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [93.21388302703392, 93.21388302703392, 93.21388302703392]),
    ReferenceCase(
      title: "mean s1 upper", method: "mean-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s1",
      expected: [118.81945030629942, 118.81945030629942, 118.81945030629942]),
    ReferenceCase(
      title: "breaks s1", method: "structural-breaks", table: "series", column: "bic",
      source: "R strucchange 1.5.3", parameters: ["most=4"], variable: "s1",
      expected: [
        119.77070413508308, 121.46644223653574, 110.75699560125172, 110.55920892947063,
        115.77153476687393,
      ]),
    ReferenceCase(
      title: "breaks rss s1", method: "structural-breaks", table: "series", column: "rss",
      source: "R strucchange 1.5.3", parameters: ["most=4"], variable: "s1",
      expected: [
        593.0450000000004, 472.63600000000025, 189.08636363636373, 135.6479999999999,
        131.43133333333319,
      ]),
    ReferenceCase(
      title: "line s1 slope", method: "ols-trend", table: "series", column: "slope",
      source: "R stats 4.2.2", variable: "s1",
      expected: [0.020123839009281188]),
    ReferenceCase(
      title: "line s1 p_value", method: "ols-trend", table: "series", column: "p_value",
      source: "R stats 4.2.2", variable: "s1",
      expected: [0.9428919535184161]),
    ReferenceCase(
      title: "line s1 lower", method: "ols-trend", table: "series", column: "lower",
      source: "R stats 4.2.2", variable: "s1",
      expected: [-0.5661243961275478]),
    ReferenceCase(
      title: "line forecast s1 value", method: "ols-forecast", table: "series", column: "value",
      source: "R stats 4.2.2", parameters: ["horizon=3"], variable: "s1",
      expected: [106.20784313725491, 106.22796697626418, 106.24809081527347]),
    ReferenceCase(
      title: "line forecast s1 upper", method: "ols-forecast", table: "series", column: "upper",
      source: "R stats 4.2.2", parameters: ["horizon=3"], variable: "s1",
      expected: [120.58786426296794, 120.84503738862705, 121.12155245977291]),
    ReferenceCase(
      title: "Mann-Kendall s1 s", method: "mann-kendall", table: "series", column: "s",
      source: "pymannkendall 1.4.3", variable: "s1",
      expected: [14.0]),
    ReferenceCase(
      title: "Mann-Kendall s1 variance", method: "mann-kendall", table: "series",
      column: "variance", source: "pymannkendall 1.4.3", variable: "s1",
      expected: [696.0]),
    ReferenceCase(
      title: "Mann-Kendall s1 z", method: "mann-kendall", table: "series", column: "z",
      source: "pymannkendall 1.4.3", variable: "s1",
      expected: [0.4927637283262872]),
    ReferenceCase(
      title: "Mann-Kendall s1 p_value", method: "mann-kendall", table: "series", column: "p_value",
      source: "pymannkendall 1.4.3", variable: "s1",
      expected: [0.6221795424021979]),
    ReferenceCase(
      title: "Mann-Kendall s1 tau", method: "mann-kendall", table: "series", column: "tau",
      source: "pymannkendall 1.4.3", variable: "s1",
      expected: [0.0915032679738562]),
    ReferenceCase(
      title: "Theil-Sen s1 slope", method: "theil-sen", table: "series", column: "slope",
      source: "scipy 1.17.1", variable: "s1",
      expected: [0.22499999999999964]),
    ReferenceCase(
      title: "Theil-Sen s1 intercept", method: "theil-sen", table: "series", column: "intercept",
      source: "scipy 1.17.1", variable: "s1",
      expected: [-347.38749999999925]),
    ReferenceCase(
      title: "Theil-Sen s1 lower", method: "theil-sen", table: "series", column: "lower",
      source: "scipy 1.17.1", variable: "s1",
      expected: [-0.6666666666666666]),
    ReferenceCase(
      title: "Theil-Sen s1 upper", method: "theil-sen", table: "series", column: "upper",
      source: "scipy 1.17.1", variable: "s1",
      expected: [0.7312500000000002]),
    ReferenceCase(
      title: "naive s2 value", method: "naive-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [22.0, 22.0, 22.0]),
    ReferenceCase(
      title: "naive s2 lower", method: "naive-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [13.509779453424333, 9.993014955493981, 7.2945066458657415]),
    ReferenceCase(
      title: "naive s2 upper", method: "naive-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [30.490220546575667, 34.00698504450602, 36.70549335413426]),
    ReferenceCase(
      title: "drift s2 value", method: "drift-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [21.58823529411765, 21.176470588235293, 20.764705882352942]),
    ReferenceCase(
      title: "drift s2 lower", method: "drift-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [12.623772647808947, 8.151408335433684, 4.397911191367168]),
    ReferenceCase(
      title: "drift s2 upper", method: "drift-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [30.55269794042635, 34.2015328410369, 37.13150057333871]),
    ReferenceCase(
      title: "mean s2 value", method: "mean-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [23.72222222222222, 23.72222222222222, 23.72222222222222]),
    ReferenceCase(
      title: "mean s2 lower", method: "mean-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [17.038841680197507, 17.038841680197507, 17.038841680197507]),
    ReferenceCase(
      title: "mean s2 upper", method: "mean-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s2",
      expected: [30.405602764246936, 30.405602764246936, 30.405602764246936]),
    ReferenceCase(
      title: "breaks s2", method: "structural-breaks", table: "series", column: "bic",
      source: "R strucchange 1.5.3", parameters: ["most=4"], variable: "s2",
      expected: [
        96.36931127981225, 94.61903124005943, 97.19278075579275, 101.27815440051049,
        107.02182272296861,
      ]),
    ReferenceCase(
      title: "breaks rss s2", method: "structural-breaks", table: "series", column: "rss",
      source: "R strucchange 1.5.3", parameters: ["most=4"], variable: "s2",
      expected: [161.61111111111114, 106.3571428571429, 89.0, 81.0, 80.83333333333334]),
    ReferenceCase(
      title: "line s2 slope", method: "ols-trend", table: "series", column: "slope",
      source: "R stats 4.2.2", variable: "s2",
      expected: [-0.1909184726522134]),
    ReferenceCase(
      title: "line s2 p_value", method: "ols-trend", table: "series", column: "p_value",
      source: "R stats 4.2.2", variable: "s2",
      expected: [0.18030233383820898]),
    ReferenceCase(
      title: "line s2 lower", method: "ols-trend", table: "series", column: "lower",
      source: "R stats 4.2.2", variable: "s2",
      expected: [-0.479798257146364]),
    ReferenceCase(
      title: "line forecast s2 value", method: "ols-forecast", table: "series", column: "value",
      source: "R stats 4.2.2", parameters: ["horizon=3"], variable: "s2",
      expected: [21.90849673202615, 21.71757825937393, 21.526659786721712]),
    ReferenceCase(
      title: "line forecast s2 upper", method: "ols-forecast", table: "series", column: "upper",
      source: "R stats 4.2.2", parameters: ["horizon=3"], variable: "s2",
      expected: [28.994398496570874, 28.920288472520483, 28.85570938896429]),
    ReferenceCase(
      title: "Mann-Kendall s2 s", method: "mann-kendall", table: "series", column: "s",
      source: "pymannkendall 1.4.3", variable: "s2",
      expected: [-31.0]),
    ReferenceCase(
      title: "Mann-Kendall s2 variance", method: "mann-kendall", table: "series",
      column: "variance", source: "pymannkendall 1.4.3", variable: "s2",
      expected: [681.6666666666666]),
    ReferenceCase(
      title: "Mann-Kendall s2 z", method: "mann-kendall", table: "series", column: "z",
      source: "pymannkendall 1.4.3", variable: "s2",
      expected: [-1.1490402075354054]),
    ReferenceCase(
      title: "Mann-Kendall s2 p_value", method: "mann-kendall", table: "series", column: "p_value",
      source: "pymannkendall 1.4.3", variable: "s2",
      expected: [0.2505394016167919]),
    ReferenceCase(
      title: "Mann-Kendall s2 tau", method: "mann-kendall", table: "series", column: "tau",
      source: "pymannkendall 1.4.3", variable: "s2",
      expected: [-0.20261437908496732]),
    ReferenceCase(
      title: "Theil-Sen s2 slope", method: "theil-sen", table: "series", column: "slope",
      source: "scipy 1.17.1", variable: "s2",
      expected: [-0.2]),
    ReferenceCase(
      title: "Theil-Sen s2 intercept", method: "theil-sen", table: "series", column: "intercept",
      source: "scipy 1.17.1", variable: "s2",
      expected: [426.20000000000005]),
    ReferenceCase(
      title: "Theil-Sen s2 lower", method: "theil-sen", table: "series", column: "lower",
      source: "scipy 1.17.1", variable: "s2",
      expected: [-0.5]),
    ReferenceCase(
      title: "Theil-Sen s2 upper", method: "theil-sen", table: "series", column: "upper",
      source: "scipy 1.17.1", variable: "s2",
      expected: [0.15384615384615385]),
    ReferenceCase(
      title: "naive s3 value", method: "naive-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [16.61, 16.61, 16.61]),
    ReferenceCase(
      title: "naive s3 lower", method: "naive-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [12.166647551644502, 10.326150705131958, 8.913887803512713]),
    ReferenceCase(
      title: "naive s3 upper", method: "naive-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [21.053352448355497, 22.89384929486804, 24.306112196487284]),
    ReferenceCase(
      title: "drift s3 value", method: "drift-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [17.006470588235292, 17.402941176470588, 17.79941176470588]),
    ReferenceCase(
      title: "drift s3 lower", method: "drift-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [12.366213110197293, 10.660803370211742, 9.32749945352773]),
    ReferenceCase(
      title: "drift s3 upper", method: "drift-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [21.64672806627329, 24.145078982729434, 26.27132407588403]),
    ReferenceCase(
      title: "mean s3 value", method: "mean-forecast", table: "series", column: "value",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [12.992777777777778, 12.992777777777778, 12.992777777777778]),
    ReferenceCase(
      title: "mean s3 lower", method: "mean-forecast", table: "series", column: "lower",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [6.653718617307024, 6.653718617307024, 6.653718617307024]),
    ReferenceCase(
      title: "mean s3 upper", method: "mean-forecast", table: "series", column: "upper",
      source: "R forecast 8.20", parameters: ["horizon=3"], variable: "s3",
      expected: [19.331836938248532, 19.331836938248532, 19.331836938248532]),
    ReferenceCase(
      title: "breaks s3", method: "structural-breaks", table: "series", column: "bic",
      source: "R strucchange 1.5.3", parameters: ["most=4"], variable: "s3",
      expected: [
        94.46514280772625, 59.46242929959044, 64.21118734417195, 69.83749162134717, 75.605994893563,
      ]),
    ReferenceCase(
      title: "breaks rss s3", method: "structural-breaks", table: "series", column: "rss",
      source: "R strucchange 1.5.3", parameters: ["most=4"], variable: "s3",
      expected: [
        145.3879611111111, 15.084355555555558, 14.243855555555559, 14.122166666666669,
        14.112566666666664,
      ]),
    ReferenceCase(
      title: "line s3 slope", method: "ols-trend", table: "series", column: "slope",
      source: "R stats 4.2.2", variable: "s3",
      expected: [0.4475438596491355]),
    ReferenceCase(
      title: "line s3 p_value", method: "ols-trend", table: "series", column: "p_value",
      source: "R stats 4.2.2", variable: "s3",
      expected: [3.50019476442173e-05]),
    ReferenceCase(
      title: "line s3 lower", method: "ols-trend", table: "series", column: "lower",
      source: "R stats 4.2.2", variable: "s3",
      expected: [0.2801326980188436]),
    ReferenceCase(
      title: "line forecast s3 value", method: "ols-forecast", table: "series", column: "value",
      source: "R stats 4.2.2", parameters: ["horizon=3"], variable: "s3",
      expected: [17.244444444444447, 17.69198830409357, 18.13953216374269]),
    ReferenceCase(
      title: "line forecast s3 upper", method: "ols-forecast", table: "series", column: "upper",
      source: "R stats 4.2.2", parameters: ["horizon=3"], variable: "s3",
      expected: [21.350855170545653, 21.866091679934556, 22.38685154507628]),
    ReferenceCase(
      title: "Mann-Kendall s3 s", method: "mann-kendall", table: "series", column: "s",
      source: "pymannkendall 1.4.3", variable: "s3",
      expected: [85.0]),
    ReferenceCase(
      title: "Mann-Kendall s3 variance", method: "mann-kendall", table: "series",
      column: "variance", source: "pymannkendall 1.4.3", variable: "s3",
      expected: [697.0]),
    ReferenceCase(
      title: "Mann-Kendall s3 z", method: "mann-kendall", table: "series", column: "z",
      source: "pymannkendall 1.4.3", variable: "s3",
      expected: [3.181726880129995]),
    ReferenceCase(
      title: "Mann-Kendall s3 p_value", method: "mann-kendall", table: "series", column: "p_value",
      source: "pymannkendall 1.4.3", variable: "s3",
      expected: [0.0014639980584623125]),
    ReferenceCase(
      title: "Mann-Kendall s3 tau", method: "mann-kendall", table: "series", column: "tau",
      source: "pymannkendall 1.4.3", variable: "s3",
      expected: [0.5555555555555556]),
    ReferenceCase(
      title: "Theil-Sen s3 slope", method: "theil-sen", table: "series", column: "slope",
      source: "scipy 1.17.1", variable: "s3",
      expected: [0.4225000000000001]),
    ReferenceCase(
      title: "Theil-Sen s3 intercept", method: "theil-sen", table: "series", column: "intercept",
      source: "scipy 1.17.1", variable: "s3",
      expected: [-837.6337500000002]),
    ReferenceCase(
      title: "Theil-Sen s3 lower", method: "theil-sen", table: "series", column: "lower",
      source: "scipy 1.17.1", variable: "s3",
      expected: [0.20333333333333314]),
    ReferenceCase(
      title: "Theil-Sen s3 upper", method: "theil-sen", table: "series", column: "upper",
      source: "scipy 1.17.1", variable: "s3",
      expected: [0.5800000000000001]),
    ReferenceCase(
      title: "moran", method: "moran", table: "space", column: "value", source: "R spdep 1.2.7",
      weights: "neighbours",
      expected: [
        -0.1187082818484872, -0.09090909090909091, 0.043551293338327725, -0.13320840497732087,
        0.8940285638778097, 0.04541334086788629, -0.13044890272229537, 0.8962112783210373,
      ]),
    ReferenceCase(
      title: "geary", method: "geary", table: "space", column: "value", source: "R spdep 1.2.7",
      weights: "neighbours",
      expected: [
        0.938256586203758, 1.0, 0.03957455868884269, 0.31037204496170434, 0.7562780500779644,
        0.0406353869895536, 0.3062939636355777, 0.7593808348261406,
      ]),
    ReferenceCase(
      title: "local Moran", method: "local-moran", table: "space", column: "value",
      source: "R spdep 1.2.7", parameters: ["permutations=99"], weights: "neighbours",
      expected: [
        -0.6568374189547534, -0.13380043779473597, 0.028155847521554145, 0.2978318516495974,
        0.010542245340910633, 0.2286598205319254, 0.005044357955045009, -0.0066789150465330705,
        0.04357122031811841, 0.003746708440737955, -0.39694006469736154, -0.8477945974463513,
      ]),
    ReferenceCase(
      title: "G*", method: "getis-ord", table: "space", column: "value", source: "R spdep 1.2.7",
      weights: "neighbours",
      expected: [
        0.2917920352112332, 0.7314933534618968, -0.3501914745580934, -1.3313011606512544,
        -0.22814296520185615, 1.0739515038627054, -0.15941467635461815, 0.03988513377654942,
        -0.3855823322434172, -0.17310148059021857, 0.5639757916003934, 0.7894016666875348,
      ]),
    ReferenceCase(
      title: "G", method: "getis-ord", table: "space", column: "value", source: "R spdep 1.2.7",
      parameters: ["star=no"], weights: "neighbours",
      expected: [
        0.9125961813754911, 0.1023061220327222, -0.26642686391386233, -0.5526131468986271,
        -0.18861853308633944, 0.7968847018126329, -0.11325774564580864, 0.09224020703735711,
        -0.29282979216296245, -0.0701437421274241, 0.9361112407096946, -0.4084784050818431,
      ]),
    ReferenceCase(
      title: "global Bayes", method: "empirical-bayes", table: "spaceCounts", column: "smoothed",
      source: "R spdep 1.2.7",
      expected: [
        0.004652831548228135, 0.003951401069785763, 0.003989773962243227, 0.006236398504894375,
        0.0022368393796601883, 0.009487684863746175, 0.005062352399142475, 0.010197539259359692,
        0.003897135502188639, 0.009992649415423063, 0.003966300500555, 0.002759880296196848,
      ]),
    ReferenceCase(
      title: "binomial Bayes", method: "empirical-bayes-binomial", table: "spaceCounts",
      column: "smoothed", source: "R spdep 1.2.7",
      expected: [
        0.004652737052836781, 0.00395022695561452, 0.003988551778860283, 0.0062402824232683845,
        0.0022337562187900338, 0.009500828114373038, 0.005062945984467937, 0.01021596671370002,
        0.0038959862622537362, 0.010008931113694206, 0.003965300022048014, 0.002757426384381018,
      ]),
    ReferenceCase(
      title: "local Bayes", method: "local-empirical-bayes", table: "spaceCounts",
      column: "smoothed", source: "R spdep 1.2.7, geoda", weights: "neighbours",
      expected: [
        0.0037791457556548397, 0.004158640014405546, 0.0046159308793940115, 0.006845237639392397,
        0.0021831728249907564, 0.010259909537317606, 0.005343946555963033, 0.010746037026499473,
        0.0037649460880049097, 0.010821440811385613, 0.0039405766724874575, 0.002606709264437678,
      ]),
    ReferenceCase(
      title: "local Bayes of spdep", method: "local-empirical-bayes", table: "spaceCounts",
      column: "smoothed", source: "R spdep 1.2.7", parameters: ["variant=spdep"],
      weights: "neighbours",
      expected: [
        0.0042552091236265875, 0.004159412344101529, 0.0046159308793940115, 0.006847599175229088,
        0.002242382241670431, 0.009910597429455274, 0.005345504903289158, 0.01023277049595845,
        0.0037809749960957123, 0.010497490696252842, 0.003989763263557604, 0.002641524126047406,
      ]),
    ReferenceCase(
      title: "skewness", method: "skew-kurtosis", table: "composite", column: "skewness",
      source: "R e1071 1.7.13, type 2",
      expected: [0.6424173792664046, -1.1642900357413446, 1.2584963261521873, 0.3830266273933669]),
    ReferenceCase(
      title: "kurtosis", method: "skew-kurtosis", table: "composite", column: "kurtosis",
      source: "R e1071 1.7.13, type 2",
      expected: [0.7535669302447288, 0.8328631692156151, 1.7615702149063592, -1.2120262506842705]),
    ReferenceCase(
      title: "quantiles of type 4", method: "quantile-classes", table: "composite", column: "upper",
      source: "R stats 4.2.2", parameters: ["classes=4", "result=limits", "type=4"],
      expected: [2.7595, 5.791, 7.3685, 13.746]),
    ReferenceCase(
      title: "quantiles of type 5", method: "quantile-classes", table: "composite", column: "upper",
      source: "R stats 4.2.2", parameters: ["classes=4", "result=limits", "type=5"],
      expected: [3.617, 5.996, 7.422, 13.746]),
    ReferenceCase(
      title: "quantiles of type 6", method: "quantile-classes", table: "composite", column: "upper",
      source: "R stats 4.2.2", parameters: ["classes=4", "result=limits", "type=6"],
      expected: [3.1882499999999996, 5.996, 7.779, 13.746]),
    ReferenceCase(
      title: "quantiles of type 7", method: "quantile-classes", table: "composite", column: "upper",
      source: "R stats 4.2.2", parameters: ["classes=4", "result=limits", "type=7"],
      expected: [3.8957499999999996, 5.996, 7.39525, 13.746]),
    ReferenceCase(
      title: "quantiles of type 8", method: "quantile-classes", table: "composite", column: "upper",
      source: "R stats 4.2.2", parameters: ["classes=4", "result=limits", "type=8"],
      expected: [3.4740833333333327, 5.996, 7.541, 13.746]),
    ReferenceCase(
      title: "quantiles of type 9", method: "quantile-classes", table: "composite", column: "upper",
      source: "R stats 4.2.2", parameters: ["classes=4", "result=limits", "type=9"],
      expected: [3.5098125000000002, 5.996, 7.5112499999999995, 13.746]),
    ReferenceCase(
      title: "equal classes", method: "equal-classes", table: "composite", column: "upper",
      source: "mapclassify 2.10.0", parameters: ["classes=4", "result=limits"],
      expected: [4.38375, 7.5045, 10.625250000000001, 13.746]),
    ReferenceCase(
      title: "Laeken", method: "laeken", table: "incomes", column: "value",
      source: "R laeken 0.5.2",
      expected: [
        1790.64, 19.53386988598256, 4.506866082879779, 21.63137202341063, 33.41495120751659,
      ]),
    ReferenceCase(
      title: "trend in proportions", method: "trend-in-proportions", table: "trend",
      column: "value", source: "R stats 4.2.2",
      expected: [0.5116080339023017, 0.4744435778653945]),
    ReferenceCase(
      title: "exact rate ratio lower", method: "change-in-rates", table: "pairs", column: "lower",
      source: "R stats 4.2.2 poisson.test",
      expected: [0.4992279023860243, 0.058045032418097844, 0.687266892986595]),
    ReferenceCase(
      title: "Newcombe lower", method: "change-in-proportions", table: "pairs", column: "lower",
      source: "statsmodels 0.15.0",
      expected: [-0.33387265403690614, -0.809017973535488, -0.008574526394488163]),
    ReferenceCase(
      title: "Wilson lower", method: "wilson", table: "rates", column: "lower",
      source: "statsmodels 0.15.0",
      expected: [
        0.0, 5.9119845849459215e-05, 0.0008048016778790508, 0.000308751498577787, 0.999506609678477,
        0.013308995660286335, 0.04678410882033744, 0.013073901009425685, 0.03312269832105839,
        0.03000451902492992, 0.02629411517439177, 0.0017558017095603237,
      ]),
    ReferenceCase(
      title: "exact Poisson lower", method: "exact-poisson", table: "rates", column: "lower",
      source: "scipy 1.17.1",
      expected: [
        0.0, 8.478837235194199e-06, 0.0006992987421203626, 0.0002725426937273335,
        0.9779040872081552, 0.01319414039809594, 0.04665596211254044, 0.012742255546338205,
        0.033000473805558365, 0.0299181670081372, 0.02612852583777079, 0.0016106755631945695,
      ]),
    ReferenceCase(
      title: "exact rate ratio upper", method: "change-in-rates", table: "pairs", column: "upper",
      source: "R stats 4.2.2 poisson.test",
      expected: [1.1229224336468044, 1.3356761980788914, .infinity]),
    ReferenceCase(
      title: "Newcombe upper", method: "change-in-proportions", table: "pairs", column: "upper",
      source: "statsmodels 0.15.0",
      expected: [-0.05243147240236498, -0.1705227239345029, 0.261121198388511]),
    ReferenceCase(
      title: "Wilson upper", method: "wilson", table: "rates", column: "upper",
      source: "statsmodels 0.15.0",
      expected: [
        0.0010179173827547495, 0.0018946489078282749, 0.0029041551642139812, 0.0010459660194179544,
        1.0, 0.018524300404893224, 0.05328879646187955, 0.023135845706343413, 0.039598777265736886,
        0.03511330053855435, 0.03402507076814837, 0.004939429638330288,
      ]),
    ReferenceCase(
      title: "exact Poisson upper", method: "exact-poisson", table: "rates", column: "upper",
      source: "scipy 1.17.1",
      expected: [
        0.000978482613823325, 0.0018659221001134957, 0.0029031101871570377, 0.0010452035261163842,
        1.0224692611706399, 0.018554652532572567, 0.053386233637520215, 0.02321511680309724,
        0.03967239825150641, 0.03516415138985505, 0.03410376060668777, 0.004943102087928362,
      ]),
    ReferenceCase(
      title: "eigenvalues", method: "pca", table: "composite", column: "eigenvalue",
      source: "R stats 4.2.2",
      expected: [1.3035528729781831, 1.162750884847288, 0.9803578496217072, 0.5533383925528212]),
    ReferenceCase(
      title: "weights of components", method: "pca-weights", table: "composite", column: "weight",
      source: "numpy 2.4.6, closed form; R varimax stops 3e-9 short",
      expected: [0.217138466305346, 0.3880982848223842, 0.05461655809811174, 0.340146690774158]),
    ReferenceCase(
      title: "entropy weights", method: "entropy-weights", table: "composite", column: "weight",
      source: "pymcdm 1.4.0",
      expected: [0.2896741301571055, 0.03288463016268222, 0.43225861980728547, 0.24518261987292675]),
    ReferenceCase(
      title: "deviation weights", method: "deviation-weights", table: "composite", column: "weight",
      source: "pymcdm 1.4.0",
      expected: [0.143747470227298, 0.41221843838371264, 0.3458578985027429, 0.09817619288624653]),
    ReferenceCase(
      title: "gini weights", method: "gini-weights", table: "composite", column: "weight",
      source: "pymcdm 1.4.0",
      expected: [
        0.28488282001581877, 0.09060358210018638, 0.35397928426028685, 0.27053431362370794,
      ]),
    ReferenceCase(
      title: "critic weights", method: "critic-weights", table: "composite", column: "weight",
      source: "pymcdm 1.4.0",
      expected: [
        0.23880218229665642, 0.25502449178451203, 0.20375855472806145, 0.30241477119077004,
      ]),
    ReferenceCase(
      title: "MEREC weights", method: "merec-weights", table: "composite", column: "weight",
      source: "pymcdm 1.4.0", hasTypes: true,
      expected: [
        0.32595441523951424, 0.04789170294537528, 0.44135707191261153, 0.18479680990249903,
      ]),
    ReferenceCase(
      title: "TOPSIS vector", method: "topsis", table: "composite", column: "score",
      source: "pymcdm 1.4.0", parameters: ["normalisation=vector"], hasTypes: true,
      weights: "weights",
      expected: [
        0.3074166577972139, 0.49298502078405504, 0.7363260279946714, 0.3948548861063034,
        0.2603767140118731, 0.5970172799654333, 0.4391429664563265, 0.3351299441527108,
        0.38552209610132204, 0.31520254757287025, 0.08646455400173653, 0.25790559595858986,
        0.28023620366446395, 0.526819535480414,
      ]),
    ReferenceCase(
      title: "TOPSIS minmax", method: "topsis", table: "composite", column: "score",
      source: "pymcdm 1.4.0", parameters: ["normalisation=minmax"], hasTypes: true,
      weights: "weights",
      expected: [
        0.3477615362756596, 0.548291979935056, 0.737768366065267, 0.42640109884205374,
        0.24937563594095924, 0.5455313078984035, 0.4192343728070587, 0.34766310217362384,
        0.43460686723337066, 0.33292561216438027, 0.09548746307721069, 0.3027896572433319,
        0.30329426222073447, 0.5644124307224982,
      ]),
    ReferenceCase(
      title: "TOPSIS sum", method: "topsis", table: "composite", column: "score",
      source: "pymcdm 1.4.0", parameters: ["normalisation=sum"], hasTypes: true, weights: "weights",
      expected: [
        0.27464994904603574, 0.4597413475804498, 0.7041911313393584, 0.3610430228353805,
        0.2507303410803869, 0.5874962236248059, 0.4416584035881962, 0.32517518871771206,
        0.3727567041490765, 0.2941597364992584, 0.06728187537829715, 0.20640458269473308,
        0.2566837964179745, 0.5185514717797817,
      ]),
    ReferenceCase(
      title: "TOPSIS max", method: "topsis", table: "composite", column: "score",
      source: "pymcdm 1.4.0", parameters: ["normalisation=max"], hasTypes: true, weights: "weights",
      expected: [
        0.331002546910594, 0.5269855919516311, 0.7507981294554466, 0.41475523713394324,
        0.2494307112225894, 0.5661151453506044, 0.417340169773762, 0.34546398007636203,
        0.41762420720571264, 0.32244672112117145, 0.09138385819713356, 0.2864414262496038,
        0.297377228809372, 0.5529437022546596,
      ]),
    ReferenceCase(
      title: "Theil", method: "theil", table: "grouped", column: "value",
      source: "inequality 1.1.2",
      expected: [0.1817933717326864, 0.021401913179867692, 0.1603914585528187]),
    ReferenceCase(
      title: "Gini", method: "gini", table: "grouped", column: "value", source: "inequality 1.1.2",
      expected: [0.33313554997689604]),
    ReferenceCase(
      title: "ward linkage", method: "clustering", table: "composite", column: "height",
      source: "scipy 1.17.1", parameters: ["linkage=ward", "result=joins"],
      expected: [
        0.9253760579034097, 1.0321561347075368, 1.114403970008041, 1.5502405422681849,
        1.5607187942241363, 2.162917179730199, 2.2716626845833376, 2.4177532817086482,
        3.0688502875353354, 3.340495853681054, 4.067771944207937, 4.345590202273153,
        4.930058551486139,
      ]),
    ReferenceCase(
      title: "average linkage", method: "clustering", table: "composite", column: "height",
      source: "scipy 1.17.1", parameters: ["linkage=average", "result=joins"],
      expected: [
        0.9253760579034097, 1.0321561347075368, 1.114403970008041, 1.467044834783236,
        1.5502405422681849, 1.7309381532023325, 1.834625714223115, 2.0655051081581868,
        2.3432787159185664, 2.7974069681468254, 3.0688502875353354, 3.383910461209103,
        3.457747262047968,
      ]),
    ReferenceCase(
      title: "single linkage", method: "clustering", table: "composite", column: "height",
      source: "scipy 1.17.1", parameters: ["linkage=single", "result=joins"],
      expected: [
        0.9253760579034097, 0.9667765542687429, 1.0321561347075368, 1.114403970008041,
        1.2053317060363242, 1.3699208233349254, 1.3720770396287114, 1.5502405422681849,
        1.5607187942241363, 1.5749311691629246, 1.9513194736992567, 2.5443717385955797,
        2.737780525051717,
      ]),
    ReferenceCase(
      title: "percentile rank", method: "percentile-rank", table: "composite", column: "a",
      source: "scipy 1.17.1",
      expected: [
        0.23076923076923078, 0.9230769230769231, 1.0, 0.6923076923076923, 0.15384615384615385,
        0.46153846153846156, 0.3076923076923077, 0.7692307692307693, 0.6153846153846154, 0.0,
        0.07692307692307693, 0.38461538461538464, 0.5384615384615384, 0.8461538461538461,
      ]),
  ]
}
