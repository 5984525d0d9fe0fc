#!/bin/sh
# Standfirst as the mapper of Hadoop streaming; there is no reducer.
#
#     sh hadoop.sh hdfs:///articles hdfs:///standfirsts
set -eu
exec hadoop jar "$HADOOP_HOME"/share/hadoop/tools/lib/hadoop-streaming-*.jar \
    -D mapreduce.job.reduces=0 \
    -files build/native/standfirst,models \
    -mapper './standfirst --jsonl --models ./models --words 40' \
    -input "$1" -output "$2"
