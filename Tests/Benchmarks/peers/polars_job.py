"""polars_job.py FILE INDICATORS.tsv FOLDER THREADS [needed]: the comparison job of the benchmark with polars.

The threads are set by POLARS_MAX_THREADS before the start."""
import sys

import polars as pl

file, indicators, folder = sys.argv[1:4]
pairs = [line.rstrip("\n").split("\t") for line in open(indicators, encoding="utf-8")]
schema = {"Kod": pl.Int32, "Nazwa": pl.String, "Zmienna": pl.Categorical, "Rok": pl.Int16, "Wartość": pl.String, "Jednostka": pl.String, "Atrybut": pl.String}
rows = pl.scan_csv(file, separator=";", schema=schema, null_values=["", "-", ".", "x"])
if "needed" in sys.argv:
    rows = rows.filter(pl.col("Zmienna").is_in(sorted({name for pair in pairs for name in pair[1:]})))
value = pl.col("Wartość").str.replace_all("\u00a0", "", literal=True).str.replace(",", ".", literal=True).cast(pl.Float64)
sums = (
    rows.select(unit="Kod", measure="Zmienna", year="Rok", v=value)
    .filter(pl.col("v").is_not_null())
    .group_by("unit", "measure", "year")
    .agg(s=pl.col("v").sum())
    .collect(engine="streaming")
)
sums.lazy().group_by("measure").agg(n=pl.len(), sum=pl.col("s").sum(), max=pl.col("s").max()).sort("measure").collect(engine="streaming").write_csv(f"{folder}/summary.csv", separator=";")
gminas = sums.lazy().filter(pl.col("unit") % 1000 != 0).with_columns(pl.col("measure").cast(pl.String)).collect(engine="streaming").lazy()
result = (
    pl.LazyFrame(pairs, schema=["indicator", "a", "b"], orient="row")
    .join(gminas, left_on="a", right_on="measure")
    .rename({"s": "x"})
    .join(gminas, left_on=["b", "unit", "year"], right_on=["measure", "unit", "year"])
    .filter(pl.col("s") != 0)
    .select("indicator", "year", pl.col("unit").cast(pl.String).str.zfill(7), value=100 * pl.col("x") / pl.col("s"))
    .with_columns(rank=pl.col("value").rank("min", descending=True).over("indicator", "year"))
    .sort("indicator", "year", "rank", "unit")
)
result.collect().write_csv(f"{folder}/indicators.csv", separator=";")
