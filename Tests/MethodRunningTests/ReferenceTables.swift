import Testing

/// One column of a method's result, and what an independent implementation made of the same table.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  var title: String
  var method: String
  var table: String
  var column: String
  /// Package and version that computed the values.
  var source: String
  var parameters: [String] = []
  var hasTypes = false
  var weights = ""
  /// Only rows of this variable; empty for all.
  var variable = ""
  var expected: [Double]

  var testDescription: String { "\(title), \(source)" }
}

/// Tables and values made by a seeded script with R 4.2.2 and Python 3 from the packages that each case names.
enum ReferenceTables {
  static let composite =
    """
    unit,a,b,c,d
    u00,3.617,57.13,9.384,2.2
    u01,9.499,34.77,7.876,2.6
    u02,13.746,60.68,18.041,2.6
    u03,7.315,45.42,8.528,4.7
    u04,1.902,53.37,13.49,5.9
    u05,5.791,63.57,31.643,5.0
    u06,4.732,30.54,21.182,7.2
    u07,7.422,47.17,5.421,8.6
    u08,6.542,55.16,6.732,1.7
    u09,1.263,58.09,14.315,2.3
    u10,1.771,62.22,4.145,7.1
    u11,4.987,55.46,1.422,3.8
    u12,6.201,54.63,2.973,6.2
    u13,8.85,50.96,11.999,1.6

    """

  static let rates =
    """
    unit,x,n
    r00,0,3770
    r01,1,2986
    r02,9,5885
    r03,10,17595
    r04,7782,7782
    r05,138,8787
    r06,861,17242
    r07,46,2643
    r08,464,12810
    r09,601,18514
    r10,224,7487
    r11,14,4752

    """

  static let series =
    """
    year,s1,s2,s3
    2005,103.8,29,9.87
    2006,104.0,23,9.42
    2007,107.5,29,12.11
    2008,104.5,27,9.81
    2009,105.9,20,10.03
    2010,110.4,24,10.7
    2011,107.3,21,10.22
    2012,111.4,20,11.77
    2013,113.7,24,8.79
    2014,109.8,20,15.8
    2015,104.0,28,15.49
    2016,98.4,25,15.92
    2017,95.2,22,16.89
    2018,97.5,24,15.39
    2019,99.5,23,14.03
    2020,105.4,26,16.07
    2021,115.5,20,14.95
    2022,114.5,22,16.61

    """

  static let space =
    """
    unit,z
    s00,10.67
    s01,16.68
    s02,12.41
    s03,8.7
    s04,12.69
    s05,15.19
    s06,12.64
    s07,12.7
    s08,12.39
    s09,12.36
    s10,11.23
    s11,18.02

    """

  static let spaceCounts =
    """
    unit,x,n
    s00,16,3449
    s01,10,2651
    s02,9,2369
    s03,9,1296
    s04,6,3362
    s05,14,1170
    s06,11,2133
    s07,12,850
    s08,11,2953
    s09,13,980
    s10,12,3143
    s11,8,3334

    """

  static let neighbours =
    """
    from,to
    s00,s01
    s00,s04
    s01,s02
    s01,s00
    s01,s05
    s02,s03
    s02,s01
    s02,s06
    s03,s02
    s03,s07
    s04,s05
    s04,s08
    s04,s00
    s05,s06
    s05,s04
    s05,s09
    s05,s01
    s06,s07
    s06,s05
    s06,s10
    s06,s02
    s07,s06
    s07,s11
    s07,s03
    s08,s09
    s08,s04
    s09,s10
    s09,s08
    s09,s05
    s10,s11
    s10,s09
    s10,s06
    s11,s10
    s11,s07

    """

