/// How marks of a class look: for writers that know no style sheet. The same colours as `StyleSheet` has; a test compares them.
package struct ChartStyle: Sendable {
  enum Dot: Sendable { case round, square }

  package var stroke: Colour?
  package var width = 1.0
  /// Lengths of strokes and gaps; nil for a whole line.
  var dash: (on: Double, off: Double)?
  package var fill: Colour?
  var isHatched = false
  /// Points drawn as caps of lines without length.
  var dot: Dot?
  var size = 12.0
  var isBold = false
  var isCentred = false

  private init(_ stroke: UInt32?, _ width: Double = 1, fill: UInt32? = nil) {
    self.stroke = stroke.map { Colour($0) }
    self.width = width
    self.fill = fill.map { Colour($0) }
  }

  /// - Parameter name: a class, or two of them (`q q3`).
  package static func of(_ name: String) -> ChartStyle { all[name] ?? ChartStyle(0x1b1f23) }

  private static func dashed(_ stroke: UInt32, _ width: Double, _ on: Double, _ off: Double) -> ChartStyle {
    var style = ChartStyle(stroke, width)
    style.dash = (on, off)
    return style
  }

  private static func dots(_ stroke: UInt32, _ width: Double, _ dot: Dot) -> ChartStyle {
    var style = ChartStyle(stroke, width)
    style.dot = dot
    return style
  }

  private static func text(_ colour: UInt32, _ size: Double, isBold: Bool = false, isCentred: Bool = false) -> ChartStyle {
    var style = ChartStyle(colour)
    style.size = size
    style.isBold = isBold
    style.isCentred = isCentred
    return style
  }

  private static let hatched: ChartStyle = {
    var style = ChartStyle(0x5b6f80, 0.75)
    style.isHatched = true
    return style
  }()

  package static let all: [String: ChartStyle] = [
    "gr": ChartStyle(0xd5dbe1), "ax": ChartStyle(0x5b6f80), "br": dashed(0x4a5560, 1.2, 2, 3),
    "bd": ChartStyle(nil, fill: 0xe3e9ef),
    "fo": ChartStyle(0x5b6f80, 0.5, fill: 0xd9e4ee), "fi": ChartStyle(nil, fill: 0xa9c2d8), "fm": dashed(0x12436d, 1.6, 2, 3),
    "be": ChartStyle(0x5b6f80, 0.9), "sr": ChartStyle(0x12436d, 2.4), "mr": dots(0x12436d, 6.5, .round),
    "sc": dashed(0x801650, 1.8, 6, 3), "mc": dots(0x801650, 6, .square), "sv": dashed(0x356b2f, 1.8, 1.5, 3),
    "mv": ChartStyle(nil, fill: 0x356b2f), "iv": ChartStyle(0x5b6f80, 3), "dt": dots(0x1b1f23, 7.5, .round), "q": hatched,
    "q q1": ChartStyle(0x5b6f80, 0.75, fill: 0xeaf1f7), "q q2": ChartStyle(0x5b6f80, 0.75, fill: 0xc3d7e8),
    "q q3": ChartStyle(0x5b6f80, 0.75, fill: 0x8fb4d3), "q q4": ChartStyle(0x5b6f80, 0.75, fill: 0x3f78a8),
    "q q5": ChartStyle(0x5b6f80, 0.75, fill: 0x12436d), "sx": ChartStyle(0x5b6f80, 0.75, fill: 0xe3e9ef),
    "sq": ChartStyle(nil, fill: 0xa9b8c6), "sm": ChartStyle(0x801650, 2), "sw": ChartStyle(0xffffff, fill: 0x801650),
    "sb": ChartStyle(0xffffff, fill: 0x12436d), "ss": ChartStyle(0x1b1f23, 2, fill: 0xffffff),
    "su": ChartStyle(0xffffff, fill: 0x1b1f23), "si": ChartStyle(0x1b1f23, 1.5), "sp": ChartStyle(0xffffff, 0.75, fill: 0x356b2f),
    "tk": text(0x4a5560, 12), "vr": text(0x12436d, 12, isBold: true),
    "vc": text(0x801650, 12), "vv": text(0x356b2f, 12), "td": text(0x1b1f23, 11, isCentred: true),
    "tl": text(0xffffff, 11, isCentred: true), "": text(0x1b1f23, 12),
  ]
}

/// A colour, `0xRRGGBB`.
package struct Colour: Sendable, Hashable {
  package let value: UInt32

  package init(_ value: UInt32) {
    self.value = value
  }

  /// Blue before green before red, as metafiles have it.
  var colorReference: UInt32 { (value & 0xff) << 16 | (value & 0xff00) | value >> 16 }

  /// Relative luminance of WCAG 2.
  private var luminance: Double {
    func linear(_ part: UInt32) -> Double {
      let share = Double(part & 0xff) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    return 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8) + 0.0722 * linear(value)
  }

  /// x to the 2.4th, as x² times the fifth root of x², by Newton: the platform's library need not agree to the last bit.
  private func power(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    var root = 1.0
    for _ in 0..<60 { root = (4 * root + x * x / (root * root * root * root)) / 5 }
    return x * x * root
  }

  /// Contrast of two colours after WCAG 2: from 1 to 21.
  package func contrast(with other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}

/// Widths of characters of Arial and what is made to its measure (Helvetica, Liberation Sans), in thousandths of the size.
enum TextWidth {
  static func of(_ character: UInt16) -> Double {
    switch character {
    case 32...126: Double(ascii[Int(character) - 32])
    case 0xA0: 278
    case 0x142: 222
    case 0x107, 0x15B, 0x17A, 0x17C: 500
    case 0x106, 0x143: 722
    case 0x104, 0x118, 0x15A: 667
    case 0xD3: 778
    case 0x179, 0x17B: 611
    case 0x2212: 584
    case 0x2013, 0x105, 0x119, 0x144, 0xF3, 0x141: 556
    case 0x2026: 1000
    case 0x201D, 0x201E, 0xB2: 333
    default: 600
    }
  }

  private static let ascii: [Int16] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667,
    778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222,
    222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
}
