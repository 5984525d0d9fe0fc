#!/bin/sh
# What Spark and Hadoop streaming start for each partition, in a folder that has
# the native program and its models: a record a line in, a result a line out.
#
# A record that cannot be read has its error in its line (exit code 5); the job
# goes on. Anything else that goes wrong ends the task, as it should.
./standfirst --jsonl --models ./models --words 40 || {
  code=$?
  [ "$code" -eq 5 ] || exit "$code"
}
