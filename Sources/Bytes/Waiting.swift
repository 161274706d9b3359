import Glibc

/// Lets time pass.
package enum Waiting {
  package static func milliseconds(_ count: Int) {
    usleep(UInt32(clamping: count * 1000))
  }

  /// Until a signal ends the process.
  package static func forEver() -> Never {
    while true { pause() }
  }
}
