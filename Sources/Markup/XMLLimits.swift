/// What an XML document may ask of time and memory (defaults of the product); each limit is named in the message that
/// refuses.
package struct XMLLimits: Sendable, Hashable {
  /// Nesting of elements.
  package var depth = 256
  /// Bytes of one text (adjacent pieces joined) or one attribute.
  package var text = 10_000_000
  /// Attributes of one element, namespace declarations among them: libxml2 compares each with each.
  package var attributes = 1024
  /// Namespace declarations that hold at one place: libxml2 looks through all of them for each name.
  package var namespaces = 1024

  /// Bytes before the DOCTYPE or the root element, comments among them.
  package var prolog = 1 << 20
  /// Bytes of the DOCTYPE declaration.
  package var doctype = 1 << 16
  /// Bytes of all attributes that come from defaults in the DOCTYPE.
  package var defaults = 1 << 26
  /// Bytes that entities may be replaced by, each counted wherever it stands in another; above it five times what has been
  /// read of the document.
  package var expansion = 1_000_000

  package init() {}
}
