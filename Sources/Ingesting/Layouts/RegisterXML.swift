import Bytes
import Findings
import Markup
import Pipelines

/// TERC or SIMC as XML, in the shape of 2017 (`<col name="WOJ">02</col>`) and of today (`<WOJ>02</WOJ>`). FORMATS 2.
func readRegisterXML(_ input: Input, _ catalogue: RegisterCatalogue, into sink: CellSink) throws(Refusal) {
  let xml = try XMLPull(try input.open(), shownAs: input.name, words: ["teryt", "row", "col", "name"])
  let root = xml.code(of: "teryt")
  let rowName = xml.code(of: "row")
  let columnName = xml.code(of: "col")
  let nameAttribute = xml.code(of: "name")
  var row: RegisterRow?
  var field = ""
  var text = ""
  var rows: Int32 = 0
  while let event = try xml.next() {
    switch event {
    case .start:
      if xml.depth == 1, xml.local != root {
        throw xml.refusal(
          Wording(
            "To nie jest katalog \(catalogue.rawValue): zaczyna się od <\(xml.name)>.",
            en: "This is no \(catalogue.rawValue) catalogue: it begins with <\(xml.name)>."),
          mend: Wording(
            "Pobierz \(catalogue.rawValue) (XML) z eteryt.stat.gov.pl albo wskaż inny profil.",
            en: "Download \(catalogue.rawValue) (XML), or name another profile."))
      }
      if xml.local == rowName {
        row = RegisterRow(catalogue)
        rows += 1
      } else if row != nil {
        field = xml.local == columnName ? xml.value(nameAttribute) ?? "" : xml.word(xml.local)
        text = ""
      }
    case .text: if !field.isEmpty { text += xml.text }
    case .end:
      if xml.local == rowName, let finished = row {
        try finished.write(to: sink, row: rows, column: 6)
        row = nil
      } else if !field.isEmpty {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !(row?.set(field, trimmed) ?? true), !trimmed.isEmpty { sink.skip("column-not-in-profile") }
        field = ""
      }
    }
  }
  guard rows > 0 else {
    throw xml.refusal(
      Wording("Katalog \(catalogue.rawValue) jest pusty.", en: "The \(catalogue.rawValue) catalogue is empty."),
      mend: Wording("Pobierz go z eteryt.stat.gov.pl jeszcze raz.", en: "Download it again from eteryt.stat.gov.pl."))
  }
}
