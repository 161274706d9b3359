import Glibc

/// The time of day: read for the log, never for a result.
enum WallClock {
  /// Milliseconds since 1970, UTC.
  static func milliseconds() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
