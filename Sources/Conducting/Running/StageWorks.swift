package import Contracts
import Diagnosing
package import Findings
import Ingesting
import Normalising
package import Pipelines
import Reporting

/// The four stages as functions. Tests put failing ones in their place.
package struct StageWorks: Sendable {
  package typealias Work = @Sendable (Stage, StageContext) throws(Refusal) -> StageOutcome

  private let work: Work

  package init(_ perform: @escaping Work) {
    self.work = perform
  }

  package func perform(_ stage: Stage, _ context: StageContext) throws(Refusal) -> StageOutcome {
    try work(stage, context)
  }

  /// Those of the stage libraries.
  package static let real = StageWorks { (stage, context) throws(Refusal) -> StageOutcome in
    switch stage {
    case .ingest: try ingest(context)
    case .normalise: try normalise(context)
    case .diagnose: try diagnose(context)
    case .report: try report(context)
    }
  }
}
