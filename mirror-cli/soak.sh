#!/bin/sh
# Two clusters mirror each other while brokers and replicators are restarted every minute; prints a table, and keeps it:
#   mirror-cli/soak.sh [MINUTES] [--out FILE] [more options of mvn]
# 30 minutes without it. A run's choices are repeated with the seed it printed:
#   mirror-cli/soak.sh 10 --out soak.md -Dkagami.soak.seed=4711
# -Dkagami.soak.brokers=1 is for a small machine, -Dkagami.soak.rate=1000 for a large one. It needs Linux.

here=$(pwd)
minutes=30
out=
case "$1" in
  [0-9]*) minutes=$1; shift ;;
esac
if [ "$1" = --out ]; then
  [ -n "$2" ] || { echo "--out needs the name of a file" >&2; exit 2; }
  case "$2" in
    /*) out=$2 ;;
    *) out=$here/$2 ;;
  esac
  shift 2
fi
cd "$(dirname "$0")/.." || exit 1
report=mirror-cli/target/failsafe-reports/io.kagami.mirror.cli.soak.SoakIT-output.txt
rm -f mirror-*/target/failsafe-reports/failsafe-summary.xml "$report"
mvn -q -B -pl mirror-cli -am verify -Dtest=none -Dit.test=SoakIT -Dkagami.soak.minutes="$minutes" -Dkagami.soak.out="$out" \
  -Dtest.forks=1 -Dtest.rests.shorter=1 -Dtest.timeout="$((minutes + 30)) m" -Dtest.reruns=0 \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false "$@"
code=$?
[ -f "$report" ] && sed -n '/^# Soak/,$p' "$report"
exit $code
