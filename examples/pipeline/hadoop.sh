#!/bin/sh
# Standfirst as the mapper of Hadoop streaming; there is no reducer.
#
#     sh hadoop.sh hdfs:///articles hdfs:///standfirsts
set -eu
exec hadoop jar "$HADOOP_HOME"/share/hadoop/tools/lib/hadoop-streaming-*.jar \
    -D mapreduce.job.reduces=0 \
    -files build/native/standfirst,examples/pipeline/mapper.sh,models \
    -mapper 'sh mapper.sh' \
    -input "$1" -output "$2"
