import Bytes
import Disclosure
import Findings
import Testing

@Suite struct HierarchyTests {
  static func hierarchy(_ text: String) throws(Refusal) -> Hierarchy {
    try Hierarchy(try SeparatedTable(Array(text.utf8), name: "h.csv"), dimension: "unit")
  }

  @Test func anyDepthInAnOrderThatDoesNotDependOnTheLines() throws {
    let one = try Self.hierarchy("child,parent\na,T\nb,T\na1,a\na2,a\na21,a2\n")
    let other = try Self.hierarchy("parent;child;label\na2;a21;x\na;a2;x\na;a1;x\nT;b;x\nT;a;x\n;T;all\n")
    #expect(one.codes == ["T", "a", "a1", "a2", "a21", "b"])
    #expect(one.codes == other.codes && one.parents == other.parents)
    #expect(one.parents == [-1, 0, 1, 1, 3, 0])
    #expect(one.root == 0)
    #expect(one.position(of: "a2") == 3 && one.position(of: "A2") == nil)
    #expect(one.isFinest(4) && !one.isFinest(3))
  }

  @Test func severalRootsAreNoTotal() throws {
    #expect(try Self.hierarchy("child,parent\na,\nb,\n").root == nil)
  }

  @Test(
    "What is no tree is refused where it stands",
    arguments: [
      ("child,parent\na,T\na,S\n", 3), ("child,parent\na,a\n", 2), ("child,parent\nx,T\na,b\nb,a\n", 3),
      ("child,parent\n,T\n", 2), ("child,parent\n", 0), ("kid,parent\na,T\n", 1),
    ])
  func mistakes(text: String, row: Int) {
    #expect {
      _ = try Self.hierarchy(text)
    } throws: { error in
      guard let refusal = error as? Refusal else { return false }
      return refusal.place.file == "h.csv" && refusal.place.row == row && refusal.kind == .data
    }
  }

  @Test func depthIsNoDanger() throws {
    let links = (0..<20_000).map { Hierarchy.Link(child: "c\($0)", parent: $0 == 0 ? "T" : "c\($0 - 1)") }
    #expect(try Hierarchy(dimension: "d", links: links).codes.count == 20_001)
  }
}
