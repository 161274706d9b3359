import Findings

/// What a run would do and why: one step a stage, and the publication.
package struct Plan: Sendable {
  package struct Step: Sendable {
    package var stage: Stage
    package var key: String
    /// Empty when the stage is current.
    package var reasons: [PlanReason]
    var ingredients: StageIngredients
    /// Where a result with this key stands.
    var found: StageStore.Found?
    /// The newest result under another key.
    var stale: StageStore.Found?

    package var isCurrent: Bool { found != nil && reasons.isEmpty }
  }

  package var pipeline: String
  package var steps: [Step]
  /// Id of the edition that these inputs and settings make.
  package var edition: String
  /// Whether that edition stands whole and `current` points to it.
  package var isPublished: Bool

  /// What the stages were forced to read although it is stale; empty for an ordinary plan.
  var frozen: [Stage: StageStore.Found] = [:]

  package subscript(stage: Stage) -> Step? { steps.first { $0.stage == stage } }

  /// Whether a run would do nothing.
  package var isCurrent: Bool { isPublished && steps.allSatisfy(\.isCurrent) }

  /// Without the stages after the last one asked for.
  func upTo(_ last: Stage) -> Plan {
    var plan = self
    plan.steps.removeAll { $0.stage > last }
    return plan
  }

  /// What the steps from one stage to another would do, made to run when forced.
  func forcing(_ stages: ClosedRange<Stage>) -> Plan {
    var plan = self
    for place in plan.steps.indices where stages.contains(plan.steps[place].stage) {
      let stage = plan.steps[place].stage
      if plan.steps[place].reasons.isEmpty { plan.steps[place].reasons = [.forced(stage)] }
    }
    return plan
  }
}
