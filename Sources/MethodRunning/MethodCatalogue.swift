extension Method {
  /// Every method, by name.
  package static let all: [Method] = [
    normalisations, treatments, orderings, deprivation, aggregations, weightings, intervals, means, rates, comparisons, smoothing,
    lifeTables, trends, forecasts, seriesRepairs, spatial, neighbours, inequality, multivariate, mapClasses, uncertainty,
    resources, secrecy,
  ].flatMap { $0 }.sorted { $0.name < $1.name }
}
