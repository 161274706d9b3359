import Archive
import Bytes
import Contracts
import Findings
import Pipelines

/// Reads the files of one source, whatever they are wrapped in, and lays each out by the source's profile.
final class SourceReader {
  private let source: Source
  private let profile: Profile
  private let sink: CellSink
  private(set) var inputs: [InputRecord] = []
  private(set) var settings: [SettingRecord] = []
  /// Hash of a file -> the first that had it: the same download under two names is read once.
  private var seen: [String: String] = [:]
  /// Files that are rejects of an earlier run, corrected.
  private var corrections: Set<String> = []

  init(source: Source, profile: Profile, sink: CellSink) {
    self.source = source
    self.profile = profile
    self.sink = sink
  }

  /// The files in the order in which they are to be read: corrections first, since they say which cells count no more.
  func ordered(_ files: [SourceFile]) throws(Refusal) -> [SourceFile] {
    for file in files where file.shown.lowercased().hasSuffix(".csv") {
      if try CorrectionsReceiver.isCorrections(Input(path: file.path, shownAs: file.shown)) { corrections.insert(file.shown) }
    }
    return files.filter { corrections.contains($0.shown) } + files.filter { !corrections.contains($0.shown) }
  }

  /// - Throws: failures of the machine, and data that was partly written already; other data that is wrong becomes a finding.
  func read(_ file: SourceFile) throws(Refusal) {
    let input = Input(path: file.path, shownAs: file.shown)
    do throws(Refusal) {
      let hash = try input.sha256()
      inputs.append(InputRecord(path: file.shown, size: try Files.status(file.path)?.size ?? 0, sha256: hash))
      if let first = seen[hash] {
        sink.begin(file: file.shown)
        sink.note(
          Finding(
            .note, "identical-file", at: Place(file: file.shown),
            Wording(
              "Plik jest identyczny z \(first); przeczytano go raz.", en: "The file is identical to \(first); it was read once."))
        )
        try sink.commit()
        return
      }
      seen[hash] = file.shown
      try readWrapped(input, depth: 0)
    } catch {
      try refuse(error, input)
    }
  }

  /// A file that is no good is remembered and the run goes on; a failing disk is another matter.
  private func refuse(_ refusal: Refusal, _ input: Input) throws(Refusal) {
    guard refusal.kind == .data || refusal.kind == .missingInput else { throw refusal }
    if sink.file.isEmpty { sink.begin(file: input.name) }
    try sink.rollback(refusal)
  }

  /// Opens archives and gzip files and reads what is in them, one level deep.
  private func readWrapped(_ input: Input, depth: Int) throws(Refusal) {
    let format = try detectFormat(input)
    switch format {
    case .zip:
      try checkDepth(depth, input)
      let archive = try ZipArchive(try input.access(), shownAs: input.name)
      for entry in archive.entries.sorted(by: { precedesByBytes($0.name, $1.name) }) where !entry.name.hasSuffix("/") {
        let member = Input(name: archive.shownName(of: entry)) { () throws(Refusal) in try archive.open(entry) }
        do throws(Refusal) {
          try readWrapped(member, depth: depth + 1)
        } catch {
          try refuse(error, member)
        }
      }
    case .gzip:
      try checkDepth(depth, input)
      let inner = Input(name: input.name + "!/") { () throws(Refusal) in try GzipStream(try input.open(), shownAs: input.name) }
      try readWrapped(inner, depth: depth + 1)
    default:
      sink.begin(file: input.name)
      try layOut(input, format)
      try sink.commit()
    }
  }

  private func checkDepth(_ depth: Int, _ input: Input) throws(Refusal) {
    guard depth < 2 else {
      throw Refusal(
        .data,
        Wording("Archiwum w archiwum w archiwum.", en: "An archive in an archive in an archive."), at: Place(file: input.name),
        mend: Wording("Rozpakuj je i podaj pliki bezpośrednio.", en: "Unpack it and give the files themselves."))
    }
  }

  // MARK: Layouts

