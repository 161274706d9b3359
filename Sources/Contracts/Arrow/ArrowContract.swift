import Bytes
import Findings

/// A kind of Arrow file between the stages: its name, version and columns. Both stand in the file's schema, so that a
/// file of another version is refused by name and not misread.
struct ArrowContract: Sendable {
  static let key = "diagnoza.contract"

  /// `cells`, `observations`, `origins`.
  let name: String
  let fields: [ArrowField]

  private var mark: String { "\(name)/\(StageRecord.contractVersion)" }

  var schema: ArrowSchema {
    ArrowSchema(fields, remarks: [ArrowSchema.Remark(key: ArrowContract.key, value: mark)])
  }

  /// Refuses a file that is of another kind or version, or has other columns.
  func check(_ reader: ArrowReader, shownAs: String) throws(Refusal) {
    let found = reader.schema.remark(ArrowContract.key) ?? ""
    guard found == mark else {
      let said = found.isEmpty ? "-" : found
      throw Refusal(
        .unavailable,
        Wording("plik „\(said)” zamiast „\(mark)”", en: "a file of \"\(said)\" instead of \"\(mark)\""),
        at: Place(file: shownAs),
        mend: Wording(
          "uruchom ponownie etap, który zapisuje ten plik", en: "run the stage that writes this file again"))
    }
    guard reader.schema.fields == fields else {
      throw damagedArrow(shownAs, "kolumny niezgodne z „\(mark)”", en: "columns other than those of \"\(mark)\"")
    }
  }
}

// Columns of a schema that was checked: the type is known.
extension ArrowColumn {
  var codes: [Int32] {
    guard case .dictionary(let codes) = values else { preconditionFailure("a dictionary column was asked for") }
    return codes
  }

  var int8s: [Int8] {
    guard case .int8(let numbers) = values else { preconditionFailure("an int8 column was asked for") }
    return numbers
  }

  var int32s: [Int32] {
    guard case .int32(let numbers) = values else { preconditionFailure("an int32 column was asked for") }
    return numbers
  }

  var texts: TextColumn {
    guard case .utf8(let texts) = values else { preconditionFailure("a column of texts was asked for") }
    return texts
  }

  /// Numbers with nil where there is none.
  var optionalDoubles: [Double?] {
    guard case .float64(let numbers) = values else { preconditionFailure("a float64 column was asked for") }
    guard let validity else { return numbers.map { $0 } }
    return numbers.indices.map { validity[$0] ? numbers[$0] : nil }
  }
}

extension Interner {
  /// The empty text has code 0, so that a heading that says nothing needs no lookup.
  static var withEmptyText: Interner {
    var interner = Interner()
    _ = interner.code(of: "")
    return interner
  }
}
