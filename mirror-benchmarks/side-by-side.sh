#!/bin/sh
# Runs Kagami and Apache MirrorMaker 2 side by side: mirror-benchmarks/side-by-side.sh --help
# Builds first. Heeds JAVA_HOME.

home=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
(cd "$home" && mvn -q -B -DskipTests -pl mirror-benchmarks -am package) >&2 || exit 1
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512M \
  -cp "$home/mirror-benchmarks/target/classes:$home/mirror-benchmarks/target/lib/*" io.kagami.mirror.benchmarks.SideBySide "$@"
