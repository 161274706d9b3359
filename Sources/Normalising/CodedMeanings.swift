import Bytes
import Contracts
import Pipelines
import Territory

/// What to do with the cells of one series, without its texts.
struct SeriesPlan {
  enum Kind {
    /// No cell of it has come yet.
    case unseen
    case measure, skipped
    /// Every cell is looked at by itself: rejects, rows of the register.
    case other
  }

  var kind = Kind.unseen
  /// Cells left out so far, and why.
  var skipped = 0
  var reason = ""
  /// Codes of the observations, -1 before the first.
  var measure: Int32 = -1
  var breakdown: Int32 = -1
}

/// What to do with the cells of one unit of a file.
struct UnitPlan {
  enum Kind {
    case unit, former, part, skipped, rejected
  }

  let meaning: UnitMeaning
  let kind: Kind
  /// A unit of another region.
  let isOutside: Bool
  /// A voivodeship under the code of the NUTS unit that it is.
  let isAsNUTS: Bool
  var skipped = 0
  /// Code of the observations, -1 before the first.
  var unit: Int32 = -1

  init(_ meaning: UnitMeaning, isAsNUTS: Bool) {
    self.meaning = meaning
    self.isAsNUTS = isAsNUTS
    isOutside = meaning.outside != nil
    kind =
      switch meaning {
      case .unit: .unit
      case .former: .former
      case .skipped: .skipped
      case .part: .part
      case .rejected: .rejected
      }
  }
}

/// The meanings of a source's headings as codes of the observations, so that a cell costs a few look-ups in arrays. Codes are
/// given with the first observation that needs them: what no observation uses stands in no dictionary.
struct CodedMeanings {
  var series: [SeriesPlan] = []
  var units: [UnitPlan] = []
  /// By file, code and, in a table without codes, the name of the unit above.
  var unitPlans: [HeadingPairs.Named: Int] = [:]
  var lastUnit = (key: HeadingPairs.Named(file: -1, unit: -1, name: -1), plan: 0)
  private var periods: [Int32] = []
  /// Factor of a series under a published unit of measure: 0 before the first, NaN where they do not go together.
  private var scales: [Double] = []
  private var unitsOfMeasure = 0

  init() {}

  init(series: Int, periods: Int, unitsOfMeasure: Int) {
    self.series = Array(repeating: SeriesPlan(), count: series)
    self.periods = Array(repeating: -1, count: periods)
    scales = Array(repeating: 0, count: series * unitsOfMeasure)
    self.unitsOfMeasure = unitsOfMeasure
  }

  /// Cells left out because of their series or unit, by reason.
  var skips: [String: Int] {
    var skips: [String: Int] = [:]
    for plan in series where plan.skipped > 0 { skips[plan.reason, default: 0] += plan.skipped }
    for plan in units where plan.skipped > 0 {
      switch plan.meaning {
      case .skipped(let reason, _): skips[reason, default: 0] += plan.skipped
      case .part: skips["part-of-gmina", default: 0] += plan.skipped
      case .unit, .former, .rejected: continue
      }
    }
    return skips
  }

  /// Code of a period; nil when it is none.
  mutating func period(_ code: Int32, _ texts: [String?], _ candidates: inout Candidates) -> Int32? {
    if periods[Int(code)] >= 0 { return periods[Int(code)] }
    guard let text = texts[Int(code)] else { return nil }
    periods[Int(code)] = candidates.texts.period.code(of: text)
    return periods[Int(code)]
  }

  mutating func scale(
    _ number: Int, _ unitOfMeasure: Int32, _ meanings: [SeriesMeaning], _ published: [UnitOfMeasure]
  ) -> Double {
    let place = number * unitsOfMeasure + Int(unitOfMeasure)
    if scales[place] != 0 { return scales[place] }
    guard case .measure(let measure, _, let factor) = meanings[number] else { return .nan }
    let unit = published[Int(unitOfMeasure)]
    let fits = unit.base.isEmpty || unit.base == UnitOfMeasure(measure.unit).base
    scales[place] = fits ? factor * unit.factor : .nan
    return scales[place]
  }

  mutating func coded(_ number: Int, _ meanings: [SeriesMeaning], _ candidates: inout Candidates) -> SeriesPlan {
    if series[number].measure < 0, case .measure(let measure, let breakdown, _) = meanings[number] {
      series[number].measure = candidates.code(ofMeasure: measure.id, unit: measure.unit)
      series[number].breakdown = candidates.texts.breakdown.code(of: breakdown)
    }
    return series[number]
  }

  mutating func coded(unit number: Int, _ candidates: inout Candidates) -> Int32 {
    if units[number].unit < 0, let unit = units[number].meaning.unit { units[number].unit = candidates.code(of: unit) }
    return units[number].unit
  }
}

extension UnitMeaning {
  /// The unit whose figures these are, whether or not it is still there.
  var unit: Unit? {
    switch self {
    case .unit(let unit, _), .former(let unit, _): unit
    case .part, .skipped, .rejected: nil
    }
  }
}
