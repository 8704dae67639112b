#!/bin/sh
# Builds the archives of the last commit twice, in two folders, and compares them byte by byte:
#   build/reproduce.sh [more options of mvn]

cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
for copy in one other; do
  git clone -q . "$work/$copy" || exit 1
  (cd "$work/$copy" && mvn -q -B -DskipTests -pl mirror-cli -am package "$@") || exit 1
done
cd "$work/one" || exit 1
code=0
for archive in mirror-cli/target/kagami-*.tar.gz mirror-plugin/target/kagami-connect-*.zip; do
  sha256sum "$archive"
  cmp "$archive" "../other/$archive" || code=1
done
exit $code
