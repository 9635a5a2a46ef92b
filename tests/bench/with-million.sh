#!/bin/sh
# Runs a benchmark over a copy of one large file, made once and kept beside the build:
#   with-million.sh CRMCTL FOLDER PEOPLE COMMAND [ARGUMENT...]
# The name of the copy is the command's last argument.
set -eu
crmctl=$1
file=$2/bench-$3.crm
people=$3
shift 3

if [ ! -f "$file" ]; then
  rm -f "$file.part"
  "$crmctl" -f "$file.part" init
  "$crmctl" -f "$file.part" generate --people "$people" --deals $((people / 10)) --activities "$people" --hot $((people / 10))
  mv "$file.part" "$file"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$file" "$folder/bench.crm"
# A write of ours must not wait for the copy to reach the disk.
sync "$folder/bench.crm"
"$@" "$folder/bench.crm"
