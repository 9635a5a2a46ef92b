# Gets what npm has, as a lock file lists it. Sourced by ./run and ./check, from the top of the tree:
#
#   get_from_npm SOURCE FOLDER
#
# SOURCE has package.json and package-lock.json; FOLDER gets node_modules, once for each lock file. Prints what npm says if that fails.

get_from_npm () {
  cmp -s "$1/package-lock.json" "$2/.installed" && return 0
  rm -rf "$2"
  mkdir -p "$2"
  cp "$1/package.json" "$1/package-lock.json" "$2"
  (cd "$2" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$2/npm.txt" 2>&1 || {
    cat "$2/npm.txt" >&2
    return 1
  }
  cp "$1/package-lock.json" "$2/.installed"
}
