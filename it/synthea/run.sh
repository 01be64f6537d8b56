#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes the population of the performance figures: NDJSON by type, as a FHIR bulk export, of Synthea's people.
# Fixed seeds, fixed dates and one thread, so that the same files come out everywhere; about 12 minutes of one core.
#
#   it/synthea/run.sh [FOLDER [LIVING]]    default: it/synthea/target/population, 1000 living patients (the dead come on top)
#   STEMGATE_SYNTHEA_SEED=1                another seed, another population
#
# Exit codes: 0 the files are there; 2 the folder holds something already; else Maven's or Synthea's.
set -eu

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$here/target/population}
living=${2:-1000}
seed=${STEMGATE_SYNTHEA_SEED:-1}
work=$here/target/work-$$

if [ -e "$folder" ]; then
  printf 'synthea: %s is there already; remove it to make the population again.\n' "$folder" >&2
  exit 2
fi
[ -d "$here/target/lib" ] || mvn -B -q -f "$here/pom.xml" initialize
mkdir -p "$work" "$(dirname "$folder")"
trap 'rm -rf "$work"' EXIT

# Only the kinds that are screened; the rest of a bulk export (encounters, claims …) is nine tenths of its bytes.
(cd "$work" && java -Xmx2g -XX:+UseSerialGC -cp "$here/target/lib/*" App \
  -s "$seed" -cs "$seed" -p "$living" -r 20261101 -e 20261101 \
  --generate.thread_pool_size=1 \
  --exporter.baseDirectory="$work/output/" \
  --exporter.pretty_print=false \
  --exporter.metadata.export=false \
  --exporter.hospital.fhir.export=false \
  --exporter.practitioner.fhir.export=false \
  --exporter.fhir.bulk_data=true \
  --exporter.fhir.included_resources=Patient,Condition,MedicationRequest,MedicationStatement,Medication,Observation,Procedure,AllergyIntolerance \
  Massachusetts >synthea.log 2>&1) || { status=$?; tail -n 20 "$work/synthea.log" >&2; exit "$status"; }
mv "$work/output/fhir" "$folder"
printf 'synthea: %s\n' "$folder"
(cd "$folder" && wc -lc -- *.ndjson)
