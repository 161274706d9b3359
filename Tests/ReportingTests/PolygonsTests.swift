import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct PolygonsTests {
  private static func square(_ x: Double, _ y: Double, _ side: Double, clockwise: Bool = false) -> [MapChart.Point] {
    let ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)].map { MapChart.Point(x: $0.0, y: $0.1) }
    return clockwise ? ring.reversed() : ring
  }

  @Test("A hole goes into the polygon around it, an island in a lake is a polygon again, whatever way the rings run")
  func holes() {
    let rings = [
      Self.square(4, 4, 2), Self.square(0, 0, 10, clockwise: true), Self.square(3, 3, 4), Self.square(20, 0, 5),
    ]
    let polygons = Polygons.of(rings)
    #expect(polygons.map(\.count).sorted() == [1, 1, 2])
    let outer = polygons.first { $0.count == 2 }
    // Outer rings run counter-clockwise, holes clockwise (RFC 7946).
    #expect(outer?[0] == Self.square(0, 0, 10))
    #expect(outer?[1] == Self.square(3, 3, 4, clockwise: true))
  }

  @Test("Strokes of the hatching lie within the outline and not in its hole")
  func hatching() {
    func ring(_ x: Double, _ y: Double, _ side: Double) -> [PathLines.Point] {
      Self.square(x, y, side).dropLast().map { PathLines.Point(x: $0.x, y: $0.y) }
    }
    let strokes = Hatching.strokes([ring(0, 0, 40), ring(10, 10, 20)], step: 5)
    #expect(strokes.count > 12)
    for stroke in strokes {
      let (x, y) = ((stroke[0].x + stroke[1].x) / 2, (stroke[0].y + stroke[1].y) / 2)
      #expect(x > 0 && x < 40 && y > 0 && y < 40)
      #expect(!(x > 10.01 && x < 29.99 && y > 10.01 && y < 29.99), "\(x) \(y)")
    }
    #expect(Hatching.strokes([], step: 5).isEmpty)
  }

  @Test("The class of a unit that surrounds another is written beside the hole, and the hole is not shaded")
  func label() {
    let rural = MapChart.Area(
      name: "wiejska", shape: .outline([Self.square(0, 0, 10), Self.square(2, 2, 6)]), quintile: nil, value: nil)
    var town = MapChart.Area(name: "miasto", shape: .outline([Self.square(2, 2, 6)]), quintile: 3, value: 1)
    town.isWithheld = false
    var hidden = rural
    hidden.isWithheld = true
    let chart = MapChart(areas: [hidden, town], decimals: 1, legend: "l")
    let drawing = draw(chart, id: "m", Phrasing(.polish))
    // 560 units wide: the hole is from 112 to 448.
    func isInHole(_ place: (x: Double, y: Double)) -> Bool { (112...448).contains(place.x) && (112...448).contains(place.y) }
    #expect(Self.place(of: "#", in: drawing).map(isInHole) == false)
    #expect(Self.place(of: "3", in: drawing).map(isInHole) == true)
    #expect(drawing.markup.contains("# – ukryto, ochrona danych"))
    #expect(styleSheet(runningHead: "x").contains("fill-rule:evenodd"))
  }

  @Test("The class stands off the border, where the centre lies close to one")
  func labelOffTheBorder() throws {
    // A square with a notch from the top down to its middle, where the centre of mass is.
    let ring = [(0, 0), (4.6, 0), (5, 6), (5.4, 0), (10, 0), (10, 10), (0, 10), (0, 0)].map { MapChart.Point(x: $0.0, y: $0.1) }
    let chart = MapChart(
      areas: [MapChart.Area(name: "a", shape: .outline([ring]), quintile: 2, value: 1)], decimals: 1, legend: "l")
    let place = try #require(Self.place(of: "2", in: draw(chart, id: "m", Phrasing(.polish))))
    // 56 units each: the tip is at 280, 336, and the notch is 45 wide at the top.
    #expect(abs(place.x - 280) > 30 || place.y > 350)
    #expect((10...550).contains(place.x) && (10...550).contains(place.y))
  }

  @Test("A town too small for its name has it on a flag beside, every unit says its name and value")
  func flags() throws {
    let land = MapChart.Area(
      name: "ziemski", shape: .outline([Self.square(0, 0, 100), Self.square(50, 50, 2)]), quintile: 2, value: 1)
    let town = MapChart.Area(name: "Miasto", shape: .outline([Self.square(50, 50, 2)]), quintile: 5, value: 7.5)
    let drawing = draw(MapChart(areas: [land, town], decimals: 1, legend: "l"), id: "m", Phrasing(.polish))
    let flag = try #require(Self.place(of: "Miasto 5", in: drawing))
    // The town is a square of 11 units at 286.
    #expect(abs(flag.x - 286) > 18 || abs(flag.y - 286) > 12)
    #expect(Self.place(of: "ziemski", in: drawing) != nil && Self.place(of: "2", in: drawing) != nil)
    #expect(drawing.markup.contains("<title>Miasto: 7,5, klasa 5</title>"))
  }

  @Test("A unit without a boundary among others that have theirs is drawn beside them and named")
  func incomplete() throws {
    var material = Sample.material()
    let missing = Sample.powiatCode(6)
    var boundaries: [String: [[MapChart.Point]]] = [:]
    for number in 1...7 where number != 6 {
      boundaries[Sample.powiatCode(number)] = [Self.square(20 + Double(number), 53, 1)]
    }
    material.take(boundaries: boundaries)
    // The gminas have none at all; nobody meant to draw them.
    #expect(material.hasOutlines && material.withoutBoundary.count == 15)
    let finding = try #require(material.boundaryFindings(in: "granice.json").first)
    #expect(material.boundaryFindings(in: "granice.json").count == 1)
    #expect(finding.code == "boundaries-incomplete" && finding.unit == missing && finding.severity == .warning)
    #expect(finding.message.polish.hasPrefix("Plik granic nie zawiera 1 z 7 powiatów: m. Olsztyn (2862000)."))
    #expect(Terms(material.phrasing).finding(finding.code) == "brak granic części jednostek")
    let units = material.units.main
    let areas = zip(units, material.shapes(of: units)).map {
      MapChart.Area(name: $0.0.unitName, shape: $0.1, quintile: 1, value: 1)
    }
    let drawing = draw(MapChart(areas: areas, decimals: 1, legend: "l"), id: "m", Phrasing(.polish))
    #expect(drawing.markup.contains("Bez granic w pliku potoku:"))
    material.stages.append(StageMaterial(stage: "report", findings: [finding]))
    let report = Document(Sample.composition(material), sections: [.quality])
    #expect(String(decoding: HTMLWriter.page(report), as: UTF8.self).contains("m. Olsztyn (2862000)"))
    #expect(drawing.markup.contains("<title>m. Olsztyn: 1,0, klasa 1</title>"))
    let data = String(decoding: GeoData.bytes(Sample.composition(material)), as: UTF8.self)
    #expect(data.contains("z geometrią pustą (null): 15, w tym: m. Olsztyn;"))
  }

  private static func place(of text: String, in drawing: Drawing) -> (x: Double, y: Double)? {
    for case .text(let found, let x, let y, _, _) in drawing.marks where found == text { return (x, y) }
    return nil
  }
}