  static let incomes =
    """
    unit,value,weight
    i00,5280.3,2.81
    i01,4737.0,1.27
    i02,1610.8,2.15
    i03,1475.3,1.27
    i04,1403.3,0.81
    i05,11321.7,2.92
    i06,2873.1,2.56
    i07,5561.5,1.84
    i08,2984.4,2.88
    i09,2758.4,1.83
    i10,2632.0,1.47
    i11,2371.5,1.78
    i12,3258.0,2.63
    i13,5439.2,1.47
    i14,1261.5,1.32
    i15,3183.7,1.34
    i16,2516.8,1.71
    i17,2278.4,2.75
    i18,4887.6,1.54
    i19,9419.7,1.92
    i20,1202.7,2.2
    i21,3432.3,2.82
    i22,6550.7,2.1
    i23,5574.2,1.51
    i24,993.8,1.81
    i25,4358.5,1.34
    i26,2325.1,2.53
    i27,2260.3,2.03
    i28,5205.1,2.94
    i29,1502.9,2.09

    """

  static let grouped =
    """
    unit,value,group
    i00,5280.3,A
    i01,4737.0,B
    i02,1610.8,C
    i03,1475.3,A
    i04,1403.3,B
    i05,11321.7,C
    i06,2873.1,A
    i07,5561.5,B
    i08,2984.4,C
    i09,2758.4,A
    i10,2632.0,B
    i11,2371.5,C
    i12,3258.0,A
    i13,5439.2,B
    i14,1261.5,C
    i15,3183.7,A
    i16,2516.8,B
    i17,2278.4,C
    i18,4887.6,A
    i19,9419.7,B
    i20,1202.7,C
    i21,3432.3,A
    i22,6550.7,B
    i23,5574.2,C
    i24,993.8,A
    i25,4358.5,B
    i26,2325.1,C
    i27,2260.3,A
    i28,5205.1,B
    i29,1502.9,C

    """

  static let types =
    """
    variable,type
    a,stimulant
    b,destimulant
    c,stimulant
    d,destimulant

    """

  static let weights =
    """
    variable,weight
    a,0.4
    b,0.1
    c,0.3
    d,0.2

    """

  static let pairs =
    """
    unit,x1,n1,x2,n2
    a,56,70,48,80
    b,9,10,3,10
    c,0,30,5,40

    """

  static let trend =
    """
    unit,x,n
    2019,83,1000
    2020,90,1010
    2021,129,1005
    2022,70,900

    """

  static let gaps =
    """
    year,s
    2000,3
    2001,
    2002,
    2003,7
    2004,8
    2005,
    2006,4
    2007,
    2008,
    2009,
    2010,1
    2011,

    """

  /// Age groups of two areas.
  static let strata =
    """
    area,age,x,n
    P,0-4,28,6333
    P,5-9,43,7420
    P,10-14,5,1083
    P,15-19,54,7444
    P,20-24,34,4697
    P,25-29,32,5074
    P,30-34,57,6004
    P,35-39,31,3214
    P,40-44,82,8834
    P,45-49,10,1336
    P,50-54,39,3151
    P,55-59,37,4005
    P,60-64,65,5526
    P,65-69,47,4208
    P,70-74,31,1961
    P,75-79,18,1266
    P,80-84,12,908
    P,85-89,18,1294
    P,90+,35,2105
    Q,0-4,34,8993
    Q,5-9,12,3452
    Q,10-14,43,6905
    Q,15-19,18,2499
    Q,20-24,47,6362
    Q,25-29,53,8551
    Q,30-34,60,6442
    Q,35-39,54,6134
    Q,40-44,60,4656
    Q,45-49,85,8739
    Q,50-54,27,2697
    Q,55-59,55,3782
    Q,60-64,64,6091
    Q,65-69,68,6203
    Q,70-74,15,1767
    Q,75-79,37,2214
    Q,80-84,96,6507
    Q,85-89,118,7709
    Q,90+,82,6046

    """

  static let all = [
    "gaps": gaps,
    "strata": strata,
    "composite": composite,
    "rates": rates,
    "series": series,
    "space": space,
    "spaceCounts": spaceCounts,
    "incomes": incomes,
    "grouped": grouped,
    "pairs": pairs,
    "trend": trend,
    "neighbours": neighbours,
    "weights": weights,
  ].merging(packages) { own, _ in own }
}