  private func layOut(_ input: Input, _ format: InputFormat) throws(Refusal) {
    if format == .csv, corrections.contains(input.name) {
      var receiver = CorrectionsReceiver(sink)
      try readRows(input, format, into: &receiver)
      return try receiver.finish()
    }
    switch profile.layout {
    case .bank:
      let subgroup = bankSubgroup(fileName: Paths.name(of: input.name))
      if format.isWorkbook {
        var receiver = BankWorkbookLayout(sink, subgroup: subgroup)
        try readRows(input, format, into: &receiver)
        try receiver.finish()
      } else {
        guard let subgroup else { throw namelessSubgroup(input) }
        var receiver = BankTextLayout(sink, subgroup: subgroup)
        try readRows(input, format, into: &receiver)
      }
    case .register:
      if format == .xml {
        try readRegisterXML(input, into: sink)
      } else {
        var receiver = RegisterTableReceiver(sink)
        try readRows(input, format, into: &receiver)
        try receiver.finish()
      }
    case .formRows(let layout):
      var receiver = FormRowsReceiver(sink, layout: layout)
      try readRows(input, format, into: &receiver)
    case .statementXML(let layout):
      guard format == .xml else { throw wrongFormat(input, format, wanted: .xml) }
      try readStatement(input, layout, into: sink)
    case .statementTable(let layout):
      var receiver = StatementTableReceiver(sink, layout: layout)
      try readRows(input, format, into: &receiver)
      try receiver.finish()
    case .unitTable(let layout):
      var receiver = UnitTableReceiver(sink, profile: profile.id, layout: layout, sheet: source.sheet ?? layout.sheet)
      try readRows(input, format, into: &receiver)
      try receiver.finish()
    }
  }

  private func readRows(_ input: Input, _ format: InputFormat, into receiver: inout some RowReceiver) throws(Refusal) {
    let options = try options(input)
    guard let understanding = try readTables(input, format, options: options, into: &receiver) else {
      if !format.isReadable { throw refusalOfFormat(format, file: input.name) }
      throw wrongFormat(input, format, wanted: nil)
    }
    for finding in understanding.findings { sink.note(finding) }
    record(understanding, input)
  }

  private func options(_ input: Input) throws(Refusal) -> ReadingOptions {
    var options = ReadingOptions()
    if let encoding = source.encoding {
      guard let known = TextEncoding(alias: encoding) else {
        throw Refusal(
          .configuration, Wording("Nieznane kodowanie „\(encoding)”.", en: "Unknown encoding “\(encoding)”."),
          at: Place(file: input.name),
          mend: unknownWord(encoding, among: TextEncoding.allCases.map(\.rawValue)))
      }
      options.encoding = known
    }
    options.delimiter = source.delimiter.flatMap { $0 == "\\t" ? 0x09 : $0.utf8.first }
    return options
  }

  /// What was found out about a file goes to the run's record.
  private func record(_ understanding: Understanding, _ input: Input) {
    if let encoding = understanding.encoding {
      settings.append(
        SettingRecord(
          name: "file.\(input.name).encoding", value: encoding.rawValue, by: understanding.encodingBy.rawValue))
    }
    if let delimiter = understanding.delimiter {
      settings.append(
        SettingRecord(
          name: "file.\(input.name).delimiter", value: delimiter == 0x09 ? "\\t" : String(UnicodeScalar(delimiter)),
          by: understanding.delimiterBy.rawValue))
    }
  }

  private func wrongFormat(_ input: Input, _ format: InputFormat, wanted: InputFormat?) -> Refusal {
    let title = format.title
    return Refusal(
      .data,
      Wording(
        "To jest \(title.polish), a profil „\(profile.id)” czyta co innego\(wanted.map { " (\($0.title.polish))" } ?? "").",
        en:
          "This is \(title.english), but the profile “\(profile.id)” reads something else\(wanted.map { " (\($0.title.english))" } ?? "")."
      ),
      at: Place(file: input.name),
      mend: Wording(
        "Zapisz dane w jednym z formatów profilu albo wskaż inny profil.",
        en: "Save the data in one of the profile's formats, or name another profile."))
  }

  private func namelessSubgroup(_ input: Input) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Nazwa pliku nie mówi, która to podgrupa BDL, a w pliku CSV tego nie ma.",
        en: "The file's name does not say which subgroup of the Local Data Bank it is, and a CSV does not either."),
      at: Place(file: input.name),
      mend: Wording(
        "Przywróć nazwę z pobrania, na przykład LUDN_2137_CREL_20250113221303.csv.",
        en: "Restore the name of the download, for example LUDN_2137_CREL_20250113221303.csv."))
  }
}
