package import Findings

/// Why a published number is another than in an earlier edition. The order is that in which the factors are replayed.
package enum ChangeCause: String, Sendable, Hashable, CaseIterable {
  /// A publisher revised a file, or a file was added or taken away.
  case source
  /// The region, the register or its day.
  case territory
  /// The definition of an indicator or of a measure.
  case catalogue
  /// A method or another setting of the pipeline, a profile, a form or a check.
  case setting
  /// The program itself.
  case program

  package var wording: Wording {
    switch self {
    case .source: Wording("zmiana danych źródłowych", en: "source revised")
    case .territory: Wording("zmiana terytorialna", en: "territory")
    case .catalogue: Wording("zmiana definicji w katalogu", en: "catalogue")
    case .setting: Wording("zmiana metody lub ustawienia", en: "method or setting")
    case .program: Wording("zmiana wersji programu", en: "program version")
    }
  }
}

/// What a change amounts to beside the uncertainty of the two numbers.
package enum ChangeSignificance: String, Sendable, Hashable, CaseIterable {
  /// |z| is at least 1.96.
  case significant
  case insignificant
  /// One of the numbers has no interval.
  case unknown
}

/// One published number that is another than in an earlier edition: a line of `changes.csv`.
package struct ChangeRow: Sendable, Hashable {
  /// `C01/2801000/2023`, as in `indicators.csv`; for an index its id, unit and period in the same way.
  package var id = ""
  package var indicator = ""
  package var unit = ""
  package var unitName = ""
  package var period = ""
  /// nil where the earlier edition had no such number, or no value of it; and where it is withheld now, for what was shown then is
  /// not shown again.
  package var old: Double?
  package var new: Double?
  /// `new - old`.
  package var difference: Double?
  /// The difference over its standard error, from the 95 % intervals of both numbers taken as independent: for a revision of
  /// the same data that is too large an error, so that what is called significant surely is.
  package var z: Double?
  package var significance = ChangeSignificance.unknown
  /// The cause of the greatest part of the difference.
  package var cause = ChangeCause.source
  /// Parts of the difference by cause; they sum to it. nil where a cause had no part in it, and throughout where one of the
  /// numbers is missing.
  package var source: Double?
  package var territory: Double?
  package var catalogue: Double?
  package var setting: Double?
  package var program: Double?

  /// What is special about the numbers, as in `indicators.csv`: status and reason (`secret withheld`); empty where nothing is.
  package var oldStatus = ""
  package var newStatus = ""

  /// Whether the number is withheld now, and was not before.
  package var isWithheldNow: Bool { newStatus.hasSuffix("withheld") && !oldStatus.hasSuffix("withheld") }

  package init() {}

  package subscript(_ cause: ChangeCause) -> Double? {
    get {
      switch cause {
      case .source: source
      case .territory: territory
      case .catalogue: catalogue
      case .setting: setting
      case .program: program
      }
    }
    set {
      switch cause {
      case .source: source = newValue
      case .territory: territory = newValue
      case .catalogue: catalogue = newValue
      case .setting: setting = newValue
      case .program: program = newValue
      }
    }
  }
}

extension ChangeRow: TableRow {
  /// Beside the report that prints it.
  package static let fileName = "changes.csv"

  package static let columns: [TableColumn] = [
    TableColumn("id", .text, Wording("identyfikator", en: "id")),
    TableColumn("indicator", .text, Wording("wskaźnik", en: "indicator")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("old", .number, Wording("poprzednio", en: "before")),
    TableColumn("new", .number, Wording("teraz", en: "now")),
    TableColumn("difference", .number, Wording("różnica", en: "difference")),
    TableColumn("z", .number, Wording("różnica w błędach standardowych", en: "difference in standard errors")),
    TableColumn("significance", .text, Wording("istotność", en: "significance")),
    TableColumn("cause", .text, Wording("przyczyna", en: "cause")),
    TableColumn("source", .number, Wording("część: dane źródłowe", en: "part: source revised")),
    TableColumn("territory", .number, Wording("część: terytorium", en: "part: territory")),
    TableColumn("catalogue", .number, Wording("część: katalog", en: "part: catalogue")),
    TableColumn("setting", .number, Wording("część: metoda lub ustawienie", en: "part: method or setting")),
    TableColumn("program", .number, Wording("część: wersja programu", en: "part: program version")),
    TableColumn("old_status", .text, Wording("stan poprzednio", en: "status before")),
    TableColumn("new_status", .text, Wording("stan teraz", en: "status now")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    id = fields.text()
    indicator = fields.text()
    unit = fields.text()
    unitName = fields.text()
    period = fields.text()
    old = try fields.number()
    new = try fields.number()
    difference = try fields.number()
    z = try fields.number()
    significance = try fields.choice(ChangeSignificance.self)
    cause = try fields.choice(ChangeCause.self)
    source = try fields.number()
    territory = try fields.number()
    catalogue = try fields.number()
    setting = try fields.number()
    program = try fields.number()
    oldStatus = fields.text()
    newStatus = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(id)
    line.text(indicator)
    line.text(unit)
    line.text(unitName)
    line.text(period)
    line.number(old)
    line.number(new)
    line.number(difference)
    line.number(z)
    line.text(significance.rawValue)
    line.text(cause.rawValue)
    line.number(source)
    line.number(territory)
    line.number(catalogue)
    line.number(setting)
    line.number(program)
    line.text(oldStatus)
    line.text(newStatus)
  }

  package var key: [String] { [indicator, unit, period] }
}
