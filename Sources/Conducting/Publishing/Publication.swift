import Bytes
import Findings

/// Puts a finished folder where readers see it, by one rename: they see the old one or the new one, whole.
struct Publication {
  let layout: OutputLayout
  let gate: StopGate

  /// Publishes the working folder as an edition and points `current` to it.
  /// - Parameters:
  ///   - standsWhole: the edition is there already with the same content, and stays.
  ///   - isShown: whether readers are pointed to it.
  ///   - told: writes down that it was published.
  func publishEdition(
    _ id: String, standsWhole: Bool, isShown: Bool = true, told: () throws(Refusal) -> Void
  ) throws(Refusal) {
    let target = layout.edition(id)
    try Files.createDirectories(layout.editions)
    try Files.syncDirectory(layout.folder)
    try gate.wholly { () throws(Refusal) in
      if !standsWhole { try put(layout.work, at: target, aside: Paths.join(layout.editions, ".damaged")) }
      try Files.syncDirectory(layout.editions)
      if isShown { try Files.replaceLink(OutputLayout.currentTarget(id), at: layout.current) }
      try told()
    }
    try Files.remove(layout.work)
    gate.unfinished(nil)
  }

  /// Keeps finished stages of the working folder for the next run or stage.
  func keepStages() throws(Refusal) {
    try gate.wholly { () throws(Refusal) in
      try put(layout.work, at: layout.pending, aside: layout.salvage)
      try Files.syncDirectory(layout.folder)
    }
    try Files.remove(layout.work)
    gate.unfinished(nil)
  }

  /// Shows findings and rejects of a run that is not published.
  func showRefused(_ folder: String) throws(Refusal) {
    try gate.wholly { () throws(Refusal) in
      try put(folder, at: layout.refused, aside: layout.salvage)
      try Files.syncDirectory(layout.folder)
    }
    try Files.remove(folder)
  }

  /// Moves a folder to a place; what stood there is afterwards where the folder was.
  private func put(_ folder: String, at place: String, aside: String) throws(Refusal) {
    guard try Files.linkStatus(place) != nil else { return try Files.rename(folder, place) }
    do throws(Refusal) {
      try Files.exchange(folder, place)
    } catch {
      // A file system that cannot exchange two names: for a moment there is neither, but never a mixture.
      try Files.remove(aside)
      try Files.rename(place, aside)
      try Files.rename(folder, place)
      try Files.remove(aside)
    }
  }
}
