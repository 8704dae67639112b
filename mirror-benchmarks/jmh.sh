#!/bin/sh
# Measures the work on batches by itself, with what it allocates: mirror-benchmarks/jmh.sh [options of JMH, -h lists them]
# Builds first. Heeds JAVA_HOME. Without options, the JVM has the quick compiler only, as in production (docs/adr/0004).

home=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
(cd "$home" && mvn -q -B -DskipTests -pl mirror-benchmarks -am package) >&2 || exit 1
[ $# -gt 0 ] || set -- -f 1 -wi 5 -w 1 -i 5 -r 1 -jvmArgsAppend -XX:TieredStopAtLevel=1
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  -cp "$home/mirror-benchmarks/target/classes:$home/mirror-benchmarks/target/lib/*" org.openjdk.jmh.Main -prof gc "$@"
