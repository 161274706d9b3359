import Bytes
import Contracts
import Findings
import Pipelines

/// One row of TERC, from CSV or either XML shape, as a cell: the unit's code and name as headings, its kind in words
/// (`gmina wiejska`) as the value, the state's date as the period. Of SIMC: the gmina's code and the locality's name as
/// headings, the locality's own number as the value. FORMATS 2.
struct RegisterRow {
  let catalogue: RegisterCatalogue
  /// SIMC: number of the locality, and of the one it belongs to.
  var locality = ""
  var mainLocality = ""
  /// SIMC: kind of locality, and whether its name is customary.
  var localityKind = ""
  var isNamed = ""
  var voivodeship = ""
  var powiat = ""
  var gmina = ""
  var kind = ""
  var name = ""
  var kindName = ""
  var date = ""

  init(_ catalogue: RegisterCatalogue) { self.catalogue = catalogue }

  /// Sets a field by the name that the catalogue gives it; older editions say NAZDOD.
  /// - Returns: whether the field belongs to the row.
  mutating func set(_ field: String, _ text: String) -> Bool {
    switch field {
    case "WOJ": voivodeship = text
    case "POW": powiat = text
    case "GMI": gmina = text
    case "RODZ", "RODZ_GMI": kind = text
    case "SYM": locality = text
    case "SYMPOD": mainLocality = text
    case "RM": localityKind = text
    case "MZ": isNamed = text
    case "NAZWA": name = text
    case "NAZWA_DOD", "NAZDOD": kindName = text
    case "STAN_NA": date = text
    default: return false
    }
    return true
  }

  /// Seven digits: `02` + `` + `` -> `0200000`.
  var code: String {
    voivodeship + (powiat.isEmpty ? "00" : powiat) + (gmina.isEmpty ? "00" : gmina) + (kind.isEmpty ? "0" : kind)
  }

  /// Hands the row to the sink as one value and six headings.
  func write(to sink: CellSink, row: Int32, column: Int32) throws(Refusal) {
    guard code.utf8.count == 7, code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), !name.isEmpty else {
      throw Refusal(
        .data,
        Wording(
          "Wiersz \(catalogue.rawValue) nie ma kodu siedmiocyfrowego i nazwy.",
          en: "The \(catalogue.rawValue) row has no seven-digit code and name."),
        at: sink.place(row: row),
        mend: Wording(
          "Pobierz katalog \(catalogue.rawValue) z eteryt.stat.gov.pl jeszcze raz.",
          en: "Download the \(catalogue.rawValue) catalogue again."))
    }
    let bytes = Array((catalogue == .terc ? kindName : locality).utf8)
    try sink.value(
      row: row, column: column,
      CellSink.Heading(
        unitCode: sink.unitCode(code), unitName: sink.unitName(name), period: sink.period(date),
        series: sink.series(catalogue == .terc ? "TERC|NAZWA_DOD" : "SIMC|SYM"), unitOfMeasure: sink.unitOfMeasure(""),
        attribute: sink.attribute("")),
      text: bytes.span)
    sink.skip(
      "heading",
      count: [voivodeship, powiat, gmina, kind, name, date, mainLocality, localityKind, isNamed].filter { !$0.isEmpty }.count)
  }
}

/// TERC as CSV (`WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA`), and SIMC (`WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA`).
struct RegisterTableReceiver: RowReceiver {
  private let sink: CellSink
  private let catalogue: RegisterCatalogue
  private var header: [String] = []
  private var rows = 0

  init(_ sink: CellSink, _ catalogue: RegisterCatalogue) {
    self.sink = sink
    self.catalogue = catalogue
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      if header.isEmpty {
        header = view.texts()
        try checkHeader(view)
        sink.skip("heading", count: view.filledCount())
        continue
      }
      if view.filledCount() == 0 { continue }
      var row = RegisterRow(catalogue)
      var valueColumn = 0
      for (index, field) in header.enumerated() {
        _ = row.set(field, view.text(index + 1))
        if catalogue == .terc ? field == "NAZWA_DOD" || field == "NAZDOD" : field == "SYM" { valueColumn = index + 1 }
      }
      try row.write(to: sink, row: view.row, column: Int32(valueColumn))
      self.rows += 1
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  func finish() throws(Refusal) {
    guard rows > 0 else {
      throw Refusal(
        .data,
        Wording("Katalog \(catalogue.rawValue) jest pusty.", en: "The \(catalogue.rawValue) catalogue is empty."),
        at: Place(file: sink.file),
        mend: Wording("Pobierz go z eteryt.stat.gov.pl jeszcze raz.", en: "Download it again from eteryt.stat.gov.pl."))
    }
  }

  private func checkHeader(_ view: RowView) throws(Refusal) {
    let own = catalogue == .terc ? ["RODZ"] : ["RODZ_GMI", "SYM", "SYMPOD"]
    for field in ["WOJ", "POW", "GMI", "NAZWA", "STAN_NA"] + own where !header.contains(field) {
      let name = catalogue.rawValue
      throw Refusal(
        .data,
        Wording("To nie jest katalog \(name): brak kolumny \(field).", en: "This is no \(name) catalogue: no column \(field)."),
        at: sink.place(row: view.row),
        mend: Wording(
          "Pobierz \(name) w wersji urzędowej (CSV) albo wskaż inny profil.",
          en: "Download the official \(name) (CSV), or name another profile."))
    }
  }
}
