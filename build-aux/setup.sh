# Finds what is missing on this machine and installs it. Sourced by ./run and ./check, from the top of the tree:
#
#   setup PURPOSE...
#
# Purposes are those of build-aux/packages. Nothing missing: silent, and quick. Otherwise it says what it would install and
# how big that is, and asks, unless $assume_yes is "yes" or there is no terminal to ask at. Returns 1 if anything is
# still missing afterwards.

packages_file=${packages_file:-build-aux/packages}
assume_yes=${assume_yes:-no}

say () {
  printf '%s\n' "$*" >&2
}

# The lines of the list for the purposes given: package and proof.
wanted () {
  awk -v purposes=" $* " '!/^#/ && NF && index (purposes, " " $1 " ") { print $2, $3 }' "$packages_file"
}

confirm () {
  if [ "$assume_yes" = yes ] || ! [ -t 0 ]; then
    return 0
  fi
  printf '%s [Y/n] ' "$1" >&2
  read -r answer || return 1
  case $answer in
    '' | y | Y | yes | Yes) return 0 ;;
    *) return 1 ;;
  esac
}

as_root () {
  if [ "$(id -u)" = 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif ! command -v sudo >/dev/null 2>&1; then
    say "This needs root, and there is no sudo here. As root, run: $*"
    return 1
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# Of the lines on standard input, the packages that dpkg does not have. `?` stays on the optional ones.
missing_packages () {
  lines=$(cat)
  names=$(printf '%s\n' "$lines" | sed 's/[? ].*//')
  # shellcheck disable=SC2086 # a list of words on purpose
  have=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $names 2>/dev/null | sed -n 's/^.i *//p')
  printf '%s\n' "$lines" | awk -v have="$have" '
    BEGIN { n = split (have, list, "\n"); for (i = 1; i <= n; i++) installed[list[i]] = 1 }
    { name = $1; sub (/\?$/, "", name); if (!(name in installed)) print $1 }'
}

# Where there is no dpkg: the modules and commands that are not there.
missing_proofs () {
  while read -r package proof; do
    case $package in *\?) continue ;; esac
    case $proof in
      pc:*) pkg-config --exists "${proof#pc:}" 2>/dev/null || printf '%s\n' "pkgconfig(${proof#pc:})" ;;
      cmd:*) command -v "${proof#cmd:}" >/dev/null 2>&1 || printf '%s\n' "${proof#cmd:}" ;;
    esac
  done
}

# Leaves out the optional packages that this release does not have.
obtainable () {
  for name in "$@"; do
    case $name in
      *\?) if apt-cache show "${name%\?}" >/dev/null 2>&1; then printf '%s\n' "${name%\?}"; fi ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}

# What apt would do, without doing it: its two lines on sizes. Fails if it does not know a package.
estimate () {
  plan=$(LC_ALL=C apt-get install --assume-no --no-install-recommends -o Debug::NoLocking=1 "$@" 2>&1) || :
  case $plan in
    *'E: '*) return 1 ;;
  esac
  printf '%s\n' "$plan" | sed -n -e 's/^Need to get /  to download: /p' -e 's/^After this operation, /  on disk: /p' >&2
}

install_packages () {
  if ! estimate "$@"; then
    confirm 'The package lists of this machine are missing or old. Fetch them (apt-get update)?' || return 1
    as_root apt-get update -q >&2 || return 1
    estimate "$@" || :
  fi
  confirm 'Install them?' || return 1
  as_root apt-get install -y -q --no-install-recommends "$@" >&2 && return 0

  say 'That failed; once more with fresh package lists.'
  as_root apt-get update -q >&2 && as_root apt-get install -y -q --no-install-recommends "$@" >&2
}

setup_elsewhere () {
  lacking=$(wanted "$@" | missing_proofs)
  [ -n "$lacking" ] || return 0
  say 'This is not a Debian or Ubuntu system, so nothing can be installed from here. Please install, then try again:'
  printf '%s\n' "$lacking" | sed 's/^/  /' >&2
  return 1
}

setup () {
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    setup_elsewhere "$@"
    return
  fi

  lacking=$(wanted "$@" | missing_packages)
  [ -n "$lacking" ] || return 0
  # shellcheck disable=SC2086
  lacking=$(obtainable $lacking)
  [ -n "$lacking" ] || return 0

  say 'Missing on this machine:'
  # shellcheck disable=SC2086
  printf '  %s\n' $lacking >&2
  # shellcheck disable=SC2086
  if ! install_packages $lacking; then
    say 'Not everything that is needed is there, so this stops here.'
    return 1
  fi
}
