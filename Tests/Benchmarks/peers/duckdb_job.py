"""duckdb_job.py FILE INDICATORS.tsv FOLDER THREADS [needed]: the comparison job of the benchmark with DuckDB."""
import sys

import duckdb

file, indicators, folder, threads = sys.argv[1:5]
pairs = [line.rstrip("\n").split("\t") for line in open(indicators, encoding="utf-8")]
db = duckdb.connect()
db.execute(f"SET threads={threads}")
db.execute("SET preserve_insertion_order=false")
db.execute("CREATE TABLE pairs(id VARCHAR, a VARCHAR, b VARCHAR)")
db.executemany("INSERT INTO pairs VALUES (?, ?, ?)", pairs)
only = " AND measure IN (SELECT a FROM pairs UNION SELECT b FROM pairs)" if "needed" in sys.argv else ""
# The code as a number is the best case for DuckDB: it groups by integers.
db.execute(
    f"""CREATE TABLE sums AS
    SELECT unit, measure, year, sum(replace(replace(value, chr(160), ''), ',', '.')::DOUBLE) AS s
    FROM read_csv('{file}', delim=';', quote='"', escape='"', header=true, auto_detect=false, nullstr=['', '-', '.', 'x'],
      columns={{'unit': 'INTEGER', 'name': 'VARCHAR', 'measure': 'VARCHAR', 'year': 'SMALLINT', 'value': 'VARCHAR', 'u': 'VARCHAR', 'a': 'VARCHAR'}})
    WHERE value IS NOT NULL{only} GROUP BY ALL"""
)
db.execute(f"COPY (SELECT measure, count(*) n, sum(s) AS sum, max(s) AS max FROM sums GROUP BY measure ORDER BY measure) TO '{folder}/summary.csv' (DELIMITER ';')")
db.execute(
    f"""COPY (WITH g AS (SELECT * FROM sums WHERE unit % 1000 <> 0),
    r AS (SELECT id AS indicator, x.year, lpad(x.unit::VARCHAR, 7, '0') AS unit, 100 * x.s / y.s AS value
      FROM pairs JOIN g x ON x.measure = a JOIN g y ON y.measure = b AND y.unit = x.unit AND y.year = x.year WHERE y.s <> 0)
    SELECT *, rank() OVER (PARTITION BY indicator, year ORDER BY value DESC) AS rank FROM r ORDER BY indicator, year, rank, unit)
    TO '{folder}/indicators.csv' (DELIMITER ';')"""
)
