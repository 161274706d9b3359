/// A drawing as an enhanced metafile (EMF, MS-EMF): vectors that Word and LibreOffice print sharp without any other program. Made from
/// the plain marks of the drawing; one unit of it is ten units of the device, at 960 to the inch.
struct Metafile {
  private var records: [UInt8] = []
  private var count = 0
  /// Handles of the objects made so far, from 1.
  private var handles = 0
  /// Fonts used so far, as their records describe them.
  private var fonts: [[UInt32]] = []
  private static let scale = 10.0

  /// - Returns: the file.
  static func bytes(of drawing: Drawing) -> [UInt8] {
    var file = Metafile()
    file.record(18, [1])  // background of texts is not painted
    for mark in drawing.marks { file.add(mark) }
    file.record(14, [0, 16, 20])
    return file.header(width: drawing.width, height: drawing.height) + file.records
  }

  private mutating func add(_ mark: DrawnMark) {
    switch mark {
    case .path(let path, let style): add(path, ChartStyle.of(style))
    case .text(let text, let x, let y, let anchor, let style): add(text, x, y, anchor, ChartStyle.of(style))
    }
  }

  // MARK: Paths

  private mutating func add(_ path: String, _ style: ChartStyle) {
    let lines = PathLines.lines(of: path)
    let pen = select(pen: style)
    let brush = select(brush: style)
    if let dot = style.dot {
      // Lines without length, of which only the caps show: metafiles draw none, so they become what the caps look like.
      for line in lines {
        guard let point = line.points.first else { continue }
        let half = style.width / 2
        let box = [point.x - half, point.y - half, point.x + half, point.y + half].map(unit)
        record(dot == .round ? 42 : 43, box.map { UInt32(bitPattern: Int32($0)) })
        guard line.points.count > 1, line.length > 1 else { continue }
        polyline(line.points)
      }
    } else if style.fill != nil || style.isHatched {
      let rings = lines.map(\.points).filter { $0.count > 2 }
      polygons(rings)
      // Hatched brushes come out black in some programs: the strokes are drawn one by one.
      if style.isHatched { for stroke in Hatching.strokes(rings, step: 5) { polyline(stroke) } }
    } else {
      for line in lines where line.points.count > 1 {
        let points = line.isClosed ? line.points + [line.points[0]] : line.points
        guard let dash = style.dash else {
          polyline(points)
          continue
        }
        // Word processors draw the dashes of a wide pen as a whole line: they are drawn one by one.
        for stroke in PathLines.strokes(along: points, on: dash.on, off: dash.off) { polyline(stroke) }
      }
    }
    release(pen, stock: 0x8000_0007)
    release(brush, stock: 0x8000_0005)
  }

  private func unit(_ value: Double) -> Int { Int((min(3200, max(-3200, value)) * Metafile.scale).rounded()) }

  private static let noBounds: [UInt32] = [0, 0, UInt32.max, UInt32.max]

  private mutating func polyline(_ points: [PathLines.Point]) {
    record(87, Metafile.noBounds + [UInt32(points.count)] + points.map(packed))
  }

  private mutating func polygons(_ polygons: [[PathLines.Point]]) {
    guard !polygons.isEmpty else { return }
    let total = polygons.reduce(0) { $0 + $1.count }
    record(
      91,
      Metafile.noBounds + [UInt32(polygons.count), UInt32(total)] + polygons.map { UInt32($0.count) }
        + polygons.flatMap { $0.map(packed) })
  }

  /// Two 16-bit coordinates.
  private func packed(_ point: PathLines.Point) -> UInt32 {
    UInt32(UInt16(bitPattern: Int16(unit(point.x)))) | UInt32(UInt16(bitPattern: Int16(unit(point.y)))) << 16
  }

  // MARK: Objects

  private mutating func select(pen style: ChartStyle) -> UInt32? {
    guard let stroke = style.stroke, style.dot == nil || style.width > 0 else {
      record(37, [0x8000_0008])
      return nil
    }
    handles += 1
    let handle = UInt32(handles)
    // A dot is filled, its outline would make it larger.
    let width = style.dot == nil ? max(1, unit(style.width)) : 1
    record(95, [handle, 0, 0, 0, 0, 0x0001_0000, UInt32(width), 0, stroke.colorReference, 0, 0])
    record(37, [handle])
    return handle
  }

  private mutating func select(brush style: ChartStyle) -> UInt32? {
    guard let fill = style.dot == nil ? style.fill : style.stroke else {
      if style.isHatched { return make(brush: [0, Colour(0xffffff).colorReference, 0]) }
      record(37, [0x8000_0005])
      return nil
    }
    return make(brush: [0, fill.colorReference, 0])
  }

  private mutating func make(brush: [UInt32]) -> UInt32 {
    handles += 1
    let handle = UInt32(handles)
    record(39, [handle] + brush)
    record(37, [handle])
    return handle
  }

  private mutating func release(_ handle: UInt32?, stock: UInt32) {
    guard let handle else { return }
    record(37, [stock])
    record(40, [handle])
    // Handles are numbered anew from the released ones, so that the table stays small.
    if Int(handle) == handles { handles -= 1 }
  }

  // MARK: Texts

