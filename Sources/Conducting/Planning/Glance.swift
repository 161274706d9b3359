import Bytes
import Findings
import Pipelines

/// One look at everything that a whole run depends on - names, sizes, times and inodes, no content - to see that nothing has
/// been touched since a run that found everything current. Whatever differs only means that the plan is made in full.
struct Glance {
  let pipeline: Pipeline
  let layout: OutputLayout

  private static let heading = "diagnoza-glance/4 "

  private struct Sight {
    var text = ""
    /// When what people may change was last changed, in nanoseconds; those kept in whole seconds apart.
    var newest = 0
    var newestWhole = 0

    mutating func see(_ name: String, _ status: FileStatus?) {
      guard let status else {
        text += "\(name)\n"
        return
      }
      let times = "\(status.mtimeNanoseconds) \(status.ctimeNanoseconds)"
      text += "\(name) \(status.device) \(status.inode) \(status.size) \(times)\n"
    }

    mutating func note(_ status: FileStatus?) {
      guard let status else { return }
      for time in [status.mtimeNanoseconds, status.ctimeNanoseconds] {
        if time % 1_000_000_000 == 0 { newestWhole = max(newestWhole, time) } else { newest = max(newest, time) }
      }
    }
  }

  private func look() throws(Refusal) -> Sight {
    var sight = Sight()
    let methods = Stage.allCases.map { String($0.methodVersion) }.joined(separator: ".")
    sight.text = "\(layout.folder) \(pipeline.file) \(pipeline.issued) \(ProductVersion.text) \(methods)\n"
    // Another build of the program may plan otherwise.
    sight.see("program", try Files.status("/proc/self/exe"))
    for path in [pipeline.file] + pipeline.boundaries.map(\.file) {
      let status = try Files.status(path)
      sight.see(path, status)
      sight.note(status)
    }
    for name in try InputStore.definitionFiles(pipeline) {
      let status = try Files.status(Paths.join(pipeline.definitions, name))
      sight.see(name, status)
      sight.note(status)
    }
    for source in pipeline.sources {
      sight.text += source.id + "\n"
      for file in try pipeline.files(of: source) {
        let status = try Files.status(file.path)
        sight.see(file.path, status)
        sight.note(status)
      }
    }
    let target = try Files.readLink(layout.current) ?? ""
    sight.text += target + "\n"
    let edition = Paths.join(layout.folder, target)
    for file in try FolderTree.files(in: edition) { sight.see(file, try Files.linkStatus(Paths.join(edition, file))) }
    sight.see("log", try Files.linkStatus(layout.log))
    // Whatever is deleted in the folder of kept inputs changes its time.
    sight.see("inputs", try Files.linkStatus(layout.inputs))
    return sight
  }

  /// Whether nothing has been touched since `remember`.
  func isUnchanged() throws(Refusal) -> Bool {
    guard let written = try Files.status(layout.glance), written.kind == .regular, pipeline.pinnedFiles.isEmpty else {
      return false
    }
    do throws(Refusal) {
      let sight = try look()
      // What was changed just before it was written could have changed again without another time.
      guard sight.newest < written.mtimeNanoseconds - 20_000_000, sight.newestWhole < written.mtimeNanoseconds - 2_000_000_000
      else { return false }
      return try Files.read(layout.glance) == Self.line(sight)
    } catch {
      // The plan will say what is wrong.
      return false
    }
  }

  /// Writes down how everything looks.
  /// - Parameter isCurrent: asked after the look, so that what changes in between is not taken for what was looked at.
  func remember(if isCurrent: () throws(Refusal) -> Bool) throws(Refusal) {
    guard pipeline.pinnedFiles.isEmpty, try Files.linkStatus(layout.current) != nil else {
      return try Files.remove(layout.glance)
    }
    let line = Self.line(try look())
    guard try isCurrent() else { return try Files.remove(layout.glance) }
    let temporary = layout.glance + ".new"
    try Files.write(line, to: temporary)
    try Files.rename(temporary, layout.glance)
  }

  private static func line(_ sight: Sight) -> [UInt8] {
    Array((heading + SHA256.hex(of: Array(sight.text.utf8)) + "\n").utf8)
  }
}
