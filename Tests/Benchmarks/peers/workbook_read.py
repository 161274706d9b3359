"""workbook_read.py FILE: the first sheet with fastexcel (calamine) to columns of Arrow, numbers summed."""
import sys

import fastexcel
import pyarrow.compute as pc

table = fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=None).to_arrow()
print(table.num_rows * table.num_columns, sum(pc.sum(c).as_py() or 0 for c in table.columns if str(c.type) in ("double", "int64")))
