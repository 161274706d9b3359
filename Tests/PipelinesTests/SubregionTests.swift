import Foundation
import Testing

@testable import Bytes
@testable import Pipelines
@testable import Territory

/// Powiats of every NUTS 3 unit.
///
/// Reference: the list of local administrative units 2022 with NUTS 2021 (Eurostat), gminas taken together to powiats; eight of
/// the subregions also compared with the unit lists of the Local Data Bank.
struct SubregionTests {
  static let lists: [(String, String)] = [
    ("PL213", "1261"),
    ("PL214", "1201 1206 1208 1209 1214 1219"),
    ("PL217", "1202 1204 1216 1263"),
    ("PL218", "1205 1207 1210 1262"),
    ("PL219", "1211 1215 1217"),
    ("PL21A", "1203 1212 1213 1218"),
    ("PL224", "2404 2406 2409 2464"),
    ("PL225", "2402 2403 2417 2461"),
    ("PL227", "2411 2412 2415 2467 2473 2479"),
    ("PL228", "2407 2413 2462 2471"),
    ("PL229", "2405 2466 2478"),
    ("PL22A", "2463 2469 2470 2472 2474 2476"),
    ("PL22B", "2401 2416 2465 2468 2475"),
    ("PL22C", "2408 2410 2414 2477"),
    ("PL411", "3001 3002 3019 3028 3031"),
    ("PL414", "3003 3009 3010 3023 3027 3030 3062"),
    ("PL415", "3064"),
    ("PL416", "3006 3007 3008 3012 3017 3018 3020 3061"),
    ("PL417", "3004 3005 3011 3013 3014 3015 3022 3029 3063"),
    ("PL418", "3016 3021 3024 3025 3026"),
    ("PL424", "3262"),
    ("PL426", "3201 3208 3209 3213 3261"),
    ("PL427", "3202 3203 3210 3212 3215 3216 3217 3218"),
    ("PL428", "3204 3205 3206 3207 3211 3214 3263"),
    ("PL431", "0801 0803 0805 0806 0807 0861"),
    ("PL432", "0802 0804 0808 0809 0810 0811 0812 0862"),
    ("PL514", "0264"),
    ("PL515", "0201 0205 0206 0207 0210 0212 0225 0226 0261"),
    ("PL516", "0203 0204 0209 0211 0216 0262"),
    ("PL517", "0202 0208 0219 0221 0224 0265"),
    ("PL518", "0213 0214 0215 0217 0218 0220 0222 0223"),
    ("PL523", "1601 1602 1606 1607 1610"),
    ("PL524", "1603 1604 1605 1608 1609 1611 1661"),
    ("PL613", "0403 0415 0461 0463"),
    ("PL616", "0402 0404 0405 0406 0412 0417 0462"),
    ("PL617", "0407 0409 0410 0419"),
    ("PL618", "0413 0414 0416"),
    ("PL619", "0401 0408 0411 0418 0464"),
    ("PL621", "2802 2803 2804 2807 2812 2815 2861"),
    ("PL622", "2801 2808 2809 2810 2811 2814 2817 2862"),
    ("PL623", "2805 2806 2813 2816 2818 2819"),
    ("PL633", "2261 2262 2264"),
    ("PL634", "2204 2205 2210 2211 2215"),
    ("PL636", "2201 2208 2212 2263"),
    ("PL637", "2202 2203 2206"),
    ("PL638", "2207 2209 2213 2214 2216"),
    ("PL711", "1061"),
    ("PL712", "1006 1008 1020 1021"),
    ("PL713", "1001 1007 1010 1012 1016 1062"),
    ("PL714", "1003 1009 1011 1014 1017 1018 1019"),
    ("PL715", "1002 1004 1005 1013 1015 1063"),
    ("PL721", "2604 2605 2607 2610 2611 2661"),
    ("PL722", "2601 2602 2603 2606 2608 2609 2612 2613"),
    ("PL811", "0601 0613 0615 0619 0661"),
    ("PL812", "0602 0603 0604 0606 0618 0620 0662 0664"),
    ("PL814", "0608 0609 0610 0617 0663"),
    ("PL815", "0605 0607 0611 0612 0614 0616"),
    ("PL821", "1801 1802 1805 1807 1817 1821 1861"),
    ("PL822", "1804 1809 1813 1814 1862"),
    ("PL823", "1806 1810 1815 1816 1819 1863"),
    ("PL824", "1803 1808 1811 1812 1818 1820 1864"),
    ("PL841", "2002 2011 2061"),
    ("PL842", "2003 2005 2006 2007 2010 2013 2014 2062"),
    ("PL843", "2001 2004 2008 2009 2012 2063"),
    ("PL911", "1465"),
    ("PL912", "1408 1412 1417 1434"),
    ("PL913", "1405 1414 1418 1421 1432"),
    ("PL921", "1401 1407 1409 1423 1425 1430 1436 1463"),
    ("PL922", "1402 1413 1420 1424 1437"),
    ("PL923", "1404 1419 1427 1462"),
    ("PL924", "1411 1415 1416 1422 1435 1461"),
    ("PL925", "1403 1410 1426 1429 1433 1464"),
    ("PL926", "1406 1428 1438"),
  ]

  @Test(arguments: ["2024-01-01", "2026-06-30"])
  func everySubregionHasItsPowiats(date: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    var pipeline = try Pipeline.load(root + "/pipelines/warminsko-mazurskie.json")
    pipeline.registerDate = .chosen(date)
    let register = try pipeline.loadRegister()
    #expect(register.units(at: .subregion).map(\.code) == Self.lists.map(\.0).sorted())
    for (code, powiats) in Self.lists {
      let ours = register.summableChildren(of: code, at: .powiat).map { String($0.prefix(4)) }.joined(separator: " ")
      #expect(ours == powiats, "\(code)")
    }
  }

  /// Regulation of July 2025: six villages are towns from 2026, and a gmina of Warmia-Mazury has a new name.
  @Test func changesOf2026() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    var pipeline = try Pipeline.load(root + "/pipelines/warminsko-mazurskie.json")
    pipeline.registerDate = .chosen("2026-06-30")
    let register = try pipeline.loadRegister()
    for stem in ["060105", "141214", "141605", "141914", "160202", "240403"] {
      #expect(register.gmina(stem: stem)?.code == stem + "3")
      guard case .unit(let unit, true) = UnitCodeReader(register, column: [stem + "2"]).meaning(of: stem + "2") else {
        Issue.record("\(stem)2 leads nowhere")
        continue
      }
      #expect(unit.code == stem + "3")
    }
    #expect(register["2812052"]?.name == "Bratian")
    #expect(register["2812052"].map { register.names(of: $0) } == ["Bratian", "Nowe Miasto Lubawskie"])
    #expect(register.units(at: .gmina).count == 2479)
  }
}
