import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct StageRecordTests {
  private let record = StageRecord(
    stage: "ingest", key: "k",
    inputs: [
      InputRecord(path: "b.zip!/ą \"b\".csv", size: 12, sha256: String(repeating: "0", count: 64)),
      InputRecord(path: "a.csv", size: 0, sha256: String(repeating: "f", count: 64)),
    ],
    settings: [
      SettingRecord(name: "source.bdl.encoding", value: "utf-8", by: "detected"),
      SettingRecord(name: "baseYear", value: "2018", by: "standard"),
    ],
    balances: [
      Balance(source: "ops", read: 10, used: 5, rejected: 2, skipped: ["no-unit-code": 2, "empty": 1]), Balance(source: "bdl"),
    ],
    outputs: [OutputRecord(path: "bdl.arrow", size: 7, sha256: String(repeating: "a", count: 64))])

  @Test func readsBackSorted() throws {
    let scratch = try Scratch()
    try record.write(to: scratch.path)
    #expect(try scratch.names == ["stage.json"])
    let read = try StageRecord.read(from: scratch.path)
    var sorted = record
    sorted.inputs.reverse()
    sorted.settings.reverse()
    sorted.balances.reverse()
    #expect(read == sorted)
    let bytes = try Files.read(scratch.file("stage.json"))
    try read.write(to: scratch.path)
    #expect(try Files.read(scratch.file("stage.json")) == bytes)
  }

  static let uneven = [
    Balance(source: "s", read: 10, used: 9), Balance(source: "s", read: 1, used: 2, rejected: -1),
    Balance(source: "s", read: -1, used: -1), Balance(source: "s", read: 0, used: .max, rejected: .max, skipped: ["a": 2]),
    Balance(source: "s", read: 3, used: 1, rejected: 1, skipped: ["a": 2]),
  ]

  @Test(arguments: uneven)
  func anUnevenBalanceIsABugAndNothingIsWritten(balance: Balance) throws {
    let scratch = try Scratch()
    let broken = StageRecord(stage: "ingest", key: "", balances: [balance, Balance(source: "fine")])
    let refused = refusal { () throws(Refusal) in try broken.write(to: scratch.path) }
    #expect(refused?.kind == .internalInvariant)
    #expect(refused?.findings.count == 1)
    #expect(try scratch.names == [])
  }

  @Test func anUnevenBalanceInAFileIsRefused() throws {
    let scratch = try Scratch()
    try record.write(to: scratch.path)
    let text = String(decoding: try Files.read(scratch.file("stage.json")), as: UTF8.self)
    let parts = text.split(separator: "\"read\": 10", omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    try Files.write(Array((parts[0] + "\"read\": 11" + parts[1]).utf8), to: scratch.file("stage.json"))
    #expect(refusal { () throws(Refusal) in _ = try StageRecord.read(from: scratch.path) }?.kind == .data)
  }

  @Test func aMissingRecordOrOneOfAnotherVersionIsUnavailable() throws {
    let scratch = try Scratch()
    #expect(refusal { () throws(Refusal) in _ = try StageRecord.read(from: scratch.path) }?.kind == .unavailable)
    var other = record
    other.contract = 99
    try other.write(to: scratch.path)
    #expect(refusal { () throws(Refusal) in _ = try StageRecord.read(from: scratch.path) }?.kind == .unavailable)
  }

  @Test func aRecordCutAnywhereIsRefused() throws {
    let scratch = try Scratch()
    try record.write(to: scratch.path)
    let bytes = try Files.read(scratch.file("stage.json"))
    for length in 0..<bytes.count - 1 {
      #expect(
        refusal { () throws(Refusal) in _ = try StageRecord(reading: Array(bytes[..<length]), shownAs: "stage.json") }?.kind
          == .data)
    }
  }

  @Test func outputsAreListedWithSizeAndHash() throws {
    let scratch = try Scratch()
    try Files.createDirectories(scratch.file("rejects"))
    try Files.write(Array("abc".utf8), to: scratch.file("rejects/ops.csv"))
    try Files.write([], to: scratch.file("bdl.arrow"))
    try Files.write([], to: scratch.file("stage.json"))
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(
      try OutputRecord.list(scratch.path) == [
        OutputRecord(path: "bdl.arrow", size: 0, sha256: empty), OutputRecord(path: "rejects/ops.csv", size: 3, sha256: abc),
      ])
  }
}
