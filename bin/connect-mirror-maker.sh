#!/bin/sh
# Replicates between Kafka clusters, with the command line of Apache Kafka's connect-mirror-maker.sh:
#   bin/connect-mirror-maker.sh [-daemon] mm2.properties [--clusters CLUSTER [CLUSTER ...]]
# Heeds JAVA_HOME, CLASSPATH (for classes of your own), KAFKA_HEAP_OPTS, KAFKA_JVM_PERFORMANCE_OPTS, KAFKA_GC_LOG_OPTS, KAFKA_OPTS,
# JMX_PORT, KAFKA_JMX_OPTS and, with -daemon, LOG_DIR.

script=$0
while [ -h "$script" ]; do
  link=$(readlink "$script")
  case $link in
    /*) script=$link ;;
    *) script=$(dirname "$script")/$link ;;
  esac
done
exec "$(dirname "$script")/run-class.sh" io.kagami.mirror.cli.ConnectMirrorMaker "$@"
