import Findings

/// Options that every command takes.
package enum EveryCommand {
  package static let quiet = OptionDescription(
    "quiet", short: "q", Wording("Mów tylko o błędach.", en: "Say nothing but errors."))
  package static let verbose = OptionDescription(
    "verbose", short: "v", Wording("Mów więcej, także bez terminala.", en: "Say more, also without a terminal."))
  package static let language = OptionDescription(
    "language", value: .init("language", .word(["pl", "en"])),
    Wording(
      "Język komunikatów; inaczej LC_ALL, LC_MESSAGES, LANG, a na końcu en.",
      en: "Language of messages; else LC_ALL, LC_MESSAGES, LANG, and at last en."))
  package static let noColour = OptionDescription(
    "no-color", Wording("Bez kolorów (także NO_COLOR).", en: "No colour (also NO_COLOR)."))
  package static let noProgress = OptionDescription(
    "no-progress", Wording("Bez paska postępu.", en: "No progress line."))

  package static let all = [quiet, verbose, language, noColour, noProgress]
}
