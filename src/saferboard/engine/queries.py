"""
The heavy queries, each written once, in SQL that DuckDB and Spark both read.

They ask of a view `incidents`, in the columns of decision 39, and name what they are given as
`:name`.  A row that repeats a crime ID is never counted.
"""

HELD = """
SELECT month, category, count(*) AS incidents FROM incidents
WHERE area = :area AND NOT repeated GROUP BY month, category ORDER BY month, category
"""

CELLS = """
SELECT {cell} AS hexagon, month, count(*) AS incidents FROM incidents
WHERE area = :area AND category = :category AND NOT repeated
GROUP BY {cell}, month ORDER BY hexagon NULLS FIRST, month
"""

STREETS = """
SELECT {cell} AS hexagon, location, count(*) AS incidents FROM incidents
WHERE area = :area AND category = :category AND NOT repeated AND cell IS NOT NULL
GROUP BY {cell}, location ORDER BY hexagon, location NULLS FIRST
"""

# A month that is held and has no row of a kind is nought of it; one that is not held is not there,
# and twelve months that reach over it have no sum.
ROLLING = """
WITH counted AS (
    SELECT area, category, month, count(*) AS incidents FROM incidents
    WHERE NOT repeated AND area IS NOT NULL GROUP BY area, category, month
),
filled AS (
    SELECT kinds.area, kinds.category, months.month, coalesce(counted.incidents, 0) AS incidents
    FROM (SELECT DISTINCT area, category FROM counted) AS kinds
    CROSS JOIN (SELECT DISTINCT month FROM counted) AS months
    LEFT JOIN counted ON counted.area = kinds.area AND counted.category = kinds.category
        AND counted.month = months.month
),
summed AS (
    SELECT area, category, month, incidents,
        CASE WHEN month - lag(month, 11) OVER in_order = 11 THEN CAST(sum(incidents) OVER (
            PARTITION BY area, category ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW
        ) AS BIGINT) END AS twelve_months
    FROM filled WINDOW in_order AS (PARTITION BY area, category ORDER BY month)
),
beside AS (
    SELECT area, category, month, incidents, twelve_months,
        CASE WHEN month - lag(month, 12) OVER in_order = 12
            THEN lag(twelve_months, 12) OVER in_order END AS year_before
    FROM summed WINDOW in_order AS (PARTITION BY area, category ORDER BY month)
),
rated AS (
    SELECT beside.area, category, month, incidents, twelve_months, year_before,
        CASE WHEN year_before > 0
            THEN (twelve_months - year_before) * 100.0E0 / year_before END AS change_percent,
        CASE WHEN people > 0 THEN twelve_months * 1000.0E0 / people END AS rate
    FROM beside LEFT JOIN people ON people.area = beside.area
)
SELECT area, category, month, incidents, twelve_months, year_before, change_percent, rate,
    CASE WHEN rate IS NOT NULL THEN rank() OVER (
        PARTITION BY category, month ORDER BY rate NULLS LAST
    ) END AS place
FROM rated ORDER BY area, category, month
"""
