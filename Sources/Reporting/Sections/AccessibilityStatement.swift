import Findings

extension Section {
  package static let accessibility = Section(
    "accessibility", Wording("Dostępność cyfrowa", en: "Digital accessibility"), compose: accessibilityChapter)
}

/// The draft of the statement that the act of 4 April 2019 asks for; what only the publisher knows is left open and says so.
private func accessibilityChapter(_ composition: Composition) -> Chapter? {
  let material = composition.material
  let say = composition.say
  let publisher = material.publisher.isEmpty ? say("[nazwa podmiotu]", "[name of the body]") : material.publisher
  let contact =
    material.contact.isEmpty ? say("[adres i osoba do kontaktu]", "[address and person to contact]") : material.contact
  // The day of the newest data is not that of the publication: only the pipeline knows it.
  let published =
    material.issueDate.isEmpty ? say("[do uzupełnienia]", "[to be filled in]") : say.dates.day(material.issueDate)
  return Chapter(
    id: "accessibility", title: say(Section.accessibility.title),
    blocks: [
      .paragraph(
        say(
          "Projekt oświadczenia. \(publisher) zobowiązuje się zapewnić dostępność tego raportu zgodnie z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych. Data publikacji: \(say.ended(published))",
          "Draft of the statement. \(publisher) undertakes to make this report accessible in accordance with the act of 4 April 2019 on the digital accessibility of websites and mobile applications of the public-sector bodies. Date of publication: \(published)."
        )),
      .list([
        [
          .text(
            say(
              "Przed publikacją program sprawdził na każdej stronie: język, tytuł, kolejność nagłówków, podpisy tabel i zakres ich nagłówków, teksty alternatywne wykresów, treść odnośników i ich cele, kolejność fokusu, odnośnik do treści, przewijanie tabel na wąskim ekranie oraz kontrast tekstu (4,5:1) i znaków wykresów (3:1) w arkuszu stylów. Wydanie, które tych kontroli nie przechodzi, nie jest publikowane.",
              "Before publication the program checked on every page: language, title, order of headings, captions of tables and scope of their headings, alternatives of charts, texts and targets of links, focus order, skip link, scrolling of tables on a narrow screen, and the contrast of text (4.5:1) and marks of charts (3:1) in the style sheet. An edition that fails is not published."
            ))
        ],
        [
          .text(
            say(
              "Kontrola programu nie zastępuje badania przez człowieka. Wynik takiego badania, datę i podmiot, który je przeprowadził, wpisuje wydawca: [do uzupełnienia].",
              "The program's check does not replace an examination by people. Its result, date and examiner are for the publisher to add: [to be completed]."
            ))
        ],
        [
          .text(
            say(
              "Każdy wykres ma opis i tabelę z tymi samymi liczbami; znaczenie nie zależy od samego koloru.",
              "Every chart has a description and a table of the same numbers; no meaning rests on colour alone."))
        ],
        [.text(say("Uwagi i żądania zapewnienia dostępności: \(contact).", "Remarks and requests for access: \(contact)."))],
        [
          .text(
            say(
              "Skargę na niezapewnienie dostępności można złożyć do Rzecznika Praw Obywatelskich.",
              "Complaints about lacking accessibility may be made to the Commissioner for Human Rights."))
        ],
      ]),
    ])
}
