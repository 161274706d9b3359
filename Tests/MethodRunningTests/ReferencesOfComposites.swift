/// Normalisations, orderings and classes of the table "composite".
extension ReferenceCase {
  static let composites: [ReferenceCase] = [
    ReferenceCase(
      title: "clusterSim n0", method: "n0", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [9.384, 7.876, 18.041, 8.528, 13.49, 31.643, 21.182, 5.421, 6.732, 14.315, 4.145, 1.422, 2.973, 11.999]),
    ReferenceCase(
      title: "clusterSim n1", method: "n1", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        -0.22533116230536615, -0.4098972728229563, 0.8342104946911709, -0.33009813220129264, 0.2772075974991598,
        2.4989772289486383, 1.2186416307228356, -0.7103679633539137, -0.5499129428707833, 0.378180436475958, -0.8665392876380286,
        -1.1998108519214488, -1.009981914645068, 0.09472213942109158,
      ]),
    ReferenceCase(
      title: "clusterSim n2", method: "n2", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.061783209214763685, -0.15590155596248736, 1.3114496628881473, -0.06178320921476343, 0.6544978284573318,
        3.2749431482601428, 1.7648633548123815, -0.5102888891920307, -0.32104172264867786, 0.7735892948175652,
        -0.6944836904958587, -1.087557706130908, -0.8636657493736691, 0.43926706925356446,
      ]),
    ReferenceCase(
      title: "clusterSim n3", method: "n3", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        -0.06092026830917012, -0.11081934511007016, 0.2255361692673495, -0.08924494320411072, 0.07494552038081366,
        0.6756205476797117, 0.32947051955357426, -0.19205424799217202, -0.14867381716592537, 0.10224441849801691,
        -0.23427654374677975, -0.3243794523202882, -0.2730575238599461, 0.0256089663289954,
      ]),
    ReferenceCase(
      title: "clusterSim n3a", method: "n3a", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.014162337447470329, -0.035736739353429706, 0.30061877502399, -0.01416233744747027, 0.15002812613745412,
        0.7507031534363522, 0.4045531253102147, -0.11697164223553155, -0.07359121140928492, 0.17732702425465735,
        -0.1591939379901393, -0.24929684656364778, -0.19797491810330564, 0.10069157208563585,
      ]),
    ReferenceCase(
      title: "clusterSim n4", method: "n4", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.2634591840111181, 0.2135601072102181, 0.5499156215876377, 0.2351345091161775, 0.39932497270110184, 1.0,
        0.6538499718738625, 0.13232520432811623, 0.17570563515436288, 0.4266238708183051, 0.09010290857350849, 0.0,
        0.05132192846034214, 0.3499884186492836,
      ]),
    ReferenceCase(
      title: "clusterSim n5", method: "n5", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        -0.09016935396412826, -0.16402601355251523, 0.33382076676310385, -0.13209329335912776, 0.11092842075067073, 1.0,
        0.4876561565291007, -0.28426347992485607, -0.22005520358508465, 0.15133408663954287, -0.3467575764996451,
        -0.4801207622152801, -0.4041581103442004, 0.03790436276241812,
      ]),
    ReferenceCase(
      title: "clusterSim n5a", method: "n5a", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.018865429541146946, -0.04760435491691273, 0.4004495966853264, -0.01886542954114687, 0.19985013443822455, 1.0,
        0.5388989289020143, -0.15581610614008018, -0.09802970864371663, 0.23621457222197734, -0.21205976991228456,
        -0.3320844536518711, -0.2637193106184158, 0.13412967778904222,
      ]),
    ReferenceCase(
      title: "clusterSim n6", method: "n6", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        1.1485201466160915, 0.9639540360985013, 2.2080618036126287, 1.0437531767201649, 1.6510589064206174, 3.872828537870096,
        2.592492939644293, 0.6634833455675438, 0.8239383660506743, 1.7520317453974157, 0.5073120212834291, 0.17404045700000872,
        0.3638693942763896, 1.4685734483425492,
      ]),
    ReferenceCase(
      title: "clusterSim n6a", method: "n6a", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        1.354611297362947, 1.1369265321856958, 2.6042777510363306, 1.2310448789334199, 1.947325916605515, 4.567771236408326,
        3.057691442960565, 0.7825391989561525, 0.9717863654995054, 2.0664173829657484, 0.5983443976523246, 0.20527038201727518,
        0.42916233877451415, 1.7320951574017478,
      ]),
    ReferenceCase(
      title: "clusterSim n7", method: "n7", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.31051255749313394, 0.2606134806922339, 0.5969689950696535, 0.28218788259819333, 0.4463783461831177, 1.0470533734820158,
        0.7009033453558783, 0.17937857781013203, 0.22275900863637868, 0.47367724430032093, 0.1371562820555243,
        0.04705337348201581, 0.09837530194235795, 0.3970417921312994,
      ]),
    ReferenceCase(
      title: "clusterSim n8", method: "n8", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.29655848054862055, 0.24890181082703916, 0.5701418955219164, 0.26950668394273614, 0.4263186170717062, 1.0,
        0.6694055557311253, 0.17131751098189174, 0.2127484751761843, 0.45239073412761116, 0.13099263660209207, 0.0449388490345416,
        0.09395442909964288, 0.3791991909743071,
      ]),
    ReferenceCase(
      title: "clusterSim n9", method: "n9", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.8359857716463782, 0.7016436421021819, 1.6072058084262903, 0.7597279050085586, 1.2017740898880693, 2.818957563108093,
        1.8870258541148317, 0.4829367932752575, 0.5997289231376192, 1.275270281449052, 0.36926268366093745, 0.12668070836329387,
        0.2648535484979414, 1.0689464273214933,
      ]),
    ReferenceCase(
      title: "clusterSim n9a", method: "n9a", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        1.0477891916033946, 0.8794104510942385, 2.014403751674855, 0.9522108083966058, 1.5062527914247432, 3.533162125949085,
        2.3651183564091114, 0.6052925413130863, 0.7516748548459135, 1.5983698079499777, 0.4628182224207235, 0.15877623939258598,
        0.3319562304600268, 1.3397722197409558,
      ]),
    ReferenceCase(
      title: "clusterSim n10", method: "n10", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.05971326940331272, 0.0501174030072987, 0.11480041488759216, 0.05426627892918275, 0.08584100642057636,
        0.20135411165057807, 0.13478756100820227, 0.03449548523394696, 0.04283778022411565, 0.09109073438921798,
        0.026375905975781246, 0.009048622025949561, 0.018918110606995813, 0.0763533162372495,
      ]),
    ReferenceCase(
      title: "clusterSim n11", method: "n11", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.18291750924999142, 0.15352283704741396, 0.35166397958004, 0.16623193935250713, 0.2629536657909617, 0.6168008040491771,
        0.4128898850099444, 0.10566877852133456, 0.1312234305489069, 0.2790349685543081, 0.08079636358069206, 0.02771831821754985,
        0.05795116741264114, 0.2338903658877501,
      ]),
    ReferenceCase(
      title: "clusterSim n12", method: "n12", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        -0.06249561997322278, -0.11368504883354008, 0.231368362549169, -0.09155274935281933, 0.07688355436395414,
        0.6930915796300946, 0.33799037584509506, -0.1970206243322662, -0.15251840865860838, 0.10488838116087837,
        -0.24033475644484237, -0.33276765749699355, -0.2801185831187759, 0.026271194661876506,
      ]),
    ReferenceCase(
      title: "clusterSim n12a", method: "n12a", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        0.013960366631776801, -0.03522709336990398, 0.2963316141347944, -0.013960366631776742, 0.14788855679550444,
        0.7399972845213076, 0.39878374401893185, -0.11530349542834319, -0.07254171819876527, 0.17479814200862553,
        -0.1569236538913039, -0.24574159393412667, -0.19515157373345896, 0.0992555973376092,
      ]),
    ReferenceCase(
      title: "clusterSim n13", method: "n13", table: "composite", column: "c",
      source: "clusterSim data.Normalization restated from its source, numpy 2.4.6",
      expected: [
        -0.4730816319777637, -0.5728797855795638, 0.09983124317527557, -0.5297309817676449, -0.20135005459779615,
        1.0000000000000002, 0.3076999437477251, -0.7353495913437675, -0.6485887296912742, -0.14675225836338965,
        -0.819794182852983, -0.9999999999999999, -0.8973561430793157, -0.30002316270143264,
      ]),
    ReferenceCase(
      title: "min-max of a destimulant", method: "min-max", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [
        19.49742658189524, 87.19346049046321, 8.749621556161067, 54.95004541326066, 30.881017257039062, 0.0, 100.0,
        49.651831668180435, 25.46170148349986, 16.590977898879796, 4.087193460490467, 24.55343627005752, 27.066303360581283,
        38.1774144716924,
      ]),
    ReferenceCase(
      title: "z-score of a destimulant", method: "z-score", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [
        -0.5182090982818722, 1.7779009671980646, -0.8827525120767636, 0.68427072581339, -0.13210114451601473, -1.1795216573914782,
        2.2122724151846542, 0.5045662260553448, -0.3159131756971008, -0.6167898524348572, -1.0408924718638433, -0.346719661369909,
        -0.26148838434180777, 0.1153776237222071,
      ]),
    ReferenceCase(
      title: "normalise-rank of a destimulant", method: "normalise-rank", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [5.0, 13.0, 3.0, 12.0, 9.0, 1.0, 14.0, 11.0, 7.0, 4.0, 2.0, 6.0, 8.0, 10.0]),
    ReferenceCase(
      title: "borda of a destimulant", method: "borda", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [4.0, 12.0, 2.0, 11.0, 8.0, 0.0, 13.0, 10.0, 6.0, 3.0, 1.0, 5.0, 7.0, 9.0]),
    ReferenceCase(
      title: "percentile-rank of a destimulant", method: "percentile-rank", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [
        0.3076923076923077, 0.9230769230769231, 0.15384615384615385, 0.8461538461538461, 0.6153846153846154, 0.0, 1.0,
        0.7692307692307693, 0.46153846153846156, 0.23076923076923078, 0.07692307692307693, 0.38461538461538464,
        0.5384615384615384, 0.6923076923076923,
      ]),
    ReferenceCase(
      title: "distance-to-maximum of a destimulant", method: "distance-to-maximum", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [
        0.19497426581895239, 0.871934604904632, 0.08749621556161069, 0.5495004541326067, 0.3088101725703907, 0.0, 1.0,
        0.49651831668180435, 0.25461701483499855, 0.165909778988798, 0.04087193460490468, 0.24553436270057516, 0.2706630336058128,
        0.38177414471692395,
      ]),
    ReferenceCase(
      title: "distance-to-reference of a destimulant", method: "distance-to-reference", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", parameters: ["reference=u03"], hasTypes: true,
      expected: [
        0.3548209366391184, 1.5867768595041323, 0.15922865013774112, 1.0, 0.5619834710743803, 0.0, 1.8198347107438018,
        0.9035812672176309, 0.46336088154269994, 0.30192837465564726, 0.07438016528925628, 0.44683195592286507,
        0.49256198347107427, 0.6947658402203857,
      ]),
    ReferenceCase(
      title: "fraction-of-maximum of a destimulant", method: "fraction-of-maximum", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [
        1.8706614276358875, 1.138506876227898, 1.9869024230517354, 1.487229862475442, 1.7475442043222003, 2.081532416502947, 1.0,
        1.5445317616240997, 1.8061558611656843, 1.9020956123117225, 2.0373280943025542, 1.8159790438768828, 1.7888015717092338,
        1.6686313032089064,
      ]),
    ReferenceCase(
      title: "scaled of a destimulant", method: "scaled", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", parameters: ["lower=1", "upper=10"], hasTypes: true,
      expected: [
        -645.8888888888889, -397.4444444444445, -685.3333333333334, -515.7777777777777, -604.1111111111111, -717.4444444444443,
        -350.4444444444444, -535.2222222222222, -623.9999999999999, -656.5555555555557, -702.4444444444445, -627.3333333333334,
        -618.1111111111111, -577.3333333333334,
      ]),
    ReferenceCase(
      title: "goalposts", method: "goalposts", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6", parameters: ["lower=0", "upper=60", "scale=10"], hasTypes: true,
      expected: [
        0.47833333333333283, 4.205, 0.0, 2.4299999999999997, 1.1050000000000004, 0.0, 4.91, 2.138333333333333, 0.8066666666666678,
        0.3183333333333327, 0.0, 0.7566666666666666, 0.8949999999999991, 1.5066666666666662,
      ]),
    ReferenceCase(
      title: "distance to a target", method: "distance-to-target", table: "composite", column: "b",
      source: "COINr restated from its source, numpy 2.4.6",
      parameters: ["target.a=10", "target.b=35", "target.c=20", "target.d=1"], hasTypes: true,
      expected: [
        0.22541127056352808, 1.0080504025201258, 0.10115505775288766, 0.6352817640882044, 0.35701785089254473, 0.0,
        1.1561078053902696, 0.5740287014350717, 0.2943647182359119, 0.19180959047952387, 0.047252362618130955,
        0.28386419320966044, 0.31291564578228903, 0.44137206860343015,
      ]),
    ReferenceCase(
      title: "Hellwig n-1", method: "hellwig", table: "composite", column: "score", source: "Z. Hellwig (1968) by numpy 2.4.6",
      parameters: ["variance=n-1"], hasTypes: true,
      expected: [
        0.22637342913433445, 0.489036129412706, 0.4390067441689235, 0.3719771398496726, 0.19157337201934688, 0.306814842641542,
        0.39636144565027, 0.19532041457022253, 0.28807669824292537, 0.1904752626102465, -0.0016757411588839144,
        0.16487567429670402, 0.17211582597750352, 0.4453178117512664,
      ]),
    ReferenceCase(
      title: "Hellwig n", method: "hellwig", table: "composite", column: "score", source: "Z. Hellwig (1968) by numpy 2.4.6",
      parameters: ["variance=n"], hasTypes: true,
      expected: [
        0.21850375203363404, 0.48383837532426166, 0.43330006869354376, 0.3655886091200323, 0.1833496931005928, 0.2997634517446327,
        0.390220963036093, 0.18713485225199467, 0.28083469452138365, 0.18224041322915785, -0.011865236891566155,
        0.15638041440035488, 0.1636942161573458, 0.4396753352911533,
      ]),
    ReferenceCase(
      title: "Perkal", method: "perkal", table: "composite", column: "score", source: "numpy 2.4.6", hasTypes: true,
      expected: [
        -0.1230447793020652, 0.7947500099021311, 0.7532721799941242, 0.15414809345928288, -0.4259655303056604, 0.2509366736076103,
        0.46369909190662995, -0.3983528382345117, 0.1156138943742884, -0.1808895673872198, -1.078093224587972, -0.395400186349296,
        -0.49596022114768457, 0.5652864040703467,
      ]),
    ReferenceCase(
      title: "zero unitarisation", method: "zero-unitarisation", table: "composite", column: "score", source: "numpy 2.4.6",
      hasTypes: true,
      expected: [
        0.39032390702670317, 0.650603716595449, 0.6236386735730264, 0.4566492936783797, 0.2862597622165238, 0.4692547578993145,
        0.5329369782684735, 0.280558633196484, 0.4597330182726233, 0.3731334124517758, 0.0964889757835597, 0.30739359284952955,
        0.26510502274608516, 0.584887288282071,
      ]),
    ReferenceCase(
      title: "standardised sums", method: "standardised-sums", table: "composite", column: "score", source: "numpy 2.4.6",
      hasTypes: true,
      expected: [
        0.5099457486338553, 1.0, 0.9778530155946024, 0.6579521955465444, 0.3482019649444171, 0.7096322178601465,
        0.8232361834141274, 0.36294569339036287, 0.6373769555182535, 0.47905966750336326, 0.0, 0.3645222545412589,
        0.3108284733712792, 0.8774784767854542,
      ]),
    ReferenceCase(
      title: "sum of ranks", method: "sum-of-ranks", table: "composite", column: "score", source: "scipy 1.17.1 rankdata",
      parameters: ["total=places"], hasTypes: true,
      expected: [31.0, 18.5, 21.5, 24.0, 33.0, 32.0, 26.0, 33.0, 26.0, 33.0, 50.0, 39.0, 38.0, 15.0]),
    ReferenceCase(
      title: "GDM1", method: "gdm1", table: "composite", column: "score",
      source: "clusterSim pattern.GDM1 restated from its source, numpy 2.4.6", hasTypes: true,
      expected: [
        0.48618823469282846, 0.1670504130392853, 0.2128437704480814, 0.3114290977289198, 0.5516111646116214, 0.34285305182725345,
        0.26627975895483436, 0.5114165481364512, 0.39785171126669705, 0.5091234545533865, 0.7480563827858415, 0.5762715104320079,
        0.5798910606270267, 0.21223231887835364,
      ]),
    ReferenceCase(
      title: "Copeland by wins", method: "copeland", table: "composite", column: "score",
      source: "OECD/JRC Handbook (2008), 6.10, by numpy 2.4.6", parameters: ["score=wins"], hasTypes: true,
      expected: [-1.0, 7.0, 8.0, 4.0, -4.0, -2.0, 4.0, -2.0, 3.0, -3.0, -13.0, -6.0, -5.0, 10.0]),
    ReferenceCase(
      title: "exponential ranks", method: "exponential", table: "composite", column: "b",
      source: "Technical report of the Indices 2019, by numpy 2.4.6", hasTypes: true,
      expected: [
        9.99746503032675, 57.12355545670811, 5.4657329760936415, 43.0367966596223, 23.15188060554189, 1.6816099115687781,
        99.99999999999996, 34.364470948435276, 15.646790072602894, 7.620167145212054, 3.4959352174636953, 12.649111421778079,
        19.094562246731353, 28.081563852901777,
      ]),
    ReferenceCase(
      title: "index of deprivation", method: "imd", table: "composite", column: "score",
      source: "Technical report of the Indices 2019, by numpy 2.4.6", hasTypes: true,
      expected: [
        19.937247770473114, 38.74444654702402, 44.146023372154424, 25.602985164432468, 16.674160616216014, 32.49437785148743,
        42.65423892612463, 19.507679738412847, 26.47992279129491, 19.507679738412847, 4.480834096778668, 11.518598750464072,
        12.326306714034615, 48.567560279516485,
      ]),
    ReferenceCase(
      title: "KMO", method: "kmo", table: "composite", column: "value",
      source: "factor_analyzer 0.5.1 calculate_kmo, restated in numpy 2.4.6",
      expected: [0.3883994104727148, 0.39627800718061135, 0.34984133660222594, 0.4520067306026585, 0.40302432714529773]),
    ReferenceCase(
      title: "Bartlett", method: "bartlett", table: "composite", column: "value",
      source: "factor_analyzer 0.5.1 calculate_bartlett_sphericity, restated with scipy 1.17.1",
      expected: [2.1205274833893504, 6.0, 0.9082865031342438]),
    ReferenceCase(
      title: "Jenks", method: "fisher-classes", table: "composite", column: "upper",
      source: "R classInt 0.4.9 jenks; mapclassify 2.10.0 FisherJenks", parameters: ["classes=4", "value=a", "result=limits"],
      expected: [3.617, 6.542, 9.499, 13.746]),
    ReferenceCase(
      title: "Fisher", method: "fisher-classes", table: "composite", column: "upper", source: "R classInt 0.4.9 fisher",
      parameters: ["classes=4", "value=a", "result=limits", "limit=midpoint"], expected: [4.1745, 6.9285, 11.6225, 13.746]),
    ReferenceCase(
      title: "quantile type 1", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=1"], expected: [1.902, 4.987, 6.542, 8.85, 13.746]),
    ReferenceCase(
      title: "quantile type 2", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=2"], expected: [1.902, 4.987, 6.542, 8.85, 13.746]),
    ReferenceCase(
      title: "quantile type 3", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=3"], expected: [1.902, 4.987, 6.201, 7.422, 13.746]),
    ReferenceCase(
      title: "quantile type 4", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=4"], expected: [1.8758, 4.885, 6.3374, 7.7076, 13.746]),
    ReferenceCase(
      title: "quantile type 5", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=5"], expected: [2.4165, 5.0674, 6.5079, 8.4216, 13.746]),
    ReferenceCase(
      title: "quantile type 6", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=6"], expected: [1.902, 4.987, 6.542, 8.85, 13.746]),
    ReferenceCase(
      title: "quantile type 7", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=7"], expected: [2.931, 5.1478, 6.4738, 7.9932, 13.746]),
    ReferenceCase(
      title: "quantile type 8", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=8"],
      expected: [2.245, 5.0406, 6.519266666666667, 8.5644, 13.746]),
    ReferenceCase(
      title: "quantile type 9", method: "quantile-classes", table: "composite", column: "upper", source: "R stats 4.2.2 quantile",
      parameters: ["classes=5", "value=a", "result=limits", "type=9"], expected: [2.287875, 5.0473, 6.516425, 8.5287, 13.746]),
  ]
}
