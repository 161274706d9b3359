// swift-tools-version:6.2
// The import rules of the house, readable on one screen: a target may import only what is listed for it, and lists
// only targets of the rows above. CI builds with --explicit-target-dependency-import-check error.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

func tests(of name: String, also imports: [Target.Dependency] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + imports, swiftSettings: strict)
}

func stage(_ name: String) -> Target {
  .executableTarget(name: name, dependencies: ["Commands"], swiftSettings: strict)
}

let package = Package(
  name: "Diagnoza",
  targets: [
    // 0  the two C libraries, the processor's SHA-256 and its comparisons of many bytes
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSHA256"),
    .systemLibrary(name: "CVector"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // 1  what everything speaks: what is wrong, bytes, pure statistics
    library("Findings"),
    library("Methods"),
    library("Bytes", imports: ["Findings", "CSHA256", "CVector"]),
    // 2  wrappings and markup, the files between the stages, what to run, where
    library("Archive", imports: ["Findings", "Bytes", "CZlib"]),
    library("Markup", imports: ["Findings", "Bytes", "CLibXML2"]),
    library("Contracts", imports: ["Findings", "Bytes", "Markup"]),
    library("Territory", imports: ["Findings", "Bytes"]),
    library("Disclosure", imports: ["Findings", "Bytes"]),
    library("Pipelines", imports: ["Findings", "Bytes", "Markup", "Territory", "Contracts"]),
    // 3  the four stages: they never import one another and meet only in Contracts
    library("Ingesting", imports: ["Findings", "Bytes", "Archive", "Markup", "Contracts", "Pipelines"]),
    library("Normalising", imports: ["Findings", "Bytes", "Contracts", "Pipelines", "Territory"]),
    library("Diagnosing", imports: ["Findings", "Bytes", "Methods", "Contracts", "Pipelines", "Territory", "Disclosure"]),
    library("Reporting", imports: ["Findings", "Bytes", "Archive", "Markup", "Contracts", "Pipelines"]),
    library("Tabulating", imports: ["Findings", "Bytes", "Archive"]),
    library("MethodRunning", imports: ["Findings", "Bytes", "Markup", "Methods", "Disclosure"]),
    // 4  the conductor and the command line
    library(
      "Conducting",
      imports: [
        "Findings", "Bytes", "Markup", "Contracts", "Pipelines", "Ingesting", "Normalising", "Diagnosing", "Reporting",
      ]),
    library(
      "Commands",
      imports: [
        "Findings", "Bytes", "Markup", "Territory", "Contracts", "Pipelines", "Disclosure", "Ingesting", "Conducting",
        "MethodRunning", "Tabulating",
      ]),
    // 5  the executables: one Main.swift each
    stage("diagnoza"),
    stage("diagnoza-ingest"),
    stage("diagnoza-normalise"),
    stage("diagnoza-diagnose"),
    stage("diagnoza-report"),
    // 6  beside the product: measurements (swift run -c release bench)
    .executableTarget(
      name: "bench",
      dependencies: ["Commands", "Findings", "Bytes", "Archive", "Markup", "Ingesting", "Pipelines", "Territory"],
      path: "Tests/Benchmarks", exclude: ["peers", "floors"],
      swiftSettings: strict),
    // 7  tests, one target a library; what the fuzzer runs (Tests/Fuzz/run.sh) is replayed by them
    .target(
      name: "FuzzTargets", dependencies: ["Findings", "Bytes", "Archive", "Markup", "Pipelines", "Ingesting"], path: "Tests/Fuzz",
      exclude: ["corpus", "run.sh", "LibFuzzerEntry.swift"], swiftSettings: strict),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: strict),
    .testTarget(
      name: "FixtureTests", dependencies: ["Findings", "Bytes", "Archive", "Territory", "Pipelines"], swiftSettings: strict),
    tests(of: "Bytes", also: ["Findings"]),
    tests(of: "Methods"),
    tests(of: "MethodRunning", also: ["Findings", "Bytes", "Methods"]),
    tests(of: "Archive", also: ["Findings", "Bytes"]),
    tests(of: "Markup", also: ["Findings", "Bytes"]),
    tests(of: "Tabulating", also: ["Findings", "Bytes"]),
    tests(of: "Contracts", also: ["Findings", "Bytes", "Markup"]),
    tests(of: "Territory"),
    tests(of: "Disclosure", also: ["Findings", "Bytes"]),
    tests(of: "Pipelines", also: ["Findings", "Bytes", "Territory"]),
    tests(of: "Ingesting", also: ["Findings", "Bytes", "Archive", "Markup", "Contracts", "Pipelines"]),
    tests(of: "Normalising", also: ["Findings", "Bytes", "Contracts", "Pipelines", "Territory"]),
    .testTarget(
      name: "SeededDefectTests",
      dependencies: ["Findings", "Bytes", "Archive", "Contracts", "Territory", "Pipelines", "Ingesting", "Normalising"],
      swiftSettings: strict),
    tests(of: "Diagnosing", also: ["Findings", "Bytes", "Methods", "Contracts", "Pipelines", "Territory", "Disclosure"]),
    tests(of: "Reporting", also: ["Findings", "Bytes", "Archive", "Markup", "Contracts", "Pipelines"]),
    tests(of: "Conducting", also: ["Findings", "Bytes", "Markup", "Contracts", "Pipelines"]),
    tests(of: "Commands", also: ["Findings", "Bytes", "Conducting"]),
    .testTarget(
      name: "PipelineTests", dependencies: ["Archive"], exclude: ["Golden", "Peers"], swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "PublishedDataTests",
      dependencies: ["Findings", "Bytes", "Markup", "Contracts", "Pipelines", "Ingesting", "Normalising", "Diagnosing"],
      swiftSettings: strict),
  ]
)
