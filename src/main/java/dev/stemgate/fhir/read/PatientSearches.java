// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.model.RecordKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The searches that read one patient's whole record. No status and no intent is filtered: the rules judge, not the server. */
public final class PatientSearches {

    private static final int IDS_AT_ONCE = 50;
    private static final Pattern READABLE = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9._-]{0,127}");
    private static final List<RecordKind> IN_ORDER = List.of(
            RecordKind.CONDITION,
            RecordKind.MEDICATION_STATEMENT,
            RecordKind.MEDICATION_REQUEST,
            RecordKind.MEDICATION_ADMINISTRATION,
            RecordKind.MEDICATION_DISPENSE,
            RecordKind.OBSERVATION,
            RecordKind.PROCEDURE,
            RecordKind.ALLERGY_INTOLERANCE,
            RecordKind.SERVICE_REQUEST);

    private PatientSearches() {}

    /** The Patient first, then every kind of the plan; of Observations there may be several searches. */
    public static List<PatientSearch> forPatient(String patientId, EhrSettings settings, ReadingPlan plan) {
        List<PatientSearch> searches = new ArrayList<>();
        searches.add(new PatientSearch(RecordKind.PATIENT, "Patient?_id=" + encoded(patientId)));
        for (RecordKind kind : IN_ORDER) {
            if (plan.kinds().contains(kind)) {
                urls(kind, encoded(patientId), settings.limits().pageSize(), settings, plan)
                        .forEach(url -> searches.add(new PatientSearch(kind, url)));
            }
        }
        return List.copyOf(searches);
    }

    /**
     * The absolute URL of the Patient itself. Some EHRs find a merged Patient by no search and still give it by its id (EHR-NOTES, merged
     * patient).
     *
     * @return empty where the id is not shaped as one, so that it could lead elsewhere
     */
    public static Optional<String> byId(String patientId, EhrSettings settings) {
        return READABLE.matcher(patientId).matches()
                ? Optional.of(settings.origin().base() + "/Patient/" + patientId)
                : Optional.empty();
    }

    /**
     * The searches for one kind, without the Patient.
     *
     * @param patients one encoded id, or several with commas between them
     */
    static List<String> urls(RecordKind kind, String patients, int pageSize, EhrSettings settings, ReadingPlan plan) {
        String start = kind.fhirType() + "?patient=" + patients;
        String count = "&_count=" + pageSize;
        return switch (kind) {
            case OBSERVATION ->
                ObservationSearches.urls(
                        plan.observations(),
                        start,
                        count,
                        settings.baseUrl().toString().length() + 1);
            case MEDICATION_STATEMENT, MEDICATION_REQUEST, MEDICATION_ADMINISTRATION, MEDICATION_DISPENSE ->
                List.of(start + included(kind.fhirType(), settings) + count);
            default -> List.of(start + count);
        };
    }

    /** Searches that read Medications by id, fifty ids at once. */
    public static List<String> medications(List<String> ids) {
        List<String> urls = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
            urls.add("Medication?_id="
                    + String.join(
                            ",", some.stream().map(PatientSearches::encoded).toList())
                    + "&_count=" + some.size());
        }
        return List.copyOf(urls);
    }

    private static String included(String type, EhrSettings settings) {
        return settings.includeMedications() ? "&_include=" + type + ":medication" : "";
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
