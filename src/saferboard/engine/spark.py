"""
Asking Spark: the same queries, for an installation whose incidents outgrow one machine.

Needs `pip install saferboard[spark]` and Java; nothing else of the product imports this module.
"""

import shutil
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from saferboard.domain.refusals import Refusal, Refused
from saferboard.engine.duck import Rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class NoSpark(Refused):
    """Raised where Spark cannot run, with what is missing."""


def session() -> "SparkSession":
    """
    Return a session of Spark: the cluster that its own settings name, or else this machine.

    :raises NoSpark: if pyspark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        words = "Spark is not installed. Run: pip install saferboard[spark]"
        raise NoSpark(Refusal("no-spark", words)) from None
    if shutil.which("java") is None:
        raise NoSpark(Refusal("no-java", "Spark needs Java, and there is no java on the path."))
    return (
        SparkSession.builder.appName("saferboard")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )


def asked(
    query: str,
    paths: Sequence[str],
    values: Mapping[str, object] | None = None,
    *,
    people: Mapping[str, int] | None = None,
) -> Rows:
    """
    Return the rows of a heavy query over the Parquet at `paths`, as `duck.asked` does.

    :raises NoSpark: if Spark cannot run here.
    """
    spark = session()
    spark.read.parquet(*paths).createOrReplaceTempView("incidents")
    known = list((people or {}).items())
    frame = spark.createDataFrame(known, "area STRING, people BIGINT")
    frame.createOrReplaceTempView("people")
    return [tuple(row) for row in spark.sql(query, args=dict(values or {})).collect()]
