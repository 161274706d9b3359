// Reference values: R packages from Debian and Python packages from PyPI, named with their versions in ReferenceValues.swift.
import Bytes
import Findings
import MethodRunning
import Testing

@Suite struct ReferenceTests {
  /// To 1e-9 of the value; the tails of distributions differ between libraries in the last digits only.
  @Test(arguments: ReferenceCase.all + ReferenceCase.composites + ReferenceCase.ratesAndSeries + ReferenceCase.packages)
  func agreesWithAnIndependentImplementation(_ test: ReferenceCase) throws {
    let output = try MethodOrderTests.run(
      test.method, try #require(ReferenceTables.all[test.table]),
      types: test.hasTypes ? ReferenceTables.types : nil,
      weights: test.weights.isEmpty ? nil : ReferenceTables.all[test.weights], test.parameters)
    let column = try #require(output.header.firstIndex(of: test.column), "\(output.header)")
    var found: [Double?] = []
    for row in output.rows where test.variable.isEmpty || row[0] == .text(test.variable) {
      switch row[column] {
      case .number(let value), .fixed(let value, _): found.append(value)
      case .integer(let value): found.append(Double(value))
      case .empty: found.append(nil)
      case .text(let text): found.append(Double(text))
      }
    }
    // Statistics that the other implementation does not give stand at the end.
    try #require(found.count >= test.expected.count)
    for (value, expected) in zip(found, test.expected) {
      guard expected.isFinite else {
        #expect(value == nil || value?.isFinite == false)
        continue
      }
      let value = try #require(value)
      #expect(
        abs(value - expected) <= 1e-9 * max(abs(expected), 1e-6), "\(value) instead of \(expected)")
    }
  }
}
