import Bytes
import Findings

/// Days and times of workbooks: serial numbers in both date systems, and ISO 8601 texts.
enum WorkbookDate {
  /// Appends what a serial number stands for: days since 1899-12-31 (or 1904-01-01), the time as the day's fraction,
  /// rounded to milliseconds. Below one day it is a time of day.
  ///
  /// Excel's day 60 of the 1900 system is 29 February 1900, which never was: from day 61 on the count is one too high, and
  /// day 60 itself is the day before 1 March 1900, as for all other readers; `finding` tells of it.
  ///
  /// - Returns: the kind; nil, with nothing appended, for a number that is no day: negative, beyond 9999.
  static func append(_ serial: Double, isDate1904: Bool, to bytes: inout [UInt8]) -> CellKind? {
    guard serial >= 0, serial < (isDate1904 ? 2_957_004 : 2_958_466) else { return nil }
    var day = Int(serial)
    var milliseconds = Int(((serial - Double(day)) * 86_400_000).rounded())
    if milliseconds == 86_400_000 {
      day += 1
      milliseconds = 0
    }
    guard day > 0 else {
      appendTime(milliseconds, to: &bytes)
      return .timeOfDay
    }
    // Days since 1970-01-01.
    let civil = isDate1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
    guard civil <= 2_932_896 else { return nil }
    let date = date(ofDay: civil)
    appendDigits(date.year, 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    appendDigits(date.month, 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    appendDigits(date.day, 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    appendTime(milliseconds, to: &bytes)
    return .dateTime
  }

  /// What is to be told of a number with a date's format: that it is no day, or the one that never was; nil for all others.
  static func finding(_ serial: Double, isDate1904: Bool, isDay: Bool, at place: @autoclosure () -> Place) -> Finding? {
    guard isDay else {
      // Excel itself shows such a cell as ####: it is a number with a date's style, and stays one.
      let number = NumberPrinting.shortest(serial)
      return Finding(
        .warning, "no-such-day", at: place(),
        Wording(
          "liczba \(number) ma format daty, ale nie jest dniem; zostaje liczbą",
          en: "the number \(number) has a date's format but is no day; it stays a number"))
    }
    guard !isDate1904, serial >= 60, serial < 61 else { return nil }
    return Finding(
      .warning, "no-such-day", at: place(),
      Wording(
        "Excel pokazuje tu 29 lutego 1900, którego nie było; podano 28 lutego",
        en: "Excel shows 29 February 1900 here, which never was; 28 February is given"))
  }

  /// Puts the day of a serial number in the place of the number, which is what stands behind `begin`; where it is no day the number
  /// stays.
  ///
  /// - Returns: the number, and the kind of what stands there now, nil for the number itself; nil where there is no number.
  static func replaceSerial(from begin: Int, in bytes: inout [UInt8], isDate1904: Bool) -> (serial: Double, kind: CellKind?)? {
    guard let serial = Double(String(decoding: bytes[begin...], as: UTF8.self)) else { return nil }
    let end = bytes.count
    let kind = append(serial, isDate1904: isDate1904, to: &bytes)
    if kind != nil { bytes.removeSubrange(begin..<end) }
    return (serial, kind)
  }

  /// Appends an ISO 8601 day, day with time, or time of day in the one form that cells have; a zone `Z` is dropped.
  ///
  /// - Returns: the kind; nil, with nothing appended, for anything else.
  static func append(iso text: [UInt8], to bytes: inout [UInt8]) -> CellKind? {
    var rest = text[...]
    if rest.last == UInt8(ascii: "Z") { rest.removeLast() }
    var date: (year: Int, month: Int, day: Int)?
    if rest.count >= 10, rest[rest.startIndex + 4] == UInt8(ascii: "-") {
      let begin = rest.startIndex
      guard let year = number(rest[begin..<begin + 4]), let month = number(rest[begin + 5..<begin + 7]),
        rest[begin + 7] == UInt8(ascii: "-"), let day = number(rest[begin + 8..<begin + 10]), (1...12).contains(month),
        day >= 1, day <= daysIn(month, year)
      else { return nil }
      date = (year, month, day)
      rest = rest.dropFirst(10)
    }
    let hasTime = date == nil || !rest.isEmpty
    if rest.first == UInt8(ascii: "T") || (date != nil && rest.first == 0x20) {
      rest = rest.dropFirst()
    } else if date != nil, hasTime {
      return nil
    }
    var milliseconds = 0
    if hasTime {
      guard let time = time(rest) else { return nil }
      milliseconds = time
    }
    if let date {
      appendDigits(date.year, 4, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      appendDigits(date.month, 2, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      appendDigits(date.day, 2, to: &bytes)
      bytes.append(UInt8(ascii: "T"))
    }
    appendTime(milliseconds, to: &bytes)
    return date == nil ? .timeOfDay : .dateTime
  }

  /// The serial number, in days, of a day with its time in the form that cells have; nil for a time of day alone.
  static func serial(of text: [UInt8], isDate1904: Bool) -> Double? {
    guard text.count > 11, let year = number(text[0..<4]), let month = number(text[5..<7]), let day = number(text[8..<10]),
      let milliseconds = time(text[11...])
    else { return nil }
    // Days since 1970-01-01, in years that begin in March (Hinnant, as below).
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let civil = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    let serial = isDate1904 ? civil + 24_107 : civil + (civil < -25_508 ? 25_568 : 25_569)
    return Double(serial) + Double(milliseconds) / 86_400_000
  }

  /// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff` in milliseconds.
  private static func time(_ text: ArraySlice<UInt8>) -> Int? {
    let begin = text.startIndex
    guard text.count == 5 || text.count == 8 || text.count > 9, text[begin + 2] == UInt8(ascii: ":"),
      let hour = number(text[begin..<begin + 2]), let minute = number(text[begin + 3..<begin + 5]), hour < 24, minute < 60
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    guard text.count > 5 else { return milliseconds }
    guard text[begin + 5] == UInt8(ascii: ":"), let second = number(text[begin + 6..<begin + 8]), second < 60 else {
      return nil
    }
    milliseconds += second * 1000
    guard text.count > 8 else { return milliseconds }
    let digits = text[(begin + 9)...]
    guard text[begin + 8] == UInt8(ascii: "."), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var fraction = 0
    for place in 0..<3 { fraction = fraction * 10 + (place < digits.count ? Int(digits[digits.startIndex + place]) - 0x30 : 0) }
    if digits.count > 3, digits[digits.startIndex + 3] >= UInt8(ascii: "5"), fraction < 999 { fraction += 1 }
    return milliseconds + fraction
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit) - 0x30
    }
    return value
  }

  private static func daysIn(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func appendTime(_ milliseconds: Int, to bytes: inout [UInt8]) {
    appendDigits(milliseconds / 3_600_000, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendDigits(milliseconds / 60_000 % 60, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendDigits(milliseconds / 1000 % 60, 2, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    appendDigits(milliseconds % 1000, 3, to: &bytes)
  }

  private static func appendDigits(_ value: Int, _ width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }

  /// The Gregorian date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
