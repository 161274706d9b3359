"""text_read.py duckdb|polars columns|rows FILE FOLDER: a long table to typed columns, or every row rewritten with points."""
import sys

program, mode, file, folder = sys.argv[1:5]
if program == "duckdb":
    import duckdb

    db = duckdb.connect()
    db.execute("SET threads=1; SET preserve_insertion_order=false")
    value = "CAST(replace(replace(value, chr(160), ''), ',', '.') AS DOUBLE)"
    source = f"""read_csv('{file}', delim=';', header=true, quote='"', escape='"', auto_detect=false, nullstr=['', '-', '.', 'x'],
      columns={{'unit': 'VARCHAR', 'name': 'VARCHAR', 'measure': 'VARCHAR', 'year': 'SMALLINT', 'value': 'VARCHAR', 'u': 'VARCHAR', 'a': 'VARCHAR'}})"""
    if mode == "columns":
        db.execute(f"SELECT count(*), sum(year), sum({value}), max(unit), max(measure) FROM {source}").fetchall()
    else:
        db.execute(f"COPY (SELECT unit, measure, year, {value} AS v, u, a FROM {source}) TO '{folder}/rows.csv' (DELIMITER ';', HEADER)")
else:
    import polars as pl

    schema = {"Kod": pl.String, "Nazwa": pl.String, "Zmienna": pl.Categorical, "Rok": pl.Int16, "Wartość": pl.String, "Jednostka": pl.String, "Atrybut": pl.String}
    rows = pl.scan_csv(file, separator=";", schema=schema, null_values=["", "-", ".", "x"])
    value = pl.col("Wartość").str.replace_all("\u00a0", "", literal=True).str.replace(",", ".", literal=True).cast(pl.Float64)
    if mode == "columns":
        rows.select(pl.len(), pl.col("Rok").cast(pl.Int64).sum(), value.sum(), pl.col("Kod").max(), pl.col("Zmienna").max()).collect(engine="streaming")
    else:
        rows.select("Kod", "Zmienna", "Rok", value.alias("v"), "Jednostka", "Atrybut").sink_csv(f"{folder}/rows.csv", separator=";")
