/// A growing row of plain values, without the checks that an array makes at each step: the handlers of libxml2 append
/// to it some hundred million times in a large document.
///
/// The owner frees it; nothing but trivial types may stand in it.
@safe struct RawBuffer<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    unsafe base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  func free() { unsafe base.deallocate() }

  @inline(__always)
  subscript(_ index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "a place beyond the buffer")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "a place beyond the buffer")
      unsafe base[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    unsafe (base + count).initialize(to: element)
    count += 1
  }

  @inline(__always)
  mutating func append(_ from: UnsafePointer<Element>, count added: Int) {
    if count + added > capacity { grow(to: count + added) }
    unsafe (base + count).initialize(from: from, count: added)
    count += added
  }

  /// Appends up to 16 bytes and copies 16, which must be there to be read: quicker than a call that looks at the count.
  @inline(__always)
  mutating func appendShort(_ from: UnsafePointer<Element>, count added: Int) where Element == UInt8 {
    if count + 16 > capacity { grow(to: count + 16) }
    let source = unsafe UnsafeRawPointer(from)
    let target = UnsafeMutableRawPointer(unsafe base + count)
    unsafe target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
    unsafe target.storeBytes(of: source.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
    count += added
  }

  @inline(__always)
  var last: Element? { count > 0 ? unsafe base[count - 1] : nil }

  /// Forgets what stands behind the first `count`.
  mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count, "more than the buffer has")
    self.count = count
  }

  /// Keeps `range` alone, moved to the beginning.
  mutating func keep(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range beyond the buffer")
    if range.lowerBound > 0 { unsafe base.update(from: base + range.lowerBound, count: range.count) }
    count = range.count
  }

  /// The values in `range`, for as long as nothing is appended.
  @inline(__always)
  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range beyond the buffer")
    return unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  private mutating func grow(to needed: Int) {
    let larger = max(needed, capacity * 2)
    let new = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    unsafe new.initialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = new
    capacity = larger
  }
}
