/// Pages of tables whose chapters the pipeline leaves out: the profiles of units, the proofs of numbers and the findings of the summary
/// lead to them all the same.
func tablesAlone(_ composition: Composition) -> [Chapter] {
  let material = composition.material
  var pages: [Chapter] = []
  for indicator in material.indicators where !composition.sections.contains(indicator.area) {
    guard let reading = composition.readings[indicator.id] else { continue }
    pages.append(IndicatorPart(reading: reading, material: material).pageOfTables(isDiscussed: false))
  }
  if !composition.sections.contains(Section.exclusion.id), let index = ExclusionIndex(composition) {
    pages.append(index.pageOfTables())
  }
  return pages
}
