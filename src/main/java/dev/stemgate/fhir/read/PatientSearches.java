// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.model.RecordKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The searches that read one patient's whole record. No status and no intent is filtered: the rules judge, not the server. */
public final class PatientSearches {

    private static final int IDS_AT_ONCE = 50;

    private PatientSearches() {}

    /** The Patient first, then every kind that a screening reads. */
    public static List<PatientSearch> forPatient(String patientId, EhrSettings settings) {
        String id = encoded(patientId);
        String count = "&_count=" + settings.limits().pageSize();
        return List.of(
                new PatientSearch(RecordKind.PATIENT, "Patient?_id=" + id),
                new PatientSearch(RecordKind.CONDITION, "Condition?patient=" + id + count),
                new PatientSearch(
                        RecordKind.MEDICATION_STATEMENT,
                        "MedicationStatement?patient=" + id + included("MedicationStatement", settings) + count),
                new PatientSearch(
                        RecordKind.MEDICATION_REQUEST,
                        "MedicationRequest?patient=" + id + included("MedicationRequest", settings) + count));
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

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
