"""The roll-up as one expression, and the engines that carry it out.

`expression` says it once, in Ibis. `inside` holds its SQL for the application's own SQLite or
PostgreSQL, written at build time, so that no web process needs Ibis; `lake` runs it on DuckDB over
Parquet, `cluster` on Spark. All give the same cells, to the last digit.
"""
