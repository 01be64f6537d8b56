// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes units. A request for a patient who already has an unclaimed pending unit is coalesced into it; the unique constraint
 * on the waiting patient holds this against other processes too. The ids drive subqueries and not joins, because H2 keeps the join
 * order that it chose while the table was empty.
 */
final class UnitRequests {

    private static final int CHUNK = 500;
    private static final long NO_UNIT = 0;

    private UnitRequests() {}

    static UnitId request(Transaction transaction, PatientKey patient, Trigger trigger, Instant now) {
        Map<String, Long> waiting = waiting(transaction, patient.ehr(), List.of(patient.patientId()));
        Long existing = waiting.get(patient.patientId());
        if (existing != null) {
            UnitSteps.add(transaction, new UnitId(existing), Step.Kind.COALESCED, trigger.code(), now);
            return new UnitId(existing);
        }
        create(transaction, patient.ehr(), List.of(patient.patientId()), trigger, now);
        return created(transaction, patient);
    }

    /**
     * The unit that this transaction just made. An older one of the patient may have been given back meanwhile and be claimed again at
     * once, so it is asked for by the mark that only a unit nobody ever claimed carries.
     */
    private static UnitId created(Transaction transaction, PatientKey patient) {
        return transaction
                .first(
                        row -> new UnitId(row.longNumber("unit_id")),
                        "select unit_id from patient_unit where ehr = ? and waiting_patient = ?",
                        patient.ehr(),
                        patient.patientId())
                .orElseThrow(() -> new IllegalStateException("the unit that was just requested is not there"));
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

    /** The oldest unclaimed pending unit of each of these patients who has one; nobody can claim it before this transaction ends. */
    static Map<String, Long> waiting(Transaction transaction, String ehr, List<String> patientIds) {
        List<Map.Entry<String, Long>> found = transaction
                .query(
                        row -> Map.entry(row.text("id"), row.longNumber("unit_id")),
                        """
                        select w.id, (
                            select min(u.unit_id) from patient_unit u
                            where u.ehr = ? and u.patient_id = w.id and u.state = 'pending' and u.claim_token is null) as unit_id
                        from unnest(cast(? as varchar array)) w (id)""",
                        ehr,
                        patientIds)
                .stream()
                .filter(entry -> entry.getValue() != NO_UNIT)
                .sorted(Map.Entry.comparingByValue())
                .toList();
        int[] locked = transaction.updateAll(
                "update patient_unit set claims = claims where unit_id = ? and state = 'pending' and claim_token is null",
                found.stream().map(entry -> new Object[] {entry.getValue()}).toList());
        Map<String, Long> units = new HashMap<>();
        for (int i = 0; i < locked.length; i++) {
            if (locked[i] == 1) {
                units.put(found.get(i).getKey(), found.get(i).getValue());
            }
        }
        return units;
    }

    private static void create(
            Transaction transaction, String ehr, List<String> patientIds, Trigger trigger, Instant now) {
        transaction.update(
                """
                insert into patient_unit
                    (ehr, patient_id, requested_patient, waiting_patient, trigger_kind, state, requested_at, not_before)
                select cast(? as varchar), w.id, w.id, w.id, cast(? as varchar), 'pending',
                    cast(? as timestamp with time zone), cast(? as timestamp with time zone)
                from unnest(cast(? as varchar array)) with ordinality w (id, place) order by w.place""",
                ehr,
                trigger.code(),
                now,
                now,
                patientIds);
        transaction.update(
                """
                insert into unit_step (unit_id, happened_at, kind, detail)
                select (select u.unit_id from patient_unit u where u.ehr = ? and u.waiting_patient = w.id),
                    cast(? as timestamp with time zone), cast(? as varchar), cast(? as varchar)
                from unnest(cast(? as varchar array)) with ordinality w (id, place) order by w.place""",
                ehr,
                now,
                Step.Kind.REQUESTED.code(),
                trigger.code(),
                patientIds);
    }
}
