// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The searches that read the records of several patients together, with lists of ids ({@code Condition?patient=a,b,c}). */
public final class BatchSearches {

    /** Leaves room in a URL of {@link ObservationSearches#LONGEST_URL} for the rest of it. */
    private static final int LONGEST_LIST = 4_000;

    private static final int LARGEST_PAGE = 500;
    /** What can stand in a list without being taken for two ids, or for a modifier (FHIR R4, id). */
    private static final Pattern LISTABLE = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private BatchSearches() {}

    /** Those of the patients who can be asked for in one list: as many, from the first on, as go into a URL. */
    public static List<String> listable(List<String> patientIds) {
        List<String> some = new ArrayList<>();
        int length = 0;
        for (String id : patientIds) {
            length += id.length() + 1;
            if (LISTABLE.matcher(id).matches() && length <= LONGEST_LIST && !some.contains(id)) {
                some.add(id);
            }
        }
        return List.copyOf(some);
    }

    /**
     * One search, or several of Observations, for one kind of these patients. A page is asked to hold what the pages of the single patients
     * would hold together, within 500 entries.
     *
     * @param patientIds {@link #listable}, at least one
     */
    public static List<BatchSearch> of(
            RecordKind kind, List<String> patientIds, EhrSettings settings, ReadingPlan plan) {
        int pageSize = settings.limits().pageSize();
        int count = (int) Math.max(pageSize, Math.min(LARGEST_PAGE, (long) pageSize * patientIds.size()));
        String ids = String.join(
                ",", patientIds.stream().map(PatientSearches::encoded).toList());
        List<String> urls = kind == RecordKind.PATIENT
                ? List.of("Patient?_id=" + ids + "&_count=" + count)
                : PatientSearches.urls(kind, ids, count, settings, plan);
        return urls.stream().map(url -> new BatchSearch(kind, patientIds, url)).toList();
    }
}
