#!/bin/sh
# Runs the fault suite and prints its results:
#   mirror-cli/faults.sh [small|full [TEST [more options of mvn]]]
# TEST is one of its classes, such as KillFaultIT; without it, all run. What every process said is kept in mirror-cli/target/faults.
# A run is repeated with the seed it printed:
#   mirror-cli/faults.sh small KillFaultIT -Dkagami.faults.seed=4711

cd "$(dirname "$0")/.." || exit 1
size=${1:-small}
test=${2:-*FaultIT}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] && shift
# In full, everything is as it comes, and there is time.
asItComes=
[ "$size" = full ] && asItComes="-Dtest.rests.shorter=1 -Dtest.timeout=180m -Dtest.forks=1"
results=mirror-cli/target/faults/results.md
# Failsafe judges a module without a matching test by what it finds of an earlier run.
rm -f "$results" mirror-*/target/failsafe-reports/failsafe-summary.xml
mvn -q -B -pl mirror-cli -am verify -Dtest=none -Dit.test="$test" -Dkagami.faults="$size" $asItComes \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false "$@"
code=$?
[ -f "$results" ] && cat "$results"
exit $code
