package import Findings

/// The fields of one row being read, taken one after another.
package struct TableFields {
  private let fields: [String]
  private let columns: [TableColumn]
  /// File and line, for messages.
  private let place: Place
  private var next = 0

  /// - Precondition: as many fields as columns.
  init(_ fields: [String], columns: [TableColumn], at place: Place) {
    precondition(fields.count == columns.count, "a row has as many fields as its table has columns")
    self.fields = fields
    self.columns = columns
    self.place = place
  }

  package mutating func text() -> String {
    next += 1
    return fields[next - 1]
  }

  /// Texts that are joined by spaces.
  package mutating func list() -> [String] {
    text().split(separator: " ").map(String.init)
  }

  package mutating func integer() throws(Refusal) -> Int? {
    let field = text()
    if field.isEmpty { return nil }
    guard let value = Int(field), field.utf8.first != UInt8(ascii: "+") else {
      throw refusal(Wording("„\(field)” to nie liczba całkowita", en: "\"\(field)\" is not a whole number"))
    }
    return value
  }

  package mutating func requiredInteger() throws(Refusal) -> Int {
    guard let value = try integer() else { throw refusal(Wording("brak liczby", en: "a number is missing")) }
    return value
  }

  package mutating func number() throws(Refusal) -> Double? {
    let field = text()
    if field.isEmpty { return nil }
    // `Double` alone would take nan, inf, hexadecimal and exponents as well.
    let isPlain = field.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    guard isPlain, let value = Double(field), value.isFinite else {
      throw refusal(Wording("„\(field)” to nie liczba", en: "\"\(field)\" is not a number"))
    }
    return value
  }

  /// One of the words of an enumeration.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type
  ) throws(Refusal) -> Choice {
    let field = text()
    guard let value = Choice(rawValue: field) else {
      let suggestion = nearest(to: field, among: Choice.allCases.map(\.rawValue))
      throw refusal(
        Wording("nieznane słowo „\(field)”", en: "unknown word \"\(field)\""),
        mend: suggestion.map { Wording("czy chodzi o „\($0)”?", en: "did you mean \"\($0)\"?") })
    }
    return value
  }

  /// The refusal of the field taken last.
  package func refusal(_ what: Wording, mend: Wording? = nil) -> Refusal {
    var place = place
    place.column = next
    let name = columns[max(0, next - 1)].name
    return Refusal(
      .data, Wording("kolumna \(name): \(what.polish)", en: "column \(name): \(what.english)"), at: place,
      mend: mend ?? Wording("uruchom ponownie etap, który zapisał tę tabelę", en: "run the stage that wrote this table again"))
  }
}
