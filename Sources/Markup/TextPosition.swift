/// A place in a text: line and column, both from 1. The column counts characters (Unicode scalars), not bytes, so that it
/// is what an editor shows.
package struct TextPosition: Sendable, Hashable {
  package var line: Int
  package var column: Int

  package init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }
}
