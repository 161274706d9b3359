import Testing

@testable import Ingesting

@Suite struct XLSXTextTests {
  @Test(arguments: [
    ("a", "a"), ("_", "_"), ("_x000D_", "\r"), ("a_x000D_\nb", "a\r\nb"), ("_x0142_", "ł"), ("_x20AC_x", "€x"),
    ("_x005F_x000D_", "_x000D_"),
    ("_xD83D__xDE00_", "😀"), ("_xD83D_", "_xD83D_"), ("_xDE00_", "_xDE00_"), ("_xD83D__x0041_", "_xD83D_A"), ("_x12_", "_x12_"),
    ("_xzzzz_", "_xzzzz_"), ("_x000D", "_x000D"), ("__x0041__", "_A_"), ("_X0041_", "_X0041_"), ("ł_x0041_ł", "łAł"),
  ]) func escapesAreResolved(_ given: String, _ expected: String) {
    #expect(XLSXText.unescaped(given) == expected)
    var bytes = Array("_x0041_\(given)".utf8)
    XLSXText.unescape(&bytes, from: 7)
    #expect(bytes == Array("_x0041_\(expected)".utf8))
  }
}
