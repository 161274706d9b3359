extension Method {
  /// Every method, by name.
  package static let all: [Method] = [
    normalisations, treatments, orderings, aggregations, weightings, intervals, means, rates, comparisons, trends, forecasts,
    seriesRepairs, spatial, neighbours, inequality, multivariate, mapClasses, uncertainty, secrecy,
  ].flatMap { $0 }.sorted { $0.name < $1.name }
}
