import Bytes
import Disclosure
import Findings
import Glibc
import Testing

/// An attacker who is not ours: linear programmes solved by HiGHS (scipy.optimize.linprog) over what a pattern leaves to be seen,
/// also with the contributor of each 1 knowing that cell. Skipped where Python has no scipy.
@Suite(.enabled(if: ProgrammeAttacker.isPresent, "python3 with scipy is not installed here"))
struct ProgrammeAttackerTests {
  @Test(arguments: SuppressionTests.cases) func noIntervalIsNarrower(_ test: SuppressionTests.Case) throws {
    let table = try test.table()
    let pattern = try SuppressionTests.pattern(table, SuppressionOptions(singleton: true))
    let own = try SuppressionTests.bounds(table, pattern)
    let found = try ProgrammeAttacker.attack(table, pattern)
    #expect(found.bounds.count == table.primaries.count)
    for (cell, bounds) in found.bounds {
      #expect(bounds.lower <= 1e-6 && bounds.upper >= 3 - 1e-6, "\(table.cells.codes(of: cell)): \(bounds)")
      // What our own audit says is what it finds.
      #expect(abs((own[cell]?.lower.value ?? -1) - bounds.lower) < 1e-6)
      #expect(own[cell]?.upper.map { abs($0.value - bounds.upper) < 1e-6 } ?? (bounds.upper > 1e15))
    }
    #expect(found.narrowToContributors == 0)
  }
}

enum ProgrammeAttacker {
  static let isPresent = unsafe system("python3 -c 'import scipy.optimize, numpy' >/dev/null 2>&1") == 0

  /// - Returns: bounds by primary cell, and how many pairs of a contributor's cell and a primary one leave the latter a narrower
  ///   interval than the threshold (cells above and below each other left out).
  static func attack(
    _ table: SyntheticTable, _ pattern: Suppression
  ) throws -> (bounds: [Int: (lower: Double, upper: Double)], narrowToContributors: Int) {
    var name = Array("/tmp/attacker-XXXXXX".utf8CString)
    let made = unsafe try #require(mkdtemp(&name))
    let folder = unsafe String(cString: made)
    var text = ""
    for (cell, value) in table.values.enumerated() { text += "c \(cell) \(value) \(pattern.statuses[cell].rawValue)\n" }
    let additivity = table.additivity
    for relation in additivity.relations {
      text += "r \(relation.total) " + relation.parts.map(String.init).joined(separator: " ") + "\n"
    }
    for cell in table.primaries {
      text += "a \(cell) " + additivity.ancestors(of: cell).sorted().map(String.init).joined(separator: " ") + "\n"
    }
    try Files.write(Array(text.utf8), to: folder + "/table.txt")
    try Files.write(Array(source.utf8), to: folder + "/attack.py")
    let status = unsafe system("OMP_NUM_THREADS=1 python3 '\(folder)/attack.py' '\(folder)/table.txt' >'\(folder)/out.txt' 2>&1")
    let output = String(decoding: try Files.read(folder + "/out.txt"), as: UTF8.self)
    try Files.remove(folder)
    try #require(status == 0, "\(output)")
    var bounds: [Int: (lower: Double, upper: Double)] = [:]
    var narrow = -1
    for line in output.split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count == 3, let cell = Int(fields[0]), let lower = Double(fields[1]), let upper = Double(fields[2]) {
        bounds[cell] = (lower, upper)
      } else if fields.count == 2, fields[0] == "narrow" {
        narrow = Int(fields[1]) ?? -1
      }
    }
    return (bounds, narrow)
  }

  private static let source = #"""
    import sys
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, hstack, identity

    values, status, relations, above = [], [], [], {}
    for line in open(sys.argv[1]):
        kind, *rest = line.split()
        if kind == "c":
            values.append(int(rest[1])); status.append(rest[2])
        elif kind == "r":
            relations.append((int(rest[0]), [int(x) for x in rest[1:]]))
        else:
            above[int(rest[0])] = {int(x) for x in rest[1:]}
    withheld = [c for c, s in enumerate(status) if s != "p"]
    primary = [c for c, s in enumerate(status) if s == "1"]

    def system(known):
        free = [c for c in withheld if c != known]
        place = {c: k for k, c in enumerate(free)}
        rows, right = [], []
        for total, parts in relations:
            signed = [(p, 1) for p in parts] + [(total, -1)]
            if any(c in place for c, _ in signed):
                row = np.zeros(len(free)); rest = 0
                for c, s in signed:
                    if c in place: row[place[c]] += s
                    else: rest -= s * values[c]
                rows.append(row); right.append(rest)
        return free, place, csr_matrix(np.array(rows)), np.array(right)

    def end(A, b, k, sign):
        cost = np.zeros(A.shape[1]); cost[k] = sign
        found = linprog(cost, A_eq=A, b_eq=b, bounds=(0, None), method="highs")
        if found.status == 3: return float("inf")
        assert found.status == 0, found.message
        return found.x[k]

    free, place, A, b = system(None)
    for c in primary:
        print(c, end(A, b, place[c], 1), end(A, b, place[c], -1))

    # Against contributors a few programmes move all cells at once; what is still narrow then is asked for by itself.
    narrow = 0
    for who in [c for c in primary if values[c] == 1]:
        free, place, A, b = system(who)
        wanted = [c for c in primary if c != who and who not in above[c] and c not in above[who]]
        if not wanted: continue
        truth = np.array([values[c] for c in free], float)
        low, high = truth.copy(), truth.copy()
        def is_narrow(c): return high[place[c]] - low[place[c]] < 3 - 1e-7 or high[place[c]] < 3 - 1e-7
        for _ in range(3):
            todo = [place[c] for c in wanted if is_narrow(c)]
            if not todo: break
            n, m = len(free), len(todo)
            pick = csr_matrix((np.ones(m), (range(m), todo)), shape=(m, n))
            up = linprog(np.r_[np.zeros(n), -np.ones(m)], A_eq=hstack([A, csr_matrix((A.shape[0], m))]).tocsr(), b_eq=b,
                         A_ub=hstack([-pick, identity(m)]).tocsr(), b_ub=np.zeros(m),
                         bounds=[(0, None)] * n + [(0, 3)] * m, method="highs").x[:n]
            cost = np.zeros(n); cost[todo] = 1
            down = linprog(cost, A_eq=A, b_eq=b, bounds=(0, None), method="highs").x
            for x in (up, down):
                np.minimum(low, x, out=low); np.maximum(high, x, out=high)
        for c in wanted:
            if is_narrow(c):
                lower, upper = end(A, b, place[c], 1), end(A, b, place[c], -1)
                if upper - lower < 3 - 1e-6 or upper < 3 - 1e-6: narrow += 1
    print("narrow", narrow)
    """#
}
