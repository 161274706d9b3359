// The one place where columns of numbers and their little-endian bytes in the file are the same memory: one copy of a
// block instead of a loop over its numbers. The format is little-endian, and so is every machine this runs on.
#if _endian(big)
  #error("Arrow files are written as the machine's own memory, which has to be little-endian")
#endif

extension [UInt8] {
  /// Appends the numbers as the file holds them.
  mutating func append<Number: BitwiseCopyable>(numbers: [Number]) {
    unsafe numbers.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// The numbers that `count * stride` bytes from `start` hold.
  /// - Precondition: those bytes are there. `Number` is an integer or floating-point type: any bytes are a value.
  func numbers<Number: BitwiseCopyable & Numeric>(_ type: Number.Type, from start: Int, count: Int) -> [Number] {
    let size = count * MemoryLayout<Number>.stride
    precondition(start >= 0 && count >= 0 && start <= self.count - size, "the numbers stand inside the bytes")
    if count == 0 { return [] }
    return unsafe [Number](unsafeUninitializedCapacity: count) { target, made in
      unsafe withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(target).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[start..<start + size]))
      }
      made = count
    }
  }
}
