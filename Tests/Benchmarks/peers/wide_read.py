"""wide_read.py duckdb|polars FOLDER: every wide table (UTF-8) to long rows, counted and summed by column."""
import csv
import glob
import sys

program, folder = sys.argv[1:3]
for file in sorted(glob.glob(f"{folder}/*.csv")):
    names = next(csv.reader([open(file, encoding="utf-8").readline()], delimiter=";"))
    if program == "duckdb":
        import duckdb

        db = duckdb.connect()
        db.execute("SET threads=1; SET preserve_insertion_order=false")
        columns = ",".join("'" + n.replace("'", "''") + "':'" + ("VARCHAR" if i < 2 else "DOUBLE") + "'" for i, n in enumerate(names))
        db.execute(
            f"""SELECT col, count(v), sum(v) FROM (UNPIVOT (FROM read_csv('{file}', delim=';', header=true, quote='"', decimal_separator=',',
            auto_detect=false, columns={{{columns}}}, nullstr=['', '-', '.', 'x'])) ON COLUMNS(* EXCLUDE (Kod, Nazwa)) INTO NAME col VALUE v) GROUP BY col"""
        ).fetchall()
    else:
        import polars as pl

        schema = {n: pl.String if i < 2 else pl.Float64 for i, n in enumerate(names)}
        table = pl.scan_csv(file, separator=";", decimal_comma=True, schema=schema, null_values=["", "-", ".", "x"])
        table.unpivot(index=["Kod", "Nazwa"], variable_name="col", value_name="v").group_by("col").agg(
            pl.col("v").count().alias("n"), pl.col("v").sum().alias("s")
        ).collect(engine="streaming")
