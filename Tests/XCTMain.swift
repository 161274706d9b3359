import Testing

/// Where the tests begin. Every test is one of Swift Testing, which finds its tests by itself; without this file the package
/// manager would look for classes of XCTest in the compiler's index, which a build without an index does not have.
@main
struct EveryTest {
  static func main() async {
    // The other library is asked first, and has no tests here.
    guard CommandLine.arguments.contains("swift-testing") else { return }
    await Testing.__swiftPMEntryPoint() as Never
  }
}
