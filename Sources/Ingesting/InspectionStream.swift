package import Findings
package import Markup

/// Where the JSON of `inspect` goes as it grows: it is handed on in pieces, so that a table of any size needs no memory.
package struct InspectionStream {
  package var json: JSONWriter
  private let sink: ([UInt8]) throws(Refusal) -> Void

  package init(_ layout: JSONWriter.Layout = .compact, to sink: @escaping ([UInt8]) throws(Refusal) -> Void) {
    json = JSONWriter(layout)
    self.sink = sink
  }

  /// Hands on what has gathered if it is much; to be called between values.
  package mutating func flowOn() throws(Refusal) {
    if json.bytes.count >= 1 << 16 { try sink(json.drain()) }
  }

  /// Hands on the rest.
  package mutating func finish() throws(Refusal) {
    try sink(json.drain())
  }
}
