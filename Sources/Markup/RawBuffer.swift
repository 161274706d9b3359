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
