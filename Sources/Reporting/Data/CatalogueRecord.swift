import Contracts
import Findings
import Markup

/// `dcat.jsonld`: the record of the data set for a catalogue of public data (dane.gov.pl), in the terms of DCAT-AP.
enum CatalogueRecord {
  static let file = "dcat.jsonld"

  static func bytes(_ material: Material, title: Wording, publisher: Wording, _ files: [PublishedFileRecord]) -> [UInt8] {
    let media = "https://www.iana.org/assignments/media-types/"
    func texts(_ wording: Wording) -> JSONValue {
      .array([language(wording.polish, "pl"), language(wording.english, "en")])
    }
    func iri(_ address: String) -> JSONValue { .object([("@id", .string(address))]) }
    let years = (first: material.years.first ?? 0, last: material.years.last ?? 0)
    var members: [(String, JSONValue)] = [
      (
        "@context",
        .object([
          ("dcat", .string("http://www.w3.org/ns/dcat#")), ("dct", .string("http://purl.org/dc/terms/")),
          ("foaf", .string("http://xmlns.com/foaf/0.1/")), ("vcard", .string("http://www.w3.org/2006/vcard/ns#")),
          ("spdx", .string("http://spdx.org/rdf/terms#")), ("xsd", .string("http://www.w3.org/2001/XMLSchema#")),
        ])
      ), ("@type", .string("dcat:Dataset")), ("dct:title", texts(title)),
      (
        "dct:description",
        texts(
          Wording(
            "Wskaźniki społeczne regionu według jednostek i lat z licznikami, mianownikami, przedziałami i stanem danych.",
            en: "Social indicators of the region by unit and year with numerators, denominators, intervals and status."))
      ), ("dct:issued", .object([("@type", .string("xsd:date")), ("@value", .string(material.issued))])),
      (
        "dct:language",
        iri("http://publications.europa.eu/resource/authority/language/\(material.phrasing.language == .polish ? "POL" : "ENG")")
      ),
      ("dct:accrualPeriodicity", iri("http://publications.europa.eu/resource/authority/frequency/ANNUAL")),
      ("dcat:theme", iri("http://publications.europa.eu/resource/authority/data-theme/SOCI")),
      (
        "dct:temporal",
        .object([
          ("@type", .string("dct:PeriodOfTime")),
          ("dcat:startDate", .object([("@type", .string("xsd:date")), ("@value", .string("\(years.first)-01-01"))])),
          ("dcat:endDate", .object([("@type", .string("xsd:date")), ("@value", .string("\(years.last)-12-31"))])),
        ])
      ),
      (
        "dct:spatial",
        .object([
          ("@type", .string("dct:Location")), ("dct:identifier", .string(material.units.region?.unit ?? material.region)),
          ("dct:title", language(material.units.region?.unitName ?? "", "pl")),
        ])
      ),
      (
        "dcat:keyword",
        .array(
          [
            ("polityka społeczna", "pl"), ("pomoc społeczna", "pl"), ("wykluczenie społeczne", "pl"), ("social policy", "en"),
            ("social assistance", "en"),
          ].map { language($0.0, $0.1) })
      ),
    ]
    if !publisher.polish.isEmpty {
      members.append(
        ("dct:publisher", .object([("@type", .string("foaf:Organization")), ("foaf:name", texts(publisher))])))
      let name = [("@type", JSONValue.string("vcard:Organization")), ("vcard:fn", .string(harmless(publisher.polish)))]
      let contact = material.contact.isEmpty ? [] : [("vcard:note", JSONValue.string(harmless(material.contact)))]
      members.append(("dcat:contactPoint", .object(name + contact)))
    }
    let licences = Set(material.sources.map(\.licence).filter { !$0.isEmpty }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    if !licences.isEmpty { members.append(("dct:rights", .array(licences.map { language($0, "pl") }))) }
    members.append(
      (
        "dcat:distribution",
        .array(
          files.map { file in
            .object([
              ("@type", .string("dcat:Distribution")), ("dct:title", language(file.title, material.phrasing.language.rawValue)),
              ("dcat:downloadURL", iri(file.path)), ("dcat:mediaType", iri(media + file.mediaType)),
              ("dcat:byteSize", .object([("@type", .string("xsd:nonNegativeInteger")), ("@value", .string(String(file.size)))])),
              (
                "spdx:checksum",
                .object([
                  ("@type", .string("spdx:Checksum")),
                  ("spdx:algorithm", iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")),
                  ("spdx:checksumValue", .string(file.sha256)),
                ])
              ),
            ])
          })
      ))
    return JSONWriter.bytes(of: .object(members), .pretty)
  }

  private static func language(_ text: String, _ tag: String) -> JSONValue {
    .object([("@language", .string(tag)), ("@value", .string(harmless(text)))])
  }
}
