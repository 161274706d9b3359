import Testing

/// Where the tests begin. Every test is one of Swift Testing, which finds its tests by itself; without this file the package
/// manager would look for classes of XCTest in the compiler's index, which a build without an index does not have.
@main
struct EveryTest {
  static func main() async {
    let arguments = CommandLine.arguments
    // The package manager asks XCTest first for its list, and goes no further when it gets none: there are no tests of XCTest.
    if arguments.contains("--dump-tests-json") { print(#"{"tests":[]}"#) }
    guard arguments.contains("swift-testing") else { return }
    await Testing.__swiftPMEntryPoint() as Never
  }
}
