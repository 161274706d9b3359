import Contracts

/// A row of a stage's table that is published as it stands, one field for each of its columns.
protocol PublishedRow: TableRow {
  func publish(to lines: inout PublishedLines)
}

extension IndicatorRow: PublishedRow {
  func publish(to lines: inout PublishedLines) {
    for text in [id, indicator, unit, unitName, level, period] { lines.text(text) }
    for number in [value, lower, upper] { lines.number(number) }
    lines.text(interval)
    lines.number(numerator)
    lines.number(denominator)
    lines.text(status.rawValue)
    lines.text(reason)
    for integer in [rank, unitsRanked, rankLow, rankHigh, quintile] { lines.integer(integer) }
    for number in [powiatValue, voivodeshipValue, countryValue, changePrevious] { lines.number(number) }
    lines.text(previousPeriod)
    lines.number(changeBase)
    lines.text(basePeriod)
    lines.integer(sourceCount)
    lines.text(sources.joined(separator: " "))
    lines.text(reliability.rawValue)
    lines.number(locationQuotient)
    lines.text(breaks.joined(separator: " "))
    lines.text(baseBreaks.joined(separator: " "))
  }
}

extension IndexRow: PublishedRow {
  func publish(to lines: inout PublishedLines) {
    for text in [index, unit, unitName, level, period] { lines.text(text) }
    lines.number(score)
    for integer in [rank, unitsRanked, rankLow, rankHigh, quintile] { lines.integer(integer) }
    lines.number(coverage)
    lines.text(missing.joined(separator: " "))
  }
}

extension IndexDomainRow: PublishedRow {
  func publish(to lines: inout PublishedLines) {
    for text in [index, domain, unit, period] { lines.text(text) }
    lines.number(score)
    lines.number(weight)
    lines.text(indicatorsUsed.joined(separator: " "))
    lines.text(indicatorsMissing.joined(separator: " "))
  }
}

extension UnitRow: PublishedRow {
  func publish(to lines: inout PublishedLines) {
    for text in [unit, unitName, level, kind, parent] { lines.text(text) }
  }
}
