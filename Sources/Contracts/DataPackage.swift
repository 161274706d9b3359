package import Findings

import Bytes
import Markup

/// The descriptor of published tables: `datapackage.json` after the Data Package standard 2.0 (datapackage.org). Titles and
/// descriptions come in the language of the publication; the order of everything is the order given.
package struct DataPackage: Sendable, Hashable {
  package static let fileName = "datapackage.json"

  /// Lower-case ASCII letters, digits, `-`, `_` and `.`.
  package var name: String
  package var title: String
  package var description: String
  package var homepage: String
  package var version: String
  package var keywords: [String]
  package var licences: [DataLicence]
  package var sources: [DataSource]
  package var resources: [DataResource]

  package init(
    name: String, title: String, description: String = "", homepage: String = "", version: String = "",
    keywords: [String] = [], licences: [DataLicence] = [], sources: [DataSource] = [], resources: [DataResource]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.homepage = homepage
    self.version = version
    self.keywords = keywords
    self.licences = licences
    self.sources = sources
    self.resources = resources
  }

  package func write(to path: String) throws(Refusal) {
    try Files.write(JSONWriter.bytes(of: json, .pretty), to: path)
  }

  private var json: JSONValue {
    var members: [(String, JSONValue)] = [("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json"))]
    members.add("name", name)
    members.add("title", title)
    members.add("description", description)
    members.add("homepage", homepage)
    members.add("version", version)
    if !keywords.isEmpty { members.append(("keywords", .array(keywords.map { .string($0) }))) }
    if !licences.isEmpty { members.append(("licenses", .array(licences.map(\.json)))) }
    if !sources.isEmpty { members.append(("sources", .array(sources.map(\.json)))) }
    members.append(("resources", .array(resources.map(\.json))))
    return .object(members)
  }
}

package struct DataLicence: Sendable, Hashable {
  /// Identifier of the Open Definition, such as `CC-BY-4.0`; empty when it has none.
  package var name: String
  package var title: String
  /// Web address; may be empty.
  package var path: String

  package init(name: String, title: String, path: String = "") {
    self.name = name
    self.title = title
    self.path = path
  }

  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = []
    members.add("name", name)
    members.add("path", path)
    members.add("title", title)
    return .object(members)
  }
}

package struct DataSource: Sendable, Hashable {
  package var title: String
  /// Web address; may be empty.
  package var path: String

  package init(title: String, path: String = "") {
    self.title = title
    self.path = path
  }

  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = []
    members.add("title", title)
    members.add("path", path)
    return .object(members)
  }
}

/// One published table: a CSV file, what its columns are, and how to see that it is whole.
package struct DataResource: Sendable, Hashable {
  /// Lower-case ASCII letters, digits, `-`, `_` and `.`; no two alike in a package.
  package var name: String
  /// Relative to the descriptor.
  package var path: String
  package var title: String
  package var description: String
  package var fields: [DataField]
  /// Columns that together tell rows apart.
  package var primaryKey: [String]
  package var missingValues: [MissingValue]
  /// `,`, or `;` in the Polish flavour, whose numbers have a decimal comma.
  package var delimiter: String
  package var bytes: Int
  /// 64 hexadecimal digits.
  package var sha256: String

  package init(
    name: String, path: String, title: String, description: String = "", fields: [DataField], primaryKey: [String] = [],
    missingValues: [MissingValue] = [MissingValue("")], delimiter: String = ",", bytes: Int, sha256: String
  ) {
    self.name = name
    self.path = path
    self.title = title
    self.description = description
    self.fields = fields
    self.primaryKey = primaryKey
    self.missingValues = missingValues
    self.delimiter = delimiter
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// Size and hash are taken from the file as it lies in the descriptor's directory.
  package init(
    name: String, path: String, in directory: String, title: String, description: String = "", fields: [DataField],
    primaryKey: [String] = [], missingValues: [MissingValue] = [MissingValue("")], delimiter: String = ","
  ) throws(Refusal) {
    let record = try OutputRecord.read("\(directory)/\(path)", shownAs: path)
    self.init(
      name: name, path: path, title: title, description: description, fields: fields, primaryKey: primaryKey,
      missingValues: missingValues, delimiter: delimiter, bytes: record.size, sha256: record.sha256)
  }

  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = []
    members.add("name", name)
    members.append(("type", .string("table")))
    members.add("path", path)
    members.add("title", title)
    members.add("description", description)
    members.append(("format", .string("csv")))
    members.append(("mediatype", .string("text/csv")))
    members.append(("encoding", .string("utf-8")))
    members.append(("bytes", .integer(bytes)))
    members.append(("hash", .string("sha256:\(sha256)")))
    if delimiter != "," { members.append(("dialect", .object([("delimiter", .string(delimiter))]))) }
    var schema: [(String, JSONValue)] = [("$schema", .string("https://datapackage.org/profiles/2.0/tableschema.json"))]
    schema.append(("fields", .array(fields.map { $0.json(decimalComma: delimiter == ";") })))
    schema.append(("missingValues", .array(missingValues.map(\.json))))
    if !primaryKey.isEmpty { schema.append(("primaryKey", .array(primaryKey.map { .string($0) }))) }
    members.append(("schema", .object(schema)))
    return .object(members)
  }
}

/// A column of a published table.
package struct DataField: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case string, integer, number, boolean
  }

  package var name: String
  package var kind: Kind
  package var title: String
  package var description: String

  package init(_ name: String, _ kind: Kind, title: String, description: String = "") {
    self.name = name
    self.kind = kind
    self.title = title
    self.description = description
  }

  /// A column of one of the tables between the stages, titled in a language.
  package init(_ column: TableColumn, in language: Language) {
    let kind: Kind =
      switch column.kind {
      case .text: .string
      case .integer: .integer
      case .number: .number
      }
    self.init(column.name, kind, title: column.title.text(language))
  }

  fileprivate func json(decimalComma: Bool) -> JSONValue {
    var members: [(String, JSONValue)] = []
    members.add("name", name)
    members.append(("type", .string(kind.rawValue)))
    members.add("title", title)
    members.add("description", description)
    if decimalComma, kind == .number { members.append(("decimalChar", .string(","))) }
    return .object(members)
  }
}

/// A text that stands for a missing value, and what it means.
package struct MissingValue: Sendable, Hashable {
  package var value: String
  package var label: String

  package init(_ value: String, label: String = "") {
    self.value = value
    self.label = label
  }

  fileprivate var json: JSONValue {
    label.isEmpty ? .string(value) : .object([("value", .string(value)), ("label", .string(label))])
  }
}

extension [(String, JSONValue)] {
  /// A member whose text may be empty: then there is none.
  fileprivate mutating func add(_ name: String, _ text: String) {
    if !text.isEmpty { append((name, .string(text))) }
  }
}
