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

  package var perform: Work

  package init(perform: @escaping Work) {
    self.perform = perform
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
