# SPDX-License-Identifier: Apache-2.0
"""How many companies of each department an obligation concerns:

    spark-submit --py-files obligations.py count.py companies.csv csrd
"""
import sys

from obligations import obligations
from pyspark.sql import DataFrame, SparkSession


def by_department(companies: DataFrame, obligation: str) -> DataFrame:
    """A row a department and answer; the answer of a row in error is null."""
    answered = obligations(companies, "fr-rse", "2026-11-27",
                           keep=["departement"])
    answer = answered[f"{obligation}_soumis"].alias("answer")
    return answered.groupBy("departement", answer).count() \
        .orderBy("departement", "answer")


def main(path: str, obligation: str) -> None:
    spark = SparkSession.builder.appName("obligations").getOrCreate()
    companies = spark.read.csv(path, header=True, inferSchema=True)
    by_department(companies, obligation).show(n=1000)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
