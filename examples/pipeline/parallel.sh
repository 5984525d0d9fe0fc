#!/bin/sh
# The same over many files with GNU parallel: it starts a program for each block
# of lines, keeps their order and uses every core.
#
#     STANDFIRST=build/native/standfirst sh parallel.sh < articles.jsonl > results.jsonl
#
# articles.jsonl has a record {"id", "text"} a line; the result of each is a line.
set -eu
standfirst=${STANDFIRST:-standfirst}
parallel --pipe --keep-order --block 1M --jobs "${JOBS:-100%}" \
    "$standfirst" --jsonl --words 40