  private mutating func add(_ text: String, _ x: Double, _ y: Double, _ anchor: Canvas.Anchor, _ style: ChartStyle) {
    let isClean = !text.unicodeScalars.contains(where: isHarmful)
    let clean = isClean ? text : String(String.UnicodeScalarView(text.unicodeScalars.filter { !isHarmful($0) }))
    let characters = Array(clean.utf16)
    guard !characters.isEmpty else { return }
    handles += 1
    let handle = UInt32(handles)
    record(82, [handle] + font(style))
    record(37, [handle])
    record(24, [(style.stroke ?? Colour(0x1b1f23)).colorReference])
    let isMiddle = anchor == .middle || style.isCentred
    record(22, [24 | (isMiddle ? 6 : anchor == .end ? 2 : 0)])
    var body = Metafile.noBounds + [2, Float(1).bitPattern, Float(1).bitPattern]
    body += [unit(x), unit(y)].map { UInt32(bitPattern: Int32($0)) }
    let words = (characters.count + 1) / 2
    body += [UInt32(characters.count), 76, 0, 0, 0, 0, 0, UInt32(76 + words * 4)]
    for index in stride(from: 0, to: characters.count, by: 2) {
      body.append(UInt32(characters[index]) | (index + 1 < characters.count ? UInt32(characters[index + 1]) << 16 : 0))
    }
    for character in characters { body.append(UInt32(unit(TextWidth.of(character) * style.size / 1000))) }
    record(84, body)
    release(handle, stock: 0x8000_000D)
  }

  private mutating func font(_ style: ChartStyle) -> [UInt32] {
    let height = UInt32(bitPattern: Int32(-unit(style.size)))
    let weight: UInt32 = style.isBold ? 700 : 400
    if let known = fonts.first(where: { $0[0] == height && $0[4] == weight }) { return known }
    var font: [UInt32] = [height, 0, 0, 0, weight, 0x0100_0000, 0]  // charset: default
    let face = Array("Arial".utf16) + [0]
    for index in stride(from: 0, to: face.count, by: 2) { font.append(UInt32(face[index]) | UInt32(face[index + 1]) << 16) }
    font += [UInt32](repeating: 0, count: 80 - font.count)
    fonts.append(font)
    return font
  }

  // MARK: Records

  private mutating func record(_ type: UInt32, _ words: [UInt32]) {
    count += 1
    append(type)
    append(UInt32(8 + words.count * 4))
    for word in words { append(word) }
  }

  private mutating func append(_ word: UInt32) {
    records.append(UInt8(truncatingIfNeeded: word))
    records.append(UInt8(truncatingIfNeeded: word >> 8))
    records.append(UInt8(truncatingIfNeeded: word >> 16))
    records.append(UInt8(truncatingIfNeeded: word >> 24))
  }

  private func header(width: Int, height: Int) -> [UInt8] {
    var file = Metafile()
    let (right, bottom) = (UInt32(unit(Double(width))), UInt32(unit(Double(height))))
    // Hundredths of a millimetre: 96 units of the drawing to the inch.
    let frame = [width, height].map { UInt32((Double($0) * 2540 / 96).rounded()) }
    file.record(
      1,
      [0, 0, right, bottom, 0, 0, frame[0], frame[1], 0x464D_4520, 0x0001_0000, UInt32(88 + records.count), UInt32(count + 1)]
        + [64, 0, 0, 0, 38_400, 28_800, 1016, 762])
    return file.records
  }
}

/// Lines of a path in the commands that drawings use.
struct PathLines {
  struct Point {
    var x: Double
    var y: Double
  }

  struct Line {
    var points: [Point]
    var isClosed = false

    var length: Double {
      zip(points, points.dropFirst()).reduce(0) { $0 + abs($1.1.x - $1.0.x) + abs($1.1.y - $1.0.y) }
    }
  }

  /// The strokes of a dashed line, the dashes running on around its corners.
  static func strokes(along points: [Point], on: Double, off: Double) -> [[Point]] {
    var strokes: [[Point]] = []
    var isOn = true
    var rest = on
    var stroke: [Point] = points.first.map { [$0] } ?? []
    for (from, to) in zip(points, points.dropFirst()) {
      let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
      var done = 0.0
      while length - done > rest {
        done += rest
        let share = done / length
        let at = Point(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
        if isOn { strokes.append(stroke + [at]) }
        isOn.toggle()
        stroke = [at]
        rest = isOn ? on : off
      }
      rest -= length - done
      if isOn { stroke.append(to) }
    }
    if isOn, stroke.count > 1 { strokes.append(stroke) }
    return strokes
  }

  static func lines(of path: String) -> [Line] {
    var reader = PathReader(Array(path.utf8))
    var lines: [Line] = []
    var at = Point(x: 0, y: 0)
    while let command = reader.command() {
      switch command {
      case UInt8(ascii: "M"):
        at = Point(x: reader.number(), y: reader.number())
        lines.append(Line(points: [at]))
        continue
      case UInt8(ascii: "L"): at = Point(x: reader.number(), y: reader.number())
      case UInt8(ascii: "l"): at = Point(x: at.x + reader.number(), y: at.y + reader.number())
      case UInt8(ascii: "H"): at.x = reader.number()
      case UInt8(ascii: "h"): at.x += reader.number()
      case UInt8(ascii: "V"): at.y = reader.number()
      case UInt8(ascii: "v"): at.y += reader.number()
      case UInt8(ascii: "z"):
        if !lines.isEmpty { lines[lines.count - 1].isClosed = true }
        continue
      default: continue
      }
      if !lines.isEmpty { lines[lines.count - 1].points.append(at) }
    }
    return lines
  }
}

private struct PathReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next letter.
  mutating func command() -> UInt8? {
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { return byte }
    }
    return nil
  }

  mutating func number() -> Double {
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == UInt8(ascii: ",") { place += 1 }
    let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    // Coordinates have a few digits, which a double holds exactly.
    var digits = 0.0
    var divisor = 1.0
    var isFraction = false
    while place < bytes.count, bytes[place] == UInt8(ascii: ".") || (0x30...0x39).contains(bytes[place]) {
      if bytes[place] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        digits = digits * 10 + Double(bytes[place] - 0x30)
        if isFraction { divisor *= 10 }
      }
      place += 1
    }
    return (isNegative ? -digits : digits) / divisor
  }
}
