import Bytes
import Contracts
import Findings
import Markup

/// `dcat.jsonld`: the record of the data set for a catalogue of public data (dane.gov.pl), in the terms of DCAT-AP.
enum CatalogueRecord {
  static let file = "dcat.jsonld"

  /// - Parameter name: of the pipeline: the same for all editions, and so the identifier of the data set.
  static func bytes(
    _ material: Material, name: String, title: Wording, publisher: Wording, _ files: [PublishedFileRecord]
  ) -> [UInt8] {
    func texts(_ wording: Wording) -> JSONValue {
      .array([language(wording.polish, "pl"), language(wording.english, "en")])
    }
    let rights = terms(of: material)
    let years = (first: material.years.first ?? 0, last: material.years.last ?? 0)
    var members: [(String, JSONValue)] = [
      (
        "@context",
        .object([
          ("dcat", .string("http://www.w3.org/ns/dcat#")), ("dct", .string("http://purl.org/dc/terms/")),
          ("rdfs", .string("http://www.w3.org/2000/01/rdf-schema#")), ("foaf", .string("http://xmlns.com/foaf/0.1/")),
          ("vcard", .string("http://www.w3.org/2006/vcard/ns#")), ("spdx", .string("http://spdx.org/rdf/terms#")),
          ("xsd", .string("http://www.w3.org/2001/XMLSchema#")),
        ])
      ), ("@id", .string(uuid(of: [publisher.polish, material.region, name]))), ("@type", .string("dcat:Dataset")),
      ("dct:identifier", .string(harmless(name))), ("dct:title", texts(title)),
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
      ("dct:spatial", .array(spatial(material))),
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
    let distributions = files.map { file in
      distribution(
        file, id: uuid(of: [publisher.polish, material.region, name, file.path]), rights, material.phrasing.language)
    }
    members.append(("dcat:distribution", .array(distributions)))
    return JSONWriter.bytes(of: .object(members), .pretty)
  }

  /// One file. DCAT-AP wants an address that gives access to it; where the report will be published nobody knows here, so that
  /// addresses are relative to the record.
  private static func distribution(
    _ file: PublishedFileRecord, id: String, _ rights: [(String, JSONValue)], _ tongue: Language
  ) -> JSONValue {
    let size: [(String, JSONValue)] = [("@type", .string("xsd:nonNegativeInteger")), ("@value", .string(String(file.size)))]
    let checksum: [(String, JSONValue)] = [
      ("@type", .string("spdx:Checksum")), ("spdx:algorithm", iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")),
      ("spdx:checksumValue", .string(file.sha256)),
    ]
    let front: [(String, JSONValue)] = [
      ("@id", .string(id)), ("@type", .string("dcat:Distribution")), ("dct:title", language(file.title, tongue.rawValue)),
      ("dcat:accessURL", iri(Numbering.firstPage)), ("dcat:downloadURL", iri(file.path)),
    ]
    let back: [(String, JSONValue)] = [
      ("dcat:mediaType", iri("https://www.iana.org/assignments/media-types/" + file.mediaType)),
      ("dcat:byteSize", .object(size)), ("spdx:checksum", .object(checksum)),
    ]
    return .object(front + rights + back)
  }

  /// A name that no other thing has and that stays from edition to edition, since where the report will be published nobody knows here:
  /// a UUID of version 8 (RFC 9562) from what it is the name of.
  private static func uuid(of parts: [String]) -> String {
    var digits = Array(SHA256.hex(of: Array((["diagnoza"] + parts).joined(separator: "\n").utf8)).utf8.prefix(32))
    digits[12] = UInt8(ascii: "8")
    // The variant: two bits of the digit are given.
    let variants = Array("89ab".utf8)
    digits[16] = variants[Int(digits[16]) % 4]
    let groups = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
    return "urn:uuid:" + groups.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }

  /// The region in words with its TERYT code, then the NUTS units that it is made of, as far as the edition knows them: the units of
  /// the second level that the subregions of a voivodeship lie in.
  private static func spatial(_ material: Material) -> [JSONValue] {
    let region = material.units.region
    var codes: [String] = region?.level == "country" ? ["PL"] : []
    if region?.level == "voivodeship" {
      let subregions = material.units.subregions.map(\.unit).filter { $0.hasPrefix("PL") && $0.utf8.count == 5 }
      codes = Set(subregions.map { String($0.prefix(4)) }).sorted(by: precedesByBytes)
    }
    let named = JSONValue.object([
      ("@type", .string("dct:Location")), ("dct:identifier", .string(region?.unit ?? material.region)),
      ("dct:title", language(region?.unitName ?? "", "pl")),
    ])
    return [named] + codes.map { iri("http://data.europa.eu/nuts/code/\($0)") }
  }

  /// `dct:license`: the address where all sources have the same licence and it has one, else what the sources say, in words, which stands
  /// as a statement of rights too. Where they say nothing, no licence is claimed.
  private static func terms(of material: Material) -> [(String, JSONValue)] {
    let licences = Set(material.sources.filter { $0.id != "other" }.map(\.licence))
    if let only = licences.first, licences.count == 1, let known = address(ofLicence: only) {
      return [("dct:license", iri(known))]
    }
    func statements(_ type: String, _ words: [String]) -> JSONValue {
      .array(words.map { JSONValue.object([("@type", .string(type)), ("rdfs:label", language($0, "pl"))]) })
    }
    let known = licences.filter { !$0.isEmpty }.sorted(by: precedesByBytes)
    guard !known.isEmpty else {
      return [("dct:rights", statements("dct:RightsStatement", ["warunków ponownego wykorzystania nie podano"]))]
    }
    // One licence, as DCAT-AP wants it: a file is made from all sources, so that all their terms hold together.
    let whole = JSONValue.object([
      ("@type", .string("dct:LicenseDocument")), ("rdfs:label", language(known.joined(separator: "; "), "pl")),
    ])
    return [("dct:license", whole), ("dct:rights", statements("dct:RightsStatement", known))]
  }

  /// The address of a licence in the vocabulary of the European Union, or the address that the pipeline gives itself.
  private static func address(ofLicence text: String) -> String? {
    if text.hasPrefix("https://") || text.hasPrefix("http://") { return text.contains(" ") ? nil : text }
    let authority = "http://publications.europa.eu/resource/authority/licence/"
    return switch text.uppercased() {
    case "CC BY 4.0", "CC-BY 4.0", "CC-BY-4.0": authority + "CC_BY_4_0"
    case "CC BY-SA 4.0", "CC-BY-SA 4.0", "CC-BY-SA-4.0": authority + "CC_BYSA_4_0"
    case "CC0", "CC0 1.0", "CC0-1.0": authority + "CC0"
    default: nil
    }
  }

  private static func iri(_ address: String) -> JSONValue { .object([("@id", .string(address))]) }

  private static func language(_ text: String, _ tag: String) -> JSONValue {
    .object([("@language", .string(tag)), ("@value", .string(harmless(text)))])
  }
}
