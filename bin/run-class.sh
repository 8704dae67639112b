#!/bin/sh
# Runs a main class of a distribution (lib/*.jar) or of a checkout, which it builds first if needed. Used by the other scripts.

home=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
main=$1
shift

fail() {
  echo "$1" >&2
  exit 1
}

find_java() {
  if [ -n "$JAVA_HOME" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it."
  else
    java=$(command -v java) || fail "No Java found. Install Java 17 or newer, or set JAVA_HOME."
  fi
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || fail "Java 17 or newer is needed; $java is version ${version:-unknown}."
}

# A checkout is up to date when no source is newer than the jar of its last module.
needs_build() {
  jar=$(find "$home/mirror-cli/target" -maxdepth 1 -name 'mirror-cli-*.jar' 2>/dev/null | head -n 1)
  [ -n "$jar" ] && [ -d "$home/mirror-cli/target/lib" ] || return 0
  [ -n "$(find "$home/pom.xml" "$home/config/logback.xml" "$home"/*/pom.xml "$home"/*/src/main -type f -newer "$jar" 2>/dev/null | head -n 1)" ]
}

build() {
  command -v mvn >/dev/null || fail "This checkout has to be built, but there is no mvn. Install Maven 3.8 or newer."
  echo "Building Kagami (once; takes a minute) ..." >&2
  (cd "$home" && mvn -q -B -DskipTests -pl mirror-cli -am package) >&2 || fail "The build failed; the messages above say why."
  touch "$home"/mirror-cli/target/mirror-cli-*.jar
}

find_jars() {
  if [ -d "$home/lib" ]; then
    class_path=$home/lib/*
  elif [ -f "$home/mirror-cli/pom.xml" ]; then
    if needs_build; then
      build
    fi
    class_path=$home/mirror-cli/target/*:$home/mirror-cli/target/lib/*
  else
    fail "Neither $home/lib nor a source checkout found around $0."
  fi
}

daemon=no
if [ "$1" = "-daemon" ]; then
  daemon=yes
  shift
fi

if [ -n "$KAFKA_LOG4J_OPTS" ]; then
  echo "KAFKA_LOG4J_OPTS is ignored: logging is logback's. Use KAFKA_OPTS=-Dlogback.configurationFile=FILE, see config/logback.xml." >&2
fi

find_java
find_jars
case " $KAFKA_OPTS" in
  *" -Dlogback.configurationFile="*) logging= ;;
  *) logging=-Dlogback.configurationFile=$home/config/logback.xml ;;
esac

# Batches are passed on unread and lie outside of the heap, so there is little to win for the optimizing compiler and for collector threads: docs/adr/0004.
# Options hold several words on purpose; the class path is expanded by Java, not here.
# shellcheck disable=SC2086
run() {
  exec "$java" ${KAFKA_HEAP_OPTS:--Xms128M -Xmx512M} ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC} \
    ${logging:+"$logging"} ${KAFKA_OPTS:-} -cp "$class_path${CLASSPATH:+:$CLASSPATH}" "$main" "$@"
}

if [ "$daemon" = yes ]; then
  log=${LOG_DIR:-$home/logs}/mirror.out
  mkdir -p "$(dirname "$log")" || exit 1
  run "$@" >>"$log" 2>&1 </dev/null &
  echo "Started as process $!, output in $log"
else
  run "$@"
fi
