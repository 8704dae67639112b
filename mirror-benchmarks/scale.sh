#!/bin/sh
# Runs Kagami and Apache MirrorMaker 2 with many partitions, sources or groups: mirror-benchmarks/scale.sh --help
# Builds first. Heeds JAVA_HOME. The small source clusters live in this JVM, hence its heap.

home=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
(cd "$home" && mvn -q -B -DskipTests -pl mirror-benchmarks -am package) >&2 || exit 1
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx3G -XX:TieredStopAtLevel=1 \
  -cp "$home/mirror-benchmarks/target/classes:$home/mirror-benchmarks/target/lib/*" io.kagami.mirror.benchmarks.Scale "$@"
