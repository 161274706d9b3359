import Bytes
import Contracts
package import Findings
import Markup
import Territory

extension Profile {
  /// Reads `profiles/<id>.json` of the pipeline's definitions and what it names.
  /// - Throws: .configuration, with the nearest profile when there is none of that name.
  package static func load(_ id: String, for pipeline: Pipeline) throws(Refusal) -> Profile {
    let folder = Paths.join(pipeline.definitions, "profiles")
    let file = Paths.join(folder, id + ".json")
    // A name and no path: what stands beside the profiles is not theirs.
    guard !id.utf8.contains(UInt8(ascii: "/")), try Files.exists(file) else {
      let known = try names(in: pipeline)
      throw Refusal(
        .configuration, Wording("Nie ma profilu „\(id)”.", en: "There is no profile “\(id)”."),
        at: Place(file: pipeline.shownFile),
        mend: unknownWord(id, among: known))
    }
    return try read(file, shownAs: "profiles/\(id).json", folder: folder)
  }

  /// Reads a profile from a file.
  /// - Parameter folder: where the files stand that it names.
  package static func read(_ file: String, shownAs shown: String, folder: String) throws(Refusal) -> Profile {
    var reader = try JSONObjectReader(
      reading: try Files.read(file, shownAs: shown), from: JSONOrigin(file: shown, kind: .configuration))
    _ = try reader.string("$schema")
    var definitionFiles = [shown]
    let profile = Profile(
      id: try reader.requiredString("id"), title: try reader.requiredWording("title"),
      layout: try layout(&reader, folder: folder, &definitionFiles), signs: try statuses(&reader, "signs"),
      attributes: try statuses(&reader, "attributes"), numbers: try reader.choice("numbers", of: NumberStyle.self) ?? .byFormat,
      definitionFiles: definitionFiles)
    try reader.finish()
    return profile
  }

  /// Names of the profiles there are, sorted.
  package static func names(in pipeline: Pipeline) throws(Refusal) -> [String] {
    try Files.list(Paths.join(pipeline.definitions, "profiles")).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
  }

  private static func statuses(
    _ reader: inout JSONObjectReader, _ key: String
  ) throws(Refusal) -> [String: ObservationStatus] {
    var result: [String: ObservationStatus] = [:]
    for pair in try reader.stringMembers(key) ?? [] {
      guard let status = ObservationStatus(rawValue: pair.value) else {
        throw reader.refusal(unknownWord(pair.value, among: ObservationStatus.allCases.map(\.rawValue)), about: key)
      }
      result[pair.name] = status
    }
    return result
  }

  private enum LayoutName: String, CaseIterable {
    case bank = "bdl"
    case bankPages = "bdl-api"
    case register
    case formRows = "form-rows"
    case formColumns = "form-columns"
    case statementXML = "statement-xml"
    case statementTable = "statement-csv"
    case unitTable = "unit-table"
    case rowTable = "row-table"
    case sdmx
  }

  private static func layout(
    _ reader: inout JSONObjectReader, folder: String, _ files: inout [String]
  ) throws(Refusal) -> Layout {
    switch try reader.required("layout", try reader.choice("layout", of: LayoutName.self)) {
    case .bank:
      let series = try reader.requiredString("series")
      let vocabulary = try reader.requiredString("vocabulary")
      files += ["profiles/" + series, "profiles/" + vocabulary]
      return .bank(
        BankLayout(
          series: try SeriesTable(try definitionTable(Paths.join(folder, series), shownAs: "profiles/" + series)),
          vocabulary: try Vocabulary(try definitionTable(Paths.join(folder, vocabulary), shownAs: "profiles/" + vocabulary))))
    case .register: return .register(try reader.choice("catalogue", of: RegisterCatalogue.self) ?? .terc)
    case .formRows:
      var fields = try reader.requiredObject("fields")
      let layout = FormRowsLayout(
        form: try fields.requiredString("form"), unit: try fields.requiredString("unit"),
        month: try fields.requiredString("month"), year: try fields.requiredString("year"),
        section: try fields.requiredString("section"), table: try fields.requiredString("table"),
        row: try fields.requiredString("row"), valuePrefix: try fields.requiredString("value_prefix"))
      try fields.finish()
      return .formRows(layout)
    case .statementXML:
      let namespace = try reader.string("namespace")
      var paths = try reader.requiredObject("paths")
      let layout = StatementLayout(
        namespace: namespace, form: try paths.requiredString("form"), version: try paths.requiredString("version"),
        unit: try paths.requiredString("unit"), unitName: try paths.string("unit_name"), from: try paths.requiredString("from"),
        to: try paths.requiredString("to"),
        section: try paths.requiredString("section"), row: try paths.requiredString("row"),
        rowLabel: try paths.string("row_label"), column: try paths.requiredString("column"),
        value: try paths.requiredString("value"))
      try paths.finish()
      return .statementXML(layout)
    case .statementTable:
      var columns = try reader.requiredObject("columns")
      var values: [String: String] = [:]
      for pair in try reader.required("values", try reader.stringMembers("values")) { values[pair.name] = pair.value }
      let layout = StatementTableLayout(
        form: try columns.requiredString("form"), version: try columns.requiredString("version"),
        unit: try columns.requiredString("unit"), unitName: try columns.string("unit_name"),
        period: try columns.requiredString("period"), section: try columns.requiredString("section"),
        row: try columns.requiredString("row"), rowLabel: try columns.string("row_label"), values: values)
      try columns.finish()
      return .statementTable(layout)
    case .bankPages: return .bankPages(BankPagesLayout(values: try values(&reader, "variables")))
    case .formColumns: return .formColumns(try formColumns(&reader))
    case .unitTable: return .unitTable(try unitTable(&reader))
    case .rowTable: return .rowTable(try rowTable(&reader))
    case .sdmx: return .sdmx(try sdmx(&reader))
    }
  }
}
