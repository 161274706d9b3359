import Bytes
package import Contracts
package import Findings
import Pipelines

/// Published files that the last result was made from and that are there no more, although nobody took them out of the pipeline: a
/// pattern says nothing of what it no longer matches. An edition is made of what is there and knows nothing of earlier ones but of
/// that which the pipeline names in `changes_since`, so that the same files give the same bytes; whoever runs or checks a pipeline is
/// told, and the journal keeps it. So with definitions that may be missing: without `entities.csv` amounts of firms are not protected.
struct GoneInputs {
  /// As shown to people, sorted.
  let files: [String]

  init(_ plan: Plan, _ pipeline: Pipeline) throws(Refusal) {
    guard let step = plan[.ingest] else {
      files = []
      return
    }
    let present = Set(step.ingredients.inputs.map { String($0.record.sha256.prefix(12)) })
    var gone: [String] = []
    for reason in step.reasons where reason.code == PlanReason.inputRemoved && !present.contains(reason.old) {
      // One that is still there is no longer named: somebody changed the pipeline.
      if try Files.linkStatus(Paths.join(pipeline.root, reason.subject)) == nil { gone.append(reason.subject) }
    }
    var definitions: Set<String> = []
    for step in plan.steps {
      for reason in step.reasons where reason.code == "definition-changed" && reason.isOfNothingNow {
        // A profile that no source names any more is still there.
        let path = Paths.join(pipeline.definitions, reason.subject)
        if try Files.linkStatus(path) == nil { definitions.insert(reason.subject) }
      }
    }
    files = gone + definitions.sorted()
  }

  static let code = "input-gone"

  var findings: [Finding] {
    files.map { file in
      Finding(
        .warning, Self.code, at: Place(file: file),
        Wording(
          "Plik był w poprzednim wyniku, a teraz go nie ma. Przywróć go albo przyjmij, że jego liczb nie będzie.",
          en: "The file was in the last result and is gone. Put it back, or accept that its numbers are not there."))
    }
  }
}

extension Conductor {
  /// Published files that the last result was made from and that are there no more. Writes nothing.
  package func goneInputs() throws(Refusal) -> [Finding] { try GoneInputs(try plan(), pipeline).findings }

  /// What a run would refuse before it reads anything: the edition that it is to be compared with is not there. Writes nothing.
  package func checkAhead() throws(Refusal) {
    if let since = pipeline.changesSince { try requireEdition(since) }
  }

  /// What a run would refuse of files that have been read: those that are no good, or their cells that are, are more than is
  /// tolerated. What else is wrong with the cells is known only when they have been normalised.
  package func checkAhead(_ findings: [Finding], _ balances: [Balance]) throws(Refusal) {
    var verdict = try Verdict(ahead: pipeline)
    verdict.add(.ingest, findings: FindingList(findings), balances: balances)
    try verdict.checkAhead()
  }
}
