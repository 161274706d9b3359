/// Whether a result agrees with its reference to the accuracy that exact methods are held to (relative 1e-9 is asked for;
/// these are held to more).
func isNear(_ value: Double?, _ reference: Double, relative: Double = 1e-12) -> Bool {
  guard let value else { return false }
  if value == reference { return true }
  return abs(value - reference) <= relative * max(abs(reference), 1e-300)
}
