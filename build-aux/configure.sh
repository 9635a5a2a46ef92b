# Configures a build folder once. Sourced by ./run and ./check, from the top of the tree:
#
#   configure FOLDER OPTION...
#
# A folder made with other options, or from a tree that lay elsewhere, is made anew.

configure () {
  folder=$1
  shift
  set -- --buildtype=debugoptimized "$@"
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.options" 2>/dev/null)" = "$PWD $*" ]; then
    return 0
  fi

  # What the last run left for people to look at stays.
  mkdir -p "$folder"
  find "$folder" -mindepth 1 -maxdepth 1 ! -name artifacts -exec rm -rf {} +
  if ! meson setup "$folder" "$@" >"$folder/configure.txt" 2>&1; then
    cat "$folder/configure.txt" >&2
    return 1
  fi
  printf '%s\n' "$PWD $*" >"$folder/.options"
}
