r"""Standfirst as a step of a Spark job: every partition is piped through the
native program, which reads a record {"id", "text"} a line and answers each with
a line.

    (cd models && zip ../models.zip *.sfm manifest.json)
    spark-submit --files build/native/standfirst,examples/pipeline/mapper.sh \
        --archives models.zip#models spark.py IN OUT
"""
import sys

from pyspark.sql import SparkSession

source, target = sys.argv[1:3]
spark = SparkSession.builder.appName("standfirst").getOrCreate()
records = spark.sparkContext.textFile(source)
records.pipe("sh mapper.sh", checkCode=True).saveAsTextFile(target)
