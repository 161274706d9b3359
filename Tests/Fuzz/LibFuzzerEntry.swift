import FuzzTargets
import Glibc

/// Chosen by the environment, because libFuzzer has the arguments.
private let target = unsafe FuzzTarget(rawValue: String(cString: getenv("FUZZ_TARGET")))

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let target else { fatalError("FUZZ_TARGET names no target") }
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  if let violation = target.violation(bytes) { fatalError(violation) }
  return 0
}
