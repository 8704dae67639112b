#!/bin/sh
# What consumer groups read again or miss after a failover, with Kagami and with Apache MirrorMaker 2: mirror-benchmarks/positions.sh --help
# Builds first. Heeds JAVA_HOME.

home=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
(cd "$home" && mvn -q -B -DskipTests -pl mirror-benchmarks -am package) >&2 || exit 1
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1G -XX:TieredStopAtLevel=1 \
  -cp "$home/mirror-benchmarks/target/classes:$home/mirror-benchmarks/target/lib/*" io.kagami.mirror.benchmarks.positions.PositionBenchmark "$@"
