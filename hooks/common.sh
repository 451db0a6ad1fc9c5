# shellcheck shell=bash
# What the hook and the action share; sourced by them. Bash 4.4 or newer.

die() { printf 'treewarden: %s\n' "$1" >&2; exit 2; }

# The command line: $TREEWARDEN where it is set, else the launcher of this repository.
if [ -z "${TREEWARDEN:-}" ]; then
  script=$(readlink -f -- "${BASH_SOURCE[0]}")
  TREEWARDEN=${script%/hooks/*}/treewarden
fi
command -v -- "$TREEWARDEN" >/dev/null || die "there is no program $TREEWARDEN. Set TREEWARDEN to the command to run."

# Reads paths that end with a null character and puts the leaves among them, each once, into the array `leaves`: a leaf
# whose attribution changed is checked as well.
leaves=()
read_leaves() {
  local path leaf
  local -A seen=()
  while IFS= read -r -d '' path; do
    case "$path" in
      qna.yaml | */qna.yaml) leaf=$path ;;
      attribution.txt) leaf=qna.yaml ;;
      */attribution.txt) leaf=${path%/*}/qna.yaml ;;
      *) continue ;;
    esac
    if [ -z "${seen[$leaf]:-}" ] && [ -f "$leaf" ]; then
      seen[$leaf]=yes
      leaves+=("$leaf")
    fi
  done
}
