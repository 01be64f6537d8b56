// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes units. A request for a patient who already has an unclaimed pending unit is coalesced into it; the unique constraint
 * on the waiting patient holds this against other processes too.
 */
final class UnitRequests {

    private static final int CHUNK = 500;
    private static final String WAITING = "state = 'pending' and claim_token is null";
    private static final String INSERT =
            """
            insert into patient_unit
                (ehr, patient_id, requested_patient, waiting_patient, trigger_kind, state, requested_at, not_before)
            values (?, ?, ?, ?, ?, 'pending', ?, ?)""";

    private UnitRequests() {}

    static UnitId request(Transaction transaction, PatientKey patient, Trigger trigger, Instant now) {
        Map<String, Long> waiting = waiting(transaction, patient.ehr(), List.of(patient.patientId()));
        Long existing = waiting.get(patient.patientId());
        if (existing != null) {
            UnitSteps.add(transaction, new UnitId(existing), Step.Kind.COALESCED, trigger.code(), now);
            return new UnitId(existing);
        }
        return create(transaction, patient.ehr(), List.of(patient.patientId()), trigger, now).stream()
                .map(UnitId::new)
                .findFirst()
                .orElseThrow();
    }

    static Requested requestAll(
            Transaction transaction, String ehr, List<String> patientIds, Trigger trigger, Instant now) {
        List<String> distinct = patientIds.stream().distinct().toList();
        int coalesced = patientIds.size() - distinct.size();
        for (int from = 0; from < distinct.size(); from += CHUNK) {
            List<String> chunk = distinct.subList(from, Math.min(distinct.size(), from + CHUNK));
            Map<String, Long> waiting = waiting(transaction, ehr, chunk);
            UnitSteps.addAll(transaction, List.copyOf(waiting.values()), Step.Kind.COALESCED, trigger.code(), now);
            List<String> fresh =
                    chunk.stream().filter(id -> !waiting.containsKey(id)).toList();
            create(transaction, ehr, fresh, trigger, now);
            coalesced += waiting.size();
        }
        return new Requested(patientIds.size() - coalesced, coalesced);
    }

    /** The oldest unclaimed pending unit of each of these patients who has one. */
    static Map<String, Long> waiting(Transaction transaction, String ehr, List<String> patientIds) {
        Map<String, Long> units = new HashMap<>();
        transaction
                .query(
                        row -> Map.entry(row.text("patient_id"), row.longNumber("unit_id")),
                        "select patient_id, unit_id from patient_unit where ehr = ? and patient_id = any(?) and "
                                + WAITING + " order by unit_id",
                        ehr,
                        patientIds)
                .forEach(entry -> units.putIfAbsent(entry.getKey(), entry.getValue()));
        return units;
    }

    private static List<Long> create(
            Transaction transaction, String ehr, List<String> patientIds, Trigger trigger, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        for (String id : patientIds) {
            rows.add(new Object[] {ehr, id, id, id, trigger.code(), now, now});
        }
        List<Long> units = transaction.insertAll("unit_id", INSERT, rows);
        UnitSteps.addAll(transaction, units, Step.Kind.REQUESTED, trigger.code(), now);
        return units;
    }
}
