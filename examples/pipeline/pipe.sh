#!/bin/sh
# Headline and standfirst of each article of a folder, as JSON lines, through
# the native program in a pipe:
#
#     STANDFIRST=build/native/standfirst sh pipe.sh articles/ > results.jsonl
set -eu
standfirst=${STANDFIRST:-standfirst}
for file in "$1"/*.txt; do
  jq --raw-input --slurp --compact-output --arg id "$(basename "$file")" \
      '{id: $id, text: .}' "$file"
done | "$standfirst" --jsonl --jobs 2 --words 40
