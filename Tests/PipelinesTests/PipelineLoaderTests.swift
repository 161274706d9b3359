import Foundation
import Testing

@testable import Bytes
@testable import Findings
@testable import Pipelines
@testable import Territory

struct PipelineLoaderTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test("The shipped pipelines load with all that they name", arguments: ["warminsko-mazurskie", "warszawa"])
  func shipped(name: String) throws {
    let pipeline = try Pipeline.load("\(Self.root)/pipelines/\(name).json")
    #expect(pipeline.name == name)
    #expect(pipeline.sampleData)
    for source in pipeline.sources {
      _ = try Profile.load(source.profile, for: pipeline)
      let files = try pipeline.files(of: source)
      #expect(!files.isEmpty)
    }
    let measures = try pipeline.loadMeasures()
    #expect(measures.ids.count > 100)
    let indicators = try pipeline.loadIndicators()
    #expect(indicators.indicators.count >= 45)
    _ = try pipeline.loadForms()
    let register = try pipeline.loadRegister()
    #expect(register["2801011"]?.name == "Bartoszyce")
  }

  @Test("Every profile of the folder loads")
  func profiles() throws {
    let pipeline = try Pipeline.load("\(Self.root)/pipelines/warminsko-mazurskie.json")
    for name in try Profile.names(in: pipeline) {
      let profile = try Profile.load(name, for: pipeline)
      #expect(profile.id == name)
    }
  }

  @Test("The register holds Warmia-Mazury and Warsaw whole")
  func register() throws {
    let pipeline = try Pipeline.load("\(Self.root)/pipelines/warminsko-mazurskie.json")
    let register = try pipeline.loadRegister()
    let powiats = register.summableChildren(of: "2800000", at: .powiat)
    #expect(powiats.count == 21)
    #expect(powiats.flatMap { register.summableChildren(of: $0, at: .gmina) }.count == 116)
    #expect(register.sortedKeys.filter { register[$0]?.level == .district }.count == 18)
  }

  /// A pipeline text with one slip -> exit kind and words that the message must hold.
  static let slips: [(name: String, text: String, kind: Refusal.Kind, words: [String])] = [
    (
      "unknown key", #"{"region":"28","tite":{"pl":"a","en":"b"},"title":"x","years":[2020],"sources":[]}"#, .configuration,
      ["sources"]
    ),
    (
      "unknown key with a neighbour",
      #"{"region":"28","title":"x","years":[2020],"langage":"pl","sources":[{"id":"a","files":["x"],"profile":"bdl"}]}"#,
      .configuration, ["langage", "language"]
    ),
    ("no years", #"{"region":"28","title":"x","years":[],"sources":[]}"#, .configuration, ["years"]),
    ("wrong region", #"{"region":"W-M","title":"x","years":[2020],"sources":[]}"#, .configuration, ["W-M"]),
    (
      "base year outside",
      #"{"region":"28","title":"x","years":[2020],"base_year":2010,"sources":[{"id":"a","files":["x"],"profile":"bdl"}]}"#,
      .configuration, ["2010"]
    ),
    (
      "no day of the calendar",
      #"{"region":"28","title":"x","years":[2020],"register":{"date":"2025-13-01"},"sources":[{"id":"a","files":["x"],"profile":"bdl"}]}"#,
      .configuration, ["2025-13-01"]
    ),
    (
      "a day too many",
      #"{"region":"28","title":"x","years":[2020],"register":{"date":"2025-02-29"},"sources":[{"id":"a","files":["x"],"profile":"bdl"}]}"#,
      .configuration, ["2025-02-29"]
    ),
    (
      "an index that would lead out of the folder",
      #"{"region":"28","title":"x","years":[2020],"sources":[{"id":"a","files":["x"],"profile":"bdl"}],"index":{"id":"../../x","title":"x","domains":[{"id":"d","title":"x","indicators":["A01"]}]}}"#,
      .configuration, ["../../x"]
    ), ("not JSON", #"{"region":"28""#, .configuration, []),
  ]

  @Test("What names files is a plain name", arguments: ["../X01", "a/b", ".x", "", "X 1", "ą"])
  func plainNames(id: String) throws {
    let text = """
      id;label_pl;label_en;definition_pl;definition_en;numerator;denominator;multiplier;unit;decimals;direction;area;levels;interval;threshold;source;breaks
      \(id);x;x;x;x;a;1;1;%;1;n;assistance;powiat;none;3;x;
      """
    let refusal = #expect(throws: Refusal.self) {
      try IndicatorTable(try SeparatedTable(Array(text.utf8), name: "indicators.csv"))
    }
    #expect(refusal?.kind == .configuration)
    #expect(refusal?.place.row == 2)
  }

  @Test("A slip in a pipeline is named with its place", arguments: slips.indices)
  func slip(index: Int) throws {
    let slip = Self.slips[index]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipelines-\(slip.name.hashValue)-\(index)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("x.json")
    try Data(slip.text.utf8).write(to: file)
    do throws(Refusal) {
      _ = try Pipeline.load(file.path)
      Issue.record("\(slip.name) was accepted")
    } catch {
      #expect(error.kind == slip.kind)
      #expect(error.place.file.hasSuffix("x.json"))
      let said = error.what.polish + " " + error.mend.polish
      for word in slip.words { #expect(said.contains(word), "\(said)") }
    }
  }

  /// It names the folder of results; without a name that would be the folder of all of them.
  @Test(arguments: [".json", "..json", ".hidden.json"])
  func aNameBeginsWithNoDot(file: String) {
    do throws(Refusal) {
      _ = try Pipeline.load(FileManager.default.temporaryDirectory.path + "/" + file)
      Issue.record("\(file) was accepted")
    } catch {
      #expect(error.kind == .configuration)
    }
  }
}
