"""
Incidents by the million, and what is worked out from them.  Plain Python, no Django, no database
but files of Parquet, read by DuckDB.
"""
