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
  /// What became of the cells of each file.
  private(set) var accounts: [FileAccountRow] = []
  /// What an earlier run made of the files, and what the conductor knows of them.
  private let earlier: EarlierCells?
  private let known: [String: InputRecord]
  private let hashed: [FileStatus: String]
  private(set) var settings: [SettingRecord] = []
  /// What the pages of the API that were read say of how many there are.
  private var pages = BankPageTally()
  /// Hash of a file -> the first that had it: the same download under two names is read once.
  private var seen: [String: String] = [:]
  /// Of a profile of statements, once the first is read.
  private var statementPaths: StatementPaths?
  private let labels: RowLabels?
  private var isAtOnce = false
  /// Files that are rejects of an earlier run, corrected.
  private var corrections: Set<String> = []

  /// - Parameter forms: where the labels of rows are to be compared with theirs.
  init(
    source: Source, profile: Profile, sink: CellSink, earlier: EarlierCells? = nil, known: [String: InputRecord] = [:],
    hashed: [FileStatus: String] = [:], forms: FormTables? = nil
  ) {
    labels = forms.map { RowLabels($0) }
    self.earlier = earlier
    self.known = known
    self.hashed = hashed
    self.source = source
    self.profile = profile
    self.sink = sink
  }

  /// The files in the order in which they are to be read: corrections first, since they say which cells count no more.
  func ordered(_ files: [SourceFile]) throws(Refusal) -> [SourceFile] {
    for file in files where file.shown.lowercased().hasSuffix(".csv") {
      if try CorrectionsReceiver.isCorrections(file) { corrections.insert(file.shown) }
    }
    return files.filter { corrections.contains($0.shown) } + files.filter { !corrections.contains($0.shown) }
  }

  /// - Throws: failures of the machine, and data that was partly written already; other data that is wrong becomes a finding.
  func read(_ file: SourceFile) throws(Refusal) {
    let before = sink.balance
    if try takeEarlier(file) { return }
    try readAnew(file)
    if let input = inputs.last, input.path == file.shown {
      accounts.append(FileAccountRow(input, from: before, to: sink.balance))
    }
  }

  /// A statement stands for itself, so that one which has not changed gives the cells that it gave before. Files of other
  /// layouts may need one another.
  private func takeEarlier(_ file: SourceFile) throws(Refusal) -> Bool {
    guard case .statementXML = profile.layout, let earlier, let input = known[file.shown], seen[input.sha256] == nil else {
      return false
    }
    let before = sink.balance
    guard try earlier.take(input, into: sink) else { return false }
    seen[input.sha256] = file.shown
    inputs.append(input)
    accounts.append(FileAccountRow(input, from: before, to: sink.balance))
    return true
  }

  /// - Throws: failures of the machine, and data that was partly written already; other data that is wrong becomes a finding.
  private func readAnew(_ file: SourceFile) throws(Refusal) {
    let input = try input(file)
    do throws(Refusal) {
      let hash = try input.sha256()
      inputs.append(InputRecord(path: file.shown, size: input.size ?? 0, sha256: hash))
      if let first = seen[hash] {
        sink.begin(file: file.shown)
        sink.note(identity(of: file.shown, with: first))
        try sink.commit()
        return
      }
      seen[hash] = file.shown
      try readWrapped(input, depth: 0)
    } catch {
      try refuse(error, input)
    }
  }

  /// A second download is nothing to mend, but a name that gives the same bytes another meaning is.
  private func identity(of file: String, with first: String) -> Finding {
    guard let here = meaning(ofName: file), let there = meaning(ofName: first), here != there else {
      if let here = periodInFileName(file), let there = periodInFileName(first), here != there {
        return copy(of: first, there, file, here)
      }
      return Finding(
        .note, "identical-file", at: Place(file: file),
        Wording(
          "Plik jest identyczny z \(first); przeczytano go raz.", en: "The file is identical to \(first); it was read once."))
    }
    return Finding(
      .error, "identical-file-other-name", at: Place(file: file),
      Wording(
        "Plik jest identyczny z \(first), a nazwy mówią co innego: \(here) i \(there). Jeden z nich ma złą zawartość: pobierz oba jeszcze raz; przeczytano tylko \(first).",
        en:
          "The file is identical to \(first), but the names say different things: \(here) and \(there). One of them has the wrong content: download both again; only \(first) was read."
      ))
  }

  /// The periods stand inside, so that nothing is read wrong; but those of one of the two names are in no file.
  private func copy(of first: String, _ there: String, _ file: String, _ here: String) -> Finding {
    Finding(
      .warning, "identical-file", at: Place(file: file),
      Wording(
        "Plik jest identyczny z \(first), choć nazwy podają różne okresy (\(here) i \(there)); przeczytano go raz. Jeden z nich jest kopią: sprawdź, czy nie brakuje przez to danych, i zdobądź właściwy.",
        en:
          "The file is identical to \(first) although the names give different periods (\(here) and \(there)); it was read once. One of them is a copy: see whether data are missing because of it, and get the right one."
      ))
  }

  /// What a file's name alone says of its figures: the period, or the subgroup of the bank; nil where it says nothing.
  private func meaning(ofName file: String) -> String? {
    switch profile.layout {
    case .bank: bankSubgroup(fileName: Paths.name(of: file))
    case .unitTable(let table) where table.period == .fileName: periodInFileName(file)
    default: nil
    }
  }

  /// A file that was hashed when the run was planned is not hashed again while it is that version.
  private func input(_ file: SourceFile) throws(Refusal) -> Input {
    guard !hashed.isEmpty, let status = try Files.status(file.path), let sha256 = hashed[status] else {
      return Input(path: file.path, shownAs: file.shown)
    }
    return Input(path: file.path, shownAs: file.shown, version: status, sha256: sha256)
  }

  /// After the last file: what only all of them together show.
  func finish() {
    for finding in pages.findings { sink.conclude(finding) }
    sink.concludeCorrections()
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
      let entries = try archive.files()
      guard entries.contains(where: { !$0.isOfSystem }) else { throw emptyArchive(input) }
      for entry in entries.sorted(by: { precedesByBytes($0.name, $1.name) }) {
        let member = Input(name: archive.shownName(of: entry)) { () throws(Refusal) in try archive.open(entry) }
        if entry.isOfSystem {
          try passOver(member)
          continue
        }
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
      if format == .csv, input.isBestReadAtOnce, try layOutAtOnce(input) { return }
      try layOut(input, format)
      try requireValues(input)
      try sink.commit()
    }
  }

  /// A file of headings alone is a download that went wrong: taken in silence it would leave a hole that looks like no data.
  private func requireValues(_ input: Input) throws(Refusal) {
    // Pages of the bank say how many results there are, and none is an answer.
    if case .bankPages = profile.layout { return }
    guard sink.isFileEmpty, !corrections.contains(input.name) else { return }
    throw Refusal(
      .data,
      Wording("Plik nie ma ani jednej wartości: same nagłówki.", en: "The file has not a single value: headings only."),
      at: Place(file: input.name),
      mend: Wording(
        "Pobierz go jeszcze raz albo usuń go ze źródła.", en: "Download it again, or take it out of the source."))
  }

  private func emptyArchive(_ input: Input) -> Refusal {
    Refusal(
      .data, Wording("W archiwum nie ma żadnego pliku z danymi.", en: "The archive holds no file of data."),
      at: Place(file: input.name),
      mend: Wording("Spakuj lub pobierz je jeszcze raz.", en: "Pack or download it again."))
  }

  private func passOver(_ member: Input) throws(Refusal) {
    sink.begin(file: member.name)
    sink.note(
      Finding(
        .note, "system-file", at: Place(file: member.name),
        Wording(
          "Plik systemu, który pakował archiwum; pominięto go.",
          en: "A file of the system that packed the archive; it was passed over.")))
    try sink.commit()
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

  /// A packed text, in one go. Whatever comes up, what was laid out is taken back, and the text is read in two steps, which
  /// tells what is wrong if anything is.
  private func layOutAtOnce(_ input: Input) throws(Refusal) -> Bool {
    guard !corrections.contains(input.name) else { return false }
    let known = settings.count
    isAtOnce = true
    defer { isAtOnce = false }
    do throws(Refusal) {
      try layOut(input, .csv)
      try requireValues(input)
    } catch {
      settings.removeLast(settings.count - known)
      try sink.beginAgain()
      return false
    }
    try sink.commit()
    return true
  }

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
        var receiver = BankTextLayout(sink, subgroup: subgroup)
        try readRows(input, format, into: &receiver)
      }
    case .bankPages(let layout):
      var reader = BankPagesReader(sink, profile: profile.id, layout)
      switch format {
      case .json: try reader.readJSON(input)
      case .xml: try reader.readXML(input)
      default: throw wrongFormat(input, format, wanted: .json)
      }
      pages.add(reader.page, file: input.name)
    case .register(let catalogue):
      if format == .xml {
        try readRegisterXML(input, catalogue, into: sink)
      } else {
        var receiver = RegisterTableReceiver(sink, catalogue)
        try readRows(input, format, into: &receiver)
        try receiver.finish()
      }
    case .formRows(let layout):
      var receiver = FormRowsReceiver(sink, layout: layout)
      try readRows(input, format, into: &receiver)
    case .statementXML(let layout):
      guard format == .xml else { throw wrongFormat(input, format, wanted: .xml) }
      let paths = statementPaths ?? StatementPaths(layout)
      statementPaths = paths
      try readStatement(input, paths, labels, into: sink)
    case .statementTable(let layout):
      var receiver = StatementTableReceiver(sink, layout: layout, labels: labels)
      try readRows(input, format, into: &receiver)
      try receiver.finish()
    case .formColumns(let layout):
      var receiver = FormColumnsReceiver(sink, layout: layout)
      try readRows(input, format, into: &receiver)
      try receiver.finish()
    case .rowTable(let layout):
      var receiver = RowTableReceiver(sink, profile: profile.id, layout: layout, sheet: source.sheet)
      try readRows(input, format, into: &receiver)
      try receiver.finish()
    case .sdmx(let layout):
      guard format == .xml else { throw wrongFormat(input, format, wanted: .xml) }
      try readSDMX(input, profile: profile.id, layout, into: sink)
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
    if let finding = disagreement(ofName: input, with: format) { sink.note(finding) }
    record(understanding, input)
  }

  private func options(_ input: Input) throws(Refusal) -> ReadingOptions {
    var options = ReadingOptions()
    options.isAtOnce = isAtOnce
    options.isForLayouts = true
    if case .bank = profile.layout { options.firstSheet = BankWorkbookLayout.description }
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

  /// What was found out about a file, by what evidence, and what else it might have been, goes to the run's record; where
  /// there was a choice, to the findings too.
  private func record(_ understanding: Understanding, _ input: Input) {
    if !understanding.evidence.isEmpty {
      settings.append(
        SettingRecord(
          name: "file.\(input.name).evidence", value: understanding.evidence.map(\.english).joined(separator: "; "),
          by: Understanding.Source.detected.rawValue))
    }
    if let runnerUp = understanding.runnerUp {
      settings.append(
        SettingRecord(
          name: "file.\(input.name).runner_up", value: runnerUp.english, by: Understanding.Source.detected.rawValue))
      let evidence = understanding.evidence
      sink.note(
        Finding(
          .note, "detected-text", at: Place(file: input.name),
          Wording(
            "Odczytano tak: \(evidence.map(\.polish).joined(separator: "; ")). Odrzucono: \(runnerUp.polish).",
            en: "Read so: \(evidence.map(\.english).joined(separator: "; ")). Rejected: \(runnerUp.english).")))
    }
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
}
