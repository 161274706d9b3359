/// The version of the program, printed by `--version` and kept in `run.json`. It takes no part in any key: what changes a
/// result is `Stage.methodVersion`.
package enum ProductVersion {
  package static let text = "0.1.0"
}
