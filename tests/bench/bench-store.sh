#!/bin/sh
# Makes the file that bench-store measures, and measures it: bench-store.sh CRMCTL BENCH-STORE PEOPLE
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" -f "$folder/bench.crm" init
"$1" -f "$folder/bench.crm" generate --people "$3" --deals $(($3 / 10)) --activities "$3" --hot $(($3 / 10))
"$2" "$folder/bench.crm"
