#!/bin/sh
# Runs a benchmark over a file of many sales, made once (three minutes for a million) and kept beside the build:
#   with-orders.sh CRMCTL FOLDER ORDERS COMMAND [ARGUMENT...]
# Its name is the command's last argument; the command only reads it.
set -eu
crmctl=$1
file=$2/bench-orders-$3.crm
orders=$3
shift 3

if [ ! -f "$file" ]; then
  rm -f "$file.part"
  "$crmctl" -f "$file.part" init
  "$crmctl" -f "$file.part" generate --people $((orders / 10)) --orders "$orders"
  mv "$file.part" "$file"
fi
"$@" "$file"
