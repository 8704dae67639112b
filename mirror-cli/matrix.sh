#!/bin/sh
# Mirrors between our Kafka and an older release, both ways, and between two of the older one:
#   mirror-cli/matrix.sh [VERSION [more options of mvn]]
# VERSION is a 3.x, 3.9.1 without it; Maven fetches it.

cd "$(dirname "$0")/.." || exit 1
version=${1:-3.9.1}
[ $# -gt 0 ] && shift
# Failsafe judges a module without a matching test by what it finds of an earlier run.
rm -f mirror-*/target/failsafe-reports/failsafe-summary.xml
mvn -q -B -pl mirror-cli -am verify -Dtest=none -Dit.test='Release*IT' -Dkagami.matrix=full \
  -Dkagami.source.kafka="$version" -Dtest.forks=1 \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false "$@"
