// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Searches as the server's manners have it: what is found, what is kept back, and what the answer says of itself. Thread-safe. */
final class VendorSearch {

    private static final int CAP = 100;
    private static final int LIMIT = 1000;

    private final Manners manners;
    private final PatientLists lists;
    private final SearchIndex index;

    VendorSearch(Manners manners, SearchIndex index) {
        this.manners = manners;
        this.lists = new PatientLists(manners);
        this.index = index;
    }

    /**
     * What one search found.
     *
     * @param repeats whether the first record of every page is to stand on it twice
     */
    record Found(List<StoredVersion> matches, boolean withMedications, boolean repeats, List<VendorOutcome> outcomes) {}

    Found search(String type, Records records, Map<String, String[]> parameters) {
        List<VendorOutcome> outcomes = new ArrayList<>();
        RecordSearch search = RecordSearch.of(type, lists.read(type, known(type, parameters, outcomes)));
        List<StoredVersion> matches = records.find(type, search, index::holds);
        if (type.equals("Patient")) {
            matches = limited(merged(records, parameters, matches, outcomes), outcomes);
        } else {
            matches = keptBack(type, matches, outcomes);
        }
        if (matches.isEmpty() && outcomes.isEmpty() && manners.has(Manner.NONE_FOUND_OUTCOME)) {
            outcomes.add(VendorOutcome.warning("4101", "Resource request returns no results"));
        }
        return new Found(
                List.copyOf(matches),
                search.includesMedication(),
                manners.has(Manner.DUPLICATE_IDS),
                List.copyOf(outcomes));
    }

    private Map<String, String[]> known(String type, Map<String, String[]> parameters, List<VendorOutcome> outcomes) {
        Map<String, String[]> known = new TreeMap<>(parameters);
        boolean ignores = manners.has(Manner.UNKNOWN_PARAMETER_IGNORED);
        known.keySet().removeIf(name -> {
            boolean unknown = name.equals("_lastUpdated") && !manners.searchesByTime(type)
                    || ignores && !RecordSearch.knows(type, name);
            if (unknown && !ignores) {
                throw new InvalidRequestException(
                        "Unknown search parameter \"" + name + "\" for resource type \"" + type + "\"");
            }
            if (unknown) {
                outcomes.add(VendorOutcome.warning("59100", "Unknown parameter"));
                outcomes.add(VendorOutcome.warning("4122", "Additional content was not considered"));
            }
            return unknown;
        });
        return known;
    }

    private List<StoredVersion> merged(
            Records records,
            Map<String, String[]> parameters,
            List<StoredVersion> matches,
            List<VendorOutcome> outcomes) {
        boolean redirects = manners.has(Manner.MERGED_REDIRECT);
        if (!redirects && !manners.has(Manner.MERGED_BY_READ_ONLY) && !manners.has(Manner.MERGED_GONE)) {
            return matches;
        }
        List<StoredVersion> found = new ArrayList<>(matches);
        for (StoredVersion match : matches) {
            Optional<String> survivor = MergedReads.survivor(match);
            if (survivor.isPresent()) {
                found.remove(match);
                if (redirects && parameters.containsKey("_id")) {
                    records.current("Patient", survivor.get())
                            .filter(one -> !found.contains(one))
                            .ifPresent(found::add);
                    outcomes.add(MergedReads.REDIRECTED);
                }
            }
        }
        return found;
    }

    private List<StoredVersion> limited(List<StoredVersion> matches, List<VendorOutcome> outcomes) {
        if (manners.has(Manner.PATIENT_LIMIT) && matches.size() > LIMIT) {
            throw VendorOutcome.error(IssueType.TOOCOSTLY, "", "More than " + LIMIT + " matches")
                    .refusal(422);
        }
        if (manners.has(Manner.PATIENT_CAP) && matches.size() > CAP) {
            outcomes.add(VendorOutcome.warning("4127", "The maximum number of results was reached"));
            return matches.subList(0, CAP);
        }
        return matches;
    }

    private List<StoredVersion> keptBack(String type, List<StoredVersion> matches, List<VendorOutcome> outcomes) {
        if (type.equals("MedicationRequest")
                && manners.has(Manner.MORE_MAY_EXIST)
                && matches.stream().anyMatch(match -> isOfQuarter(match, 1))) {
            outcomes.add(VendorOutcome.warning("4119", "More results may exist"));
        }
        if (type.equals("Condition") && manners.has(Manner.BREAK_THE_GLASS)) {
            List<StoredVersion> open =
                    matches.stream().filter(match -> !isOfQuarter(match, 0)).toList();
            if (open.size() < matches.size()) {
                outcomes.add(VendorOutcome.warning("4130", "Break-the-glass security keeps content back"));
            }
            return open;
        }
        return matches;
    }

    private static boolean isOfQuarter(StoredVersion record, int quarter) {
        return record.values().get("patient").stream()
                .anyMatch(patient -> Math.floorMod(patient.value().hashCode(), 4) == quarter);
    }
}
