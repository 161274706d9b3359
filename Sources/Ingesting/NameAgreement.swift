import Bytes
import Findings

/// What to say when a file's name promises another format than its content is; nil when they agree or the name says
/// nothing. The content counts: the file is read for what it is.
func disagreement(ofName input: Input, with format: InputFormat) -> Finding? {
  let name = Paths.name(of: input.name).lowercased()
  guard let dot = name.lastIndex(of: ".") else { return nil }
  let promised: [InputFormat]
  switch name[name.index(after: dot)...] {
  case "xlsx", "xlsm", "xltx", "xltm": promised = [.xlsx]
  // Programs that write reports save workbooks of one XML document under this name, and Excel opens them.
  case "xls", "xlt": promised = [.xls, .xml]
  case "ods", "ots", "fods": promised = [.ods]
  case "csv", "tsv", "tab", "txt": promised = [.csv]
  case "dbf": promised = [.dbf]
  case "xml": promised = [.xml, .ods]
  case "json", "geojson": promised = [.json]
  case "htm", "html": promised = [.html]
  case "zip": promised = [.zip]
  case "gz": promised = [.gzip]
  default: return nil
  }
  guard !promised.contains(format) else { return nil }
  let ending = name[dot...]
  return Finding(
    .warning, "name-disagrees", at: Place(file: input.name),
    Wording(
      "plik nazywa się „\(ending)”, a jest to \(format.title.polish); przeczytano go jako to, czym jest",
      en: "the file is called \"\(ending)\" but is \(article(format.title.english)); it was read as what it is"))
}

private func article(_ noun: String) -> String {
  noun.first.map { "aeiou".contains($0.lowercased()) || noun.hasPrefix("XLS") || noun.hasPrefix("HTML") || noun.hasPrefix("XML") }
    == true ? "an \(noun)" : "a \(noun)"
}
