package import Contracts
package import Findings
package import Territory

/// How the files of one source are to be understood: a file of `pipelines/profiles/`. A new source in a known layout
/// needs a profile and no code.
package struct Profile: Sendable {
  package var id: String
  package var title: Wording
  package var layout: Layout
  /// Sign standing in place of a number -> status of the observation. What `-` means depends on the publisher, so it is
  /// said here and nowhere else. Keys are texts of the cell, `""` among them.
  package var signs: [String: ObservationStatus]
  /// Attribute beside the number -> status (GUS BDL: https://bdl.stat.gov.pl/bdl/metadane/atrybut).
  package var attributes: [String: ObservationStatus]
  /// How numbers are written.
  package var numbers: NumberStyle
  /// Files that the profile was read from, for the stage's key, relative to the definitions folder.
  package var definitionFiles: [String]
}

/// The decimal sign a publisher uses. A column is never guessed when both readings are possible.
package enum NumberStyle: String, Sendable, Hashable, CaseIterable {
  /// `1 234,5`: comma, groups set off by a blank, NBSP or narrow NBSP.
  case comma
  /// `1234.5`: point, no groups.
  case point
  /// Comma in text files, point in the cells of workbooks: what the Local Data Bank does.
  case byFormat = "by-format"
}

/// The shapes that the ingest stage can lay out.
package enum Layout: Sendable {
  /// Downloads of the Local Data Bank: long CSV, wide CSV, workbook with OPIS and TABLICA, told apart by content.
  case bank(BankLayout)
  /// Pages of the Local Data Bank's API, JSON or XML.
  case bankPages(BankPagesLayout)
  /// TERC or SIMC: CSV and both XML shapes.
  case register(RegisterCatalogue)
  /// A form's transport file: one record a form row, one field a form column (MRPiPS-01, `MP1...` DBF).
  case formRows(FormRowsLayout)
  /// A form as XML, read by the paths of its parts.
  case statementXML(StatementLayout)
  /// A form as a table: columns for unit, period, section, row and one for each form column.
  case statementTable(StatementTableLayout)
  /// A form with one record a unit and month and one column a cell of the form: `D1W001R05`.
  case formColumns(FormColumnsLayout)
  /// One row a unit (and period), one column a measure.
  case unitTable(UnitTableLayout)
  /// One unit a file, one row a measure, one column a year.
  case rowTable(RowTableLayout)
  /// Statistical data in SDMX-ML, generic or structure-specific.
  case sdmx(SDMXLayout)

  /// Whether the cells are those of an official form, whose tables give them their meaning.
  package var isForm: Bool {
    switch self {
    case .formRows, .formColumns, .statementXML, .statementTable: true
    default: false
    }
  }

  /// Whether rows come with labels, which can be compared with those of the form.
  package var namesRows: Bool {
    switch self {
    case .statementXML(let layout): layout.rowLabel != nil
    case .statementTable(let layout): layout.rowLabel != nil
    default: false
    }
  }
}

/// Catalogues of the TERYT register.
package enum RegisterCatalogue: String, Sendable, Hashable, CaseIterable {
  /// Units of the division of the country.
  case terc = "TERC"
  /// Localities.
  case simc = "SIMC"
}

/// Series and vocabulary of the Local Data Bank.
package struct BankLayout: Sendable {
  package var series: SeriesTable
  package var vocabulary: Vocabulary
}

/// Names of the fields of a transport file.
package struct FormRowsLayout: Sendable {
  package var form: String
  package var unit: String
  package var month: String
  package var year: String
  package var section: String
  package var table: String
  package var row: String
  /// Fields `R1`, `R2` ... hold the form's columns 1, 2 ...
  package var valuePrefix: String
}

/// Paths from the root to the parts of a statement: `sprawozdanie/naglowek/jednostka/@kod`. The last step may be an
/// attribute; names are local names within `namespace`.
package struct StatementLayout: Sendable {
  package var namespace: String?
  package var form: String
  package var version: String
  package var unit: String
  /// What the office that sent it calls itself; `GOPS w Iławie`. It need not be there.
  package var unitName: String?
  /// First and last day of the period as ISO dates.
  package var from: String
  package var to: String
  package var section: String
  package var row: String
  /// What the statement calls the row. It need not be there.
  package var rowLabel: String?
  package var column: String
  package var value: String
}

/// Names of the columns of a statement written as a table.
package struct StatementTableLayout: Sendable {
  /// Either a column's header, or the value itself written `=value`.
  package var form: String
  package var version: String
  package var unit: String
  /// What the office that sent it calls itself. A table may do without.
  package var unitName: String?
  package var period: String
  package var section: String
  package var row: String
  /// What the statement calls the row. A table may do without.
  package var rowLabel: String?
  /// Column number of the form -> header of the table's column.
  package var values: [String: String]
}

/// Variables of the Local Data Bank's API by their numbers.
package struct BankPagesLayout: Sendable {
  /// The header of each is the number of the variable: `72305`.
  package var values: [UnitTableLayout.Value]
}

/// Columns of a table whose other columns are cells of a form.
package struct FormColumnsLayout: Sendable {
  package var form: String
  package var unit: String
  package var unitName: String?
  package var month: String
  package var year: String
  /// `D#W#R#`: section, row and column of the form, a number for each `#`.
  package var pattern: [String]
}

/// Where a period stands that has no column.
package enum PeriodPlace: Sendable, Hashable {
  /// The header of its column.
  case column(String)
  case fixed(String)
  /// In the file's name: `Pow_05_2024.xlsx`.
  case fileName
  /// In a line above the table: `stan w końcu maja 2024 r.`.
  case preamble
}

/// A table of one unit: rows of the publication as rows, years as columns (OZPS).
package struct RowTableLayout: Sendable {
  /// Header of the column that names or numbers the rows.
  package var row: String
  /// The unit's code stands after this label above the table, or in the file's name where it is nil.
  package var unitLabel: String?
  /// The header of each is the row's name or number; `sheet:row` where several sheets number their rows anew.
  package var values: [UnitTableLayout.Value]
}

/// Which dimensions of an SDMX data set are what.
package struct SDMXLayout: Sendable {
  package var unit: String
  package var period: String
  /// The attribute that says what kind of number it is (`OBS_STATUS`), or nil.
  package var status: String?
  /// Dimensions whose values, joined by `|`, are the headers of the values below.
  package var dimensions: [String]
  package var values: [UnitTableLayout.Value]
}

/// Names of the columns of a table with one row a unit.
package struct UnitTableLayout: Sendable {
  /// One value column: what it measures.
  package struct Value: Sendable, Hashable {
    /// Header as published, white space folded.
    package var header: String
    package var measure: String
    /// Breakdown in canonical form, or empty.
    package var breakdown: String
    package var unit: String
    package var factor: Double
  }

  /// Headers of the column of codes, or of several columns whose numbers of two digits make the code (`WOJ`, `POW`). Parts
  /// of a header of several rows stand with ` / ` between them.
  package var unit: [String]
  /// Header of the column of names, or nil when there is none.
  package var unitName: String?
  /// Level of the units when the column `unit` holds their names, since the table has no codes; nil for codes. The column
  /// `unitName` then holds the name of the unit above.
  package var namedLevel: Level?
  package var period: PeriodPlace
  /// What the columns headed by a year hold, where the years are columns.
  package var yearColumns: Value?
  /// Name of the sheet to read; nil reads every sheet that has the header.
  package var sheet: String?
  package var values: [Value]
}
