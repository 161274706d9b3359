package import Findings

/// Where one number of `indicators.csv` comes from: the observations that went into it, each with the published file it was
/// read from.
package struct Lineage: Sendable, Hashable {
  package struct Origin: Sendable, Hashable {
    package var role: OriginRole
    /// Row number in `observations.arrow`, 0-based.
    package var number: Int
    package var observation: ObservationRow
    /// The published file as the ingest stage read it: size and SHA-256. For a member of an archive the archive; nil when
    /// the record of the stage does not name it.
    package var file: InputRecord?

    package init(role: OriginRole, number: Int, observation: ObservationRow, file: InputRecord?) {
      self.role = role
      self.number = number
      self.observation = observation
      self.file = file
    }

    package var place: Place {
      Place(file: observation.file, sheet: observation.sheet, row: observation.row, column: observation.column)
    }
  }

  package var row: IndicatorRow
  /// Numerator first, then denominator; within a role in the order of the observations.
  package var origins: [Origin]

  package init(row: IndicatorRow, origins: [Origin]) {
    self.row = row
    self.origins = origins
  }
}
