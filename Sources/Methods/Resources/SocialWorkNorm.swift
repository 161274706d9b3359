/// Social workers of a centre against art. 110 ust. 11 and 12 of the act on social assistance (Dz.U. 2004 nr 64 poz. 593, as
/// amended): one in full time to 2 000 residents, or to 50 families in social work, and no fewer than three.
package struct SocialWorkNorm: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// One of the two yardsticks is met, and there are three social workers where three are needed.
    case met
    case under
    /// A part that would decide is missing.
    case unknown
  }

  package static let residentsPerWorker = 2_000.0
  package static let familiesPerWorker = 50.0
  package static let leastWorkers = 3.0

  package private(set) var verdict = Verdict.unknown
  package private(set) var meetsResidents: Bool?
  package private(set) var meetsFamilies: Bool?
  /// nil for a unit without a centre of its own.
  package private(set) var meetsThree: Bool?
  /// Fewest social workers, in full time, that would do; nil when a yardstick is missing.
  package private(set) var required: Double?

  /// - Parameters:
  ///   - workers: in full time.
  ///   - families: in social work.
  ///   - hasCentre: whether the unit runs a centre of its own, which must have three workers.
  package init(workers: Double?, residents: Double?, families: Double?, hasCentre: Bool = true) {
    guard let workers else { return }
    meetsResidents = residents.map { $0 <= Self.residentsPerWorker * workers }
    meetsFamilies = families.map { $0 <= Self.familiesPerWorker * workers }
    meetsThree = hasCentre ? workers >= Self.leastWorkers : nil
    if let residents, let families {
      // The lesser of the two binds; with one missing, the other is enough only where it is met.
      let least = min(residents / Self.residentsPerWorker, families / Self.familiesPerWorker)
      required = max(hasCentre ? Self.leastWorkers : 0, least)
    }
    let isMet = meetsResidents == true || meetsFamilies == true
    let isFailed = meetsResidents == false && meetsFamilies == false
    if meetsThree == false || isFailed {
      verdict = .under
    } else if isMet {
      verdict = .met
    }
  }
}
