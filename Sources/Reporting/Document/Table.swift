/// A table: caption, one row of headings with the units in them, and rows that each have a heading of their own.
/// No cell is merged with another.
package struct Table: Sendable {
  package struct Column: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case text, number
      /// Sentences: needs room.
      case prose
      /// Long literal text that may be broken anywhere.
      case literal
    }

    package var title: String
    package var kind: Kind

    package init(_ title: String, _ kind: Kind = .number) {
      self.title = title
      self.kind = kind
    }
  }

  package struct Row: Sendable {
    /// The first cell, which names the row.
    package var heading: [Inline]
    package var cells: [Cell]
    /// A row to compare the others with: country, region, subregion.
    package var isReference: Bool
    /// For links to this row; nil where none leads here.
    package var id: String?

    package init(_ heading: [Inline], _ cells: [Cell], isReference: Bool = false, id: String? = nil) {
      self.heading = heading
      self.cells = cells
      self.isReference = isReference
      self.id = id
    }

    package init(_ heading: String, _ cells: [Cell], isReference: Bool = false) {
      self.init([.text(heading)], cells, isReference: isReference)
    }
  }

  /// Neighbouring rows of a long table: the units of a voivodeship. Where there is no room to fold them away they follow one another,
  /// for the first row of each names it.
  package struct Group: Sendable {
    package var title: String
    /// The title with the number of units.
    package var summary: String
    package var rows: Range<Int>
    /// The first row is nothing but a name.
    package var beginsWithName: Bool

    package init(title: String, summary: String, rows: Range<Int>, beginsWithName: Bool) {
      self.title = title
      self.summary = summary
      self.rows = rows
      self.beginsWithName = beginsWithName
    }
  }

  package var id: String
  package var caption: String
  /// Title of the column of the row headings.
  package var stub: String
  /// The columns after the first.
  package var columns: [Column]
  package var rows: [Row]
  /// Rows that belong together, where a table is too long to be read in one; empty for all others. Rows before the first group are of
  /// none, and none stand after the last.
  package var groups: [Group] = []
  /// What the reader must know to read the table, under it.
  package var notes: [String]
  /// A table of details among many of its kind has no number of its own: `Tabela 2417` helps nobody.
  package var isNumbered: Bool

  package init(
    id: String, caption: String, stub: String, columns: [Column], rows: [Row], notes: [String] = [], isNumbered: Bool = true
  ) {
    self.isNumbered = isNumbered
    self.id = id
    self.caption = caption
    self.stub = stub
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

/// What stands in a cell.
package enum Cell: Sendable, Hashable {
  case text(String)
  case code(String)
  case link(Inline.Target, String)
  case number(Quantity)
  case count(Int, id: ValueID? = nil)
  case range(lower: Double, upper: Double, decimals: Int, id: ValueID? = nil)
  /// Two numbers of rows of their own, from the one to the other: the least and the greatest of many units.
  case span(from: Quantity, to: Quantity)
  case rank(Int, low: Int?, high: Int?, id: ValueID? = nil)
  /// Quintile 1-5.
  case quintile(Int, id: ValueID? = nil)
  /// Words that print a number of a row with something beside it: `8,3 (2023)`.
  case traced(String, ValueID)
  /// There should be a number and is none; says why in words of the report. Its id leads to the row in the tables.
  case missing(reason: String, id: ValueID?)
  /// A number here would make no sense (rank of a region among its parts): the sign `x` of official statistics.
  case notApplicable
}

extension Cell {
  /// The same as a repetition of its number, so that no link leads here.
  package var repeated: Cell {
    switch self {
    case .number(var quantity):
      quantity.id = quantity.id.map { $0.part.isEmpty ? $0.part("value") : $0 }
      return .number(quantity)
    case .missing(let reason, _): return .missing(reason: reason, id: nil)
    default: return self
    }
  }
}
