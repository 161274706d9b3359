import Bytes
import Findings

/// Excerpts of the TERC catalogue in its three published shapes, made from pipelines/registers/units.csv.
struct RegisterExcerpt {
  private struct Entry {
    var code: String
    var name: String
    var description: String
  }

  private let units: SeparatedTable

  init(unitsFile: String) throws(Refusal) { units = try SeparatedTable(path: unitsFile) }

  /// Name and level of every unit valid on the date whose code begins so, in order of code.
  private func entries(_ prefix: String, on date: String) throws(Refusal) -> [Entry] {
    var entries: [Entry] = []
    for row in units.rows.indices {
      let code = try units.field(row, "code")
      let from = try units.field(row, "valid_from")
      let to = try units.field(row, "valid_to")
      guard code.utf8.first != UInt8(ascii: "P"), code.hasPrefix(prefix), from <= date, to.isEmpty || date < to else { continue }
      let name = try units.field(row, "name")
      let level = try units.field(row, "level")
      let description: String
      switch (level, try units.field(row, "kind")) {
      case ("voivodeship", _): description = "województwo"
      case ("powiat", _) where code == "1465000": description = "miasto stołeczne, na prawach powiatu"
      case ("powiat", _): description = code.dropFirst(2).prefix(2) >= "60" ? "miasto na prawach powiatu" : "powiat"
      case (_, "1"): description = code == "1465011" ? "gmina miejska, miasto stołeczne" : "gmina miejska"
      case (_, "2"): description = "gmina wiejska"
      case (_, "3"): description = "gmina miejsko-wiejska"
      case (_, "4"): description = "miasto"
      case (_, "5"): description = "obszar wiejski"
      case (_, "8"): description = "dzielnica"
      default: description = "delegatura"
      }
      entries.append(Entry(code: code, name: level == "voivodeship" ? name.uppercased() : name, description: description))
    }
    return entries.sorted { $0.code < $1.code }
  }

  private func parts(_ code: String) -> [String] {
    let digits = Array(code).map(String.init)
    let powiat = digits[2] + digits[3]
    let gmina = digits[4] + digits[5]
    return [digits[0] + digits[1], powiat == "00" ? "" : powiat, gmina == "00" ? "" : gmina, digits[6] == "0" ? "" : digits[6]]
  }

  /// BOM, CR LF, blank last line.
  func separated(_ prefix: String, on date: String) throws(Refusal) -> [UInt8] {
    var text = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\r\n"
    for entry in try entries(prefix, on: date) {
      text += (parts(entry.code) + [entry.name, entry.description, date]).joined(separator: ";") + "\r\n"
    }
    return [0xEF, 0xBB, 0xBF] + Array((text + "\r\n").utf8)
  }

  /// Elements named after the columns.
  func newXML(_ prefix: String, on date: String) throws(Refusal) -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<teryt>\n  <catalog name=\"TERC\" type=\"ALL\" date=\"\(date)\">\n"
    for entry in try entries(prefix, on: date) {
      text += "    <row>\n"
      for (name, value) in zip(["WOJ", "POW", "GMI", "RODZ"], parts(entry.code)) {
        text += value.isEmpty ? "      <\(name) />\n" : "      <\(name)>\(value)</\(name)>\n"
      }
      text +=
        "      <NAZWA>\(entry.name)</NAZWA>\n      <NAZWA_DOD>\(entry.description)</NAZWA_DOD>\n      <STAN_NA>\(date)</STAN_NA>\n    </row>\n"
    }
    return Array((text + "  </catalog>\n</teryt>\n").utf8)
  }

  /// `<col name="WOJ">`, up to 2017.
  func oldXML(_ prefix: String, on date: String) throws(Refusal) -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teryt>\n<catalog name=\"TERC\" type=\"all\" date=\"\(date)\">\n"
    for entry in try entries(prefix, on: date) {
      text += "<row>\n"
      let values = parts(entry.code) + [entry.name, entry.description, date]
      for (name, value) in zip(["WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZDOD", "STAN_NA"], values) {
        text += value.isEmpty ? "<col name=\"\(name)\"/>\n" : "<col name=\"\(name)\">\(value)</col>\n"
      }
      text += "</row>\n"
    }
    return Array((text + "</catalog>\n</teryt>\n").utf8)
  }

  /// Whole gminas of a voivodeship or districts of Warsaw today, with their powiats.
  func region(_ prefix: String, weights: [PublicFigures.UnitWeight], years: [Int]) throws(Refusal) -> Region {
    var region = Region(
      voivodeship: String(prefix.prefix(2)) + "00000", voivodeshipName: prefix == "28" ? "WARMIŃSKO-MAZURSKIE" : "MAZOWIECKIE",
      powiats: [],
      places: [], years: years)
    for row in units.rows.indices {
      let code = try units.field(row, "code")
      guard try units.field(row, "level") == "powiat", code.hasPrefix(prefix) else { continue }
      // The subregions of Warmia-Mazury differ in the fixtures; Warsaw is one by itself.
      let bank = prefix == "28" ? try units.field(row, "bdl_id") : ""
      region.powiats.append(
        Powiat(
          code: code, name: try units.field(row, "name"),
          subregion: bank.isEmpty ? "" : String(bank.prefix(7)) + "00000"))
    }
    for weight in weights {
      guard let powiat = region.powiats.firstIndex(where: { weight.code.hasPrefix($0.code.prefix(4)) }) else { continue }
      region.places.append(
        Place(
          code: weight.code, name: weight.name, kind: Int(String(weight.code.suffix(1))) ?? 0, powiat: powiat,
          weight: weight.weight,
          growth: weight.growth, poverty: weight.poverty))
    }
    return region
  }
}
