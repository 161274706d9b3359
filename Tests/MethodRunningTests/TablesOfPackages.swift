/// Tables of documentation and tests of the packages, and tables with gaps.
extension ReferenceTables {
  static let packages = [
    "gapped": gapped, "areas": areas, "events": events, "uneven": uneven, "panel": panel,
  ]

  private static let gapped =
    """
    unit,a,b,c,d
    u00,3.617,57.13,9.384,
    u01,9.499,34.77,7.876,2.6
    u02,,,18.041,2.6
    u03,7.315,45.42,8.528,4.7
    u04,1.902,53.37,13.49,5.9
    u05,5.791,63.57,31.643,5
    u06,4.732,30.54,21.182,7.2
    u07,7.422,47.17,5.421,8.6
    u08,6.542,,6.732,1.7
    u09,1.263,58.09,14.315,2.3
    u10,1.771,62.22,4.145,7.1
    u11,4.987,55.46,1.422,3.8
    u12,6.201,54.63,2.973,6.2
    u13,8.85,50.96,11.999,1.6

    """

  /// Deciles of two areas. Source: PHEindicatormethods, documentation of `phe_sii`.
  private static let areas =
    """
    area,decile,population,value,StandardError
    Area1,1,7291,75.9,1.64
    Area1,2,7997,78.3,1.58
    Area1,3,6105,83.8,1.51
    Area1,4,7666,83.6,1.78
    Area1,5,5790,80.5,1.7
    Area1,6,6934,81.1,1.56
    Area1,7,5918,81.7,1.37
    Area1,8,5974,84.2,1.4
    Area1,9,7147,80.6,2.43
    Area1,10,7534,86.3,1.57
    Area2,1,21675,70.5,0.23
    Area2,2,20065,71.6,0.26
    Area2,3,19750,72.5,0.3
    Area2,4,24713,73.5,0.16
    Area2,5,20112,73.1,0.79
    Area2,6,19618,76.2,0.78
    Area2,7,22408,78.7,0.4
    Area2,8,19752,80.6,0.28
    Area2,9,18939,80.9,0.23
    Area2,10,19312,80,0.35

    """

  private static let events =
    """
    row,x
    r1,1
    r2,2
    r3,3
    r4,4
    r5,5
    r6,30
    r7,126
    r8,716

    """

  private static let uneven =
    """
    year,s
    2010,3
    2015,
    2016,9
    2018,
    2023,1

    """

  /// Source: COINr, tests of `impute_panel`.
  private static let panel =
    """
    year,i1,i2,i3,i4
    2020,1,3,,7
    2021,2,,5,8
    2022,3,5,6,

    """
}
