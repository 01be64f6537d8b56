// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.model.Concept;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.terminology.Classification.Standing;
import dev.stemgate.terminology.Terminology;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The codes of the work list that the model knows by now, since the lists or the local map were extended. Whoever waits for them is
 * screened again by a bridge that runs with this model; asking earlier would only screen with the old one.
 */
public final class KnownByNow {

    private final Terminology terminology;
    private final WorkList workList;

    public KnownByNow(Terminology terminology, WorkList workList) {
        this.terminology = Objects.requireNonNull(terminology, "terminology");
        this.workList = Objects.requireNonNull(workList, "workList");
    }

    /** The items that are classified by now, in every kind of record in which they stood. */
    public List<WorkItem> items() {
        return workList.open().stream().filter(this::isKnown).toList();
    }

    /**
     * Asks for the screening of everyone who waits for such a code.
     *
     * @param ehrs names of the EHRs that this bridge screens
     * @return the patients
     */
    public Set<PatientKey> screenAgain(Set<String> ehrs, Instant now) {
        Set<PatientKey> patients = new HashSet<>();
        items().stream()
                .filter(item -> ehrs.contains(item.ehr()))
                .forEach(item -> patients.addAll(workList.screenAgain(item.letter(), now)));
        return patients;
    }

    /** Whether the model knows a code in every kind of record in which it stood. */
    public boolean isKnown(WorkItem item) {
        return domains(item.kinds()).stream()
                .map(domain -> terminology.classify(concept(item), domain))
                .allMatch(found -> found.standing() != Standing.UNCLASSIFIED);
    }

    private static Concept concept(WorkItem item) {
        return item.code().hasCode()
                ? Concept.of(item.code())
                : Concept.text(item.code().display());
    }

    /** In which domains a code has to be classified. A letter of an earlier release does not say; then in both. */
    public static Set<Terminology.Domain> domains(Set<RecordKind> kinds) {
        Set<Terminology.Domain> domains = new HashSet<>();
        for (RecordKind kind : kinds.isEmpty() ? Set.of(RecordKind.CONDITION, RecordKind.MEDICATION_REQUEST) : kinds) {
            boolean drug = kind == RecordKind.MEDICATION_STATEMENT || kind == RecordKind.MEDICATION_REQUEST;
            domains.add(drug ? Terminology.Domain.DRUG : Terminology.Domain.CLINICAL);
        }
        return domains;
    }
}
