import Findings

extension Terms {
  /// What a kind of finding is about; its code where this version knows no words for it. The kinds that the rules of `checks.csv`
  /// find have their words there.
  package func finding(_ code: String) -> String {
    guard let wording = Terms.findings[code] else { return code }
    return phrasing(wording)
  }

  private static let findings: [String: Wording] = [
    // Reading files.
    "detected-text": Wording("rozpoznane kodowanie i separator", en: "encoding and delimiter as detected"),
    "encoding-uncertain": Wording("niepewne kodowanie", en: "uncertain encoding"),
    "preamble": Wording("wiersze nad tabelą", en: "rows above the table"),
    "footer": Wording("wiersze pod tabelą", en: "rows below the table"),
    "hidden-sheet": Wording("ukryty arkusz", en: "hidden sheet"),
    "percent-cells": Wording("komórki pokazane jako procent", en: "cells shown as percentages"),
    "formula-without-result": Wording("formuły bez zapisanego wyniku", en: "formulas without a stored result"),
    "hidden-rows": Wording("ukryte wiersze", en: "hidden rows"),
    "sheet-left-out": Wording("pominięty arkusz bez danych", en: "sheet without data left out"),
    "ragged-rows": Wording("wiersze o innej liczbie pól", en: "rows with another number of fields"),
    "short-row": Wording("za krótki wiersz", en: "row too short"),
    "text-formula": Wording("tekst zapisany jak formuła", en: "text written as a formula"),
    "text-after-quote": Wording("tekst za cudzysłowem", en: "text after a closing quote"),
    "identical-file": Wording("plik podany dwa razy", en: "the same file twice"),
    "identical-file-other-name": Wording(
      "ten sam plik pod nazwami o innym znaczeniu", en: "one file under names that differ in meaning"),
    "file-not-in-use": Wording("plik, z którego nic nie użyto", en: "file of which nothing was used"),
    "system-file": Wording("plik systemowy w archiwum", en: "system file in an archive"),
    "name-disagrees": Wording("nazwa pliku niezgodna z treścią", en: "file name disagrees with the content"),
    "unreadable-number": Wording("nieczytelna liczba", en: "unreadable number"),
    "number-despite-attribute": Wording("liczba mimo znaku, że jej nie ma", en: "number despite a mark that there is none"),
    "attribute-without-number": Wording("atrybut liczby, której nie ma", en: "attribute of a number that is not there"),
    "unreadable-styles": Wording("nieczytelne style arkusza", en: "unreadable styles of a spreadsheet"),
    "unreadable-value": Wording("nieczytelna wartość", en: "unreadable value"),
    "unreadable-period": Wording("nieczytelny okres", en: "unreadable period"),
    "unreadable-member": Wording("nieczytelny plik w archiwum", en: "unreadable file in an archive"),
    "unreadable-row": Wording("nieczytelny wiersz", en: "unreadable row"),
    "refused-file": Wording("plik nieprzyjęty", en: "file refused"),
    "columns-out-of-order": Wording("lata w kolumnach nie po kolei", en: "years of columns out of order"),
    "incomplete-pages": Wording("niepełne pobranie z API", en: "incomplete download from the API"),
    "correction-without-cell": Wording("poprawka komórki, której nie ma", en: "correction of a cell that does not exist"),
    "code-page-missing": Wording("brak strony kodowej", en: "code page not stated"),
    "code-page-contradicted": Wording("błędna strona kodowa", en: "code page contradicted"),
    "no-form-place": Wording("komórka spoza formularza", en: "cell outside the form"),
    // Units, periods, forms.
    "recoded-unit": Wording("jednostka pod dawnym kodem", en: "unit under a former code"),
    "dissolved-unit": Wording("jednostka zniesiona", en: "dissolved unit"),
    "unknown-unit": Wording("nieznany kod jednostki", en: "unknown unit code"),
    "unknown-name": Wording("nieznana nazwa jednostki", en: "unknown name of a unit"),
    "ambiguous-unit": Wording("niejednoznaczny kod jednostki", en: "ambiguous unit code"),
    "ambiguous-name": Wording("niejednoznaczna nazwa jednostki", en: "ambiguous name of a unit"),
    "other-parent": Wording("jednostka innego powiatu", en: "unit of another powiat"),
    "stale-register": Wording("rejestr nie sięga okresu danych", en: "register does not cover the period"),
    "unit-other-name": Wording("inna nazwa jednostki", en: "another name of the unit"),
    "register-other-name": Wording("inna nazwa w rejestrze TERYT", en: "another name in the TERYT register"),
    "register-not-covered": Wording("data rejestru poza wykazem jednostek", en: "register date outside the catalogue of units"),
    "register-unknown-unit": Wording("jednostka spoza rejestru", en: "unit missing from the register"),
    "repeated-figures": Wording("te same liczby dwóch okresów", en: "the same figures of two periods"),
    "twin-units": Wording("te same liczby dwóch jednostek", en: "the same figures of two units"),
    "parts-not-gmina": Wording("miasto i wieś nie dają gminy", en: "town and countryside are not the gmina"),
    "unit-missing-from-table": Wording("jednostka, której brak w tabeli", en: "unit missing from a table"),
    "part-without-whole": Wording("część gminy bez całości", en: "part of a gmina without the whole"),
    "wrong-unit": Wording("sprawozdanie innej jednostki", en: "statement of another unit"),
    "far-year": Wording("rok odległy od pozostałych", en: "year far from all others"),
    "printed-total-differs": Wording("suma w tabeli inna niż jej wiersze", en: "a printed total that its rows do not add up to"),
    "wrong-period": Wording("inny okres niż w nazwie", en: "another period than the name says"),
    "assessed-year-unknown": Wording("nie wiadomo, który rok oceniono", en: "unknown which year is assessed"),
    "wrong-form-version": Wording("inna wersja formularza", en: "another version of the form"),
    "unknown-form-version": Wording("nieznana wersja formularza", en: "unknown version of the form"),
    "row-not-in-form-table": Wording("wiersz spoza tabeli formularza", en: "row not in the form's table"),
    "unknown-category": Wording("nieznana kategoria", en: "unknown category"),
    "ambiguous-category": Wording("niejednoznaczna kategoria", en: "ambiguous category"),
    // Checks of figures.
    "form-columns": Wording("niezgodne kolumny formularza", en: "columns of the form disagree"),
    "label-not-of-row": Wording("nazwa innego wiersza formularza", en: "label of another row of the form"),
    "form-sum": Wording("suma wierszy formularza się nie zgadza", en: "rows of the form do not add up"),
    "form-part": Wording("część większa od całości w formularzu", en: "part above the whole in the form"),
    "sources-disagree": Wording("różne liczby tego samego", en: "different numbers of the same"),
    "figure-withdrawn": Wording("liczba wycofana w nowszym pobraniu", en: "figure withdrawn by a newer download"),
    "duplicate-cell": Wording("komórka powtórzona", en: "cell repeated"),
    "negative-count": Wording("ujemna liczba osób lub zdarzeń", en: "negative count"),
    "share-above-whole": Wording("część większa od całości", en: "part above the whole"),
    "missing-source": Wording("brak źródła", en: "missing source"),
    "missing-statement": Wording("brak sprawozdania", en: "missing statement"),
    "missing-year": Wording("brak roku", en: "missing year"),
    "missing-region": Wording("brak regionu", en: "missing region"),
    "input-gone": Wording("brak pliku z poprzedniego wydania", en: "file of the edition before is gone"),
    "stale-upstream": Wording("liczby z nieaktualnego etapu", en: "figures of a stale stage"),
    "uneven-balance": Wording("niezgodny bilans komórek", en: "balance of cells does not agree"),
    // Indicators.
    "break-crossed": Wording("zmiana przez przerwę w szeregu", en: "change across a break of the series"),
    "incomplete-children": Wording("suma pominięta: brak części jednostek", en: "no sum: some units below have no data"),
    "indicator-without-data": Wording("wskaźnik bez danych", en: "indicator without data"),
    "unreadable-indicator": Wording("nieczytelna definicja wskaźnika", en: "unreadable definition of an indicator"),
    "index-indicator-not-at-level": Wording(
      "indeks bez wskaźnika na tym poziomie", en: "index without an indicator at this level"),
    "index-indicator-without-variation": Wording(
      "wskaźnik indeksu bez zróżnicowania", en: "indicator of the index without variation"),
    // Protection of small numbers.
    "disclosure-audit-failed": Wording("ukrytą liczbę da się obliczyć", en: "a withheld number can be worked out"),
    "disclosure-shares-unknown": Wording("nieznane kwoty podmiotów", en: "amounts of entities unknown"),
    "disclosure-entities-unknown": Wording("nieznana liczba podmiotów", en: "number of entities unknown"),
    "disclosure-public-elsewhere": Wording("liczba jawna w innym źródle", en: "number published elsewhere"),
    "disclosure-shown-before": Wording("ukryta liczba pokazana wcześniej", en: "withheld number shown before"),
    // Reports.
    "boundaries-incomplete": Wording("brak granic części jednostek", en: "boundaries of some units are missing"),
    "report-large": Wording("duża strona raportu", en: "large page of the report"),
    "definition-differs": Wording("inna definicja wskaźnika w regionie", en: "a region defines the indicator otherwise"),
    "observation-differs": Wording("różne obserwacje regionów", en: "observations of regions differ"),
    "input-differs": Wording("inny plik pod tą samą nazwą", en: "another file under the same name"),
  ]
}
