import Bytes
import Contracts
import Findings
import Pipelines

// What two sources say of one thing: how far apart rounding may set them, and where the other side stands.
extension ObservationChecker {
  /// By how much a sum may be away from what it should be since its figures were rounded before they were published.
  func rounding(_ program: CheckProgram, _ terms: [UnitTerm], _ position: Int, _ offset: Int) -> Double {
    guard let weights = program.weights, weights.count == terms.count else { return 0 }
    var sum = 0.0
    for (weight, term) in zip(weights, terms) {
      let period = observed.period(observed.periods[position], shifted: term.shift)
      guard period >= 0 else { continue }
      for run in term.runs {
        guard let part = observed.position(run, period: period, near: offset + term.shift) else { continue }
        sum += abs(weight) * observed.candidates.rounding(Int(observed.rows[part]))
      }
    }
    return sum
  }

  /// Position of the first of the units below that a whole was compared with.
  func firstBelow(_ terms: [UnitTerm], _ position: Int, _ offset: Int) -> Int? {
    guard let term = terms.first(where: \.isBelow), let run = term.runs.first else { return nil }
    let period = observed.period(observed.periods[position], shifted: term.shift)
    guard period >= 0 else { return nil }
    return observed.position(run, period: period, near: offset + term.shift)
  }

  /// Which source each side is of, and where the other side begins; the finding itself points at the whole.
  func bothSources(of whole: Int, and part: Int) -> Wording {
    let candidates = observed.candidates
    let (wholeRow, partRow) = (Int(observed.rows[whole]), Int(observed.rows[part]))
    let own = candidates.texts.source[candidates.source(wholeRow)]
    let other = candidates.texts.source[candidates.source(partRow)]
    let place = candidates.place(partRow).wording
    let name = candidates.texts.unitName[candidates.unitName(partRow)]
    return Wording(
      "; całość ze źródła „\(own)”, części ze źródła „\(other)” (od: \(name), \(place.polish))",
      en: "; the whole is of “\(own)”, its parts are of “\(other)” (from \(name), \(place.english))")
  }
}
