import Testing

@testable import Conducting
@testable import Findings

/// What servers read as JUnit XML: a rule is a case, an error fails it, warnings and notes are its output, and a rule that
/// nothing could be held against is skipped.
struct FindingsXMLTests {
  @Test func aRuleIsACase() {
    let findings = [
      Finding(.error, "form-sum", at: Place(file: "a.xml", sheet: "dział 1", row: 2, column: 1), Wording("10 ≠ 9", en: "10 ≠ 9")),
      Finding(.warning, "form-sum", at: Place(file: "a.xml", row: 1), Wording("uwaga", en: "remark")),
      Finding(.note, "recoded-unit", Wording("zmiana kodu", en: "another code")),
    ]
    let text = FindingsXML.text(
      findings, checked: ["form-sum": 4, "negative-count": 7, "jump": 0], language: .polish)
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="diagnoza" tests="4" failures="1" errors="0">
          <testsuite name="diagnoza" tests="4" failures="1" errors="0" skipped="1">
            <testcase classname="diagnoza" name="form-sum">
              <failure type="error" message="1">error: a.xml, dział 1, wiersz 2, kolumna 1: 10 ≠ 9</failure>
              <system-out>warning: a.xml, wiersz 1: uwaga</system-out>
            </testcase>
            <testcase classname="diagnoza" name="jump">
              <skipped/>
            </testcase>
            <testcase classname="diagnoza" name="negative-count">
            </testcase>
            <testcase classname="diagnoza" name="recoded-unit">
              <system-out>note: zmiana kodu</system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func whatTurnsOrHidesATextIsLeftOut() {
    let said = Wording("a\u{202E}b\u{2066}c\u{200B}d", en: "x")
    #expect(FindingsXML.text([Finding(.note, "n", said)], checked: [:], language: .polish).contains("note: abcd<"))
  }

  /// A server shows green where the rule was broken by warnings alone: the output says why.
  @Test func aRuleWithWarningsSaysWhyItIsNoFailure() {
    let text = FindingsXML.text([Finding(.warning, "jump", Wording("skok", en: "a jump"))], checked: [:], language: .english)
    #expect(text.contains("failures=\"0\""))
    #expect(text.contains("<system-out>The rule has warnings and is no failure"))
    #expect(text.contains("\nwarning: a jump</system-out>"))
  }

  /// Names and cells come from files of others.
  @Test func nothingInATextIsMarkup() {
    let hostile = "</failure>]]><x a=\"1\" b='2'>&amp;\u{0}\u{8}\u{1B}[31m\u{FFFE}\u{1F600}\r\n\tż"
    let text = FindingsXML.text(
      [Finding(.error, "bad", at: Place(file: "<&>\".xml"), Wording(hostile, en: hostile))], checked: [:], language: .polish)
    #expect(
      text.contains(
        """
        <failure type="error" message="1">error: &lt;&amp;&gt;&quot;.xml: \
        &lt;/failure&gt;]]&gt;&lt;x a=&quot;1&quot; b='2'&gt;&amp;amp;[31m\u{1F600}
        \tż</failure>
        """))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && $0.value & 0xFFFE != 0xFFFE) })
  }
}
