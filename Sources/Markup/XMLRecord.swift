/// One event of a document as it lies in the pull's memory, for callers that take all that is read at once.
package struct XMLRecord: BitwiseCopyable {
  package var kind: XMLPull.Event
  /// Elements that are open: 1 in the root, the same for an element's start and end.
  package var depth: Int32
  /// Names as codes; `XMLPull.none` for those of a text, and for no namespace.
  package var namespace: Int32
  package var local: Int32
  /// Of the text's bytes, or of the element's attributes.
  package var start: Int32
  package var end: Int32
  /// Where the tag ends; of a text, where it begins.
  package var line: Int32
}

/// An attribute of an element, and where its value stands in the bytes.
package struct XMLAttribute: BitwiseCopyable {
  package var namespace: Int32
  package var local: Int32
  package var start: Int32
  package var end: Int32
}
