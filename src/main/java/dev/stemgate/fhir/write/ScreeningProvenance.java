// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/**
 * Makes the Provenance beside the Observation: which software made it, when, from which versions of which records. Its
 * entities are the Patient and the records that the Observation shows as evidence.
 */
final class ScreeningProvenance {

    private static final String OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private ScreeningProvenance() {}

    /** What was done to the Observation, in the words of HL7's data operations. */
    enum Activity {
        CREATE("create"),
        UPDATE("revise"),
        NULLIFY("nullify");

        private final String display;

        Activity(String display) {
            this.display = display;
        }
    }

    /**
     * @param observation what was made of the screening; its security labels are carried over
     * @param target the Observation: by its {@code urn:uuid} in the same transaction, or by its id
     * @param recorded when this was done
     */
    static Provenance of(
            Screening screening, Observation observation, Reference target, Instant recorded, Activity activity) {
        Provenance provenance = bare(target, recorded, activity);
        observation.getMeta().getSecurity().forEach(label -> provenance
                .getMeta()
                .addSecurity(label.copy()));
        Map<String, ResourceRef> records = new LinkedHashMap<>();
        records.put(screening.subject().versioned(), screening.subject());
        screening.criteria().stream()
                .map(PublishedEvidence::of)
                .flatMap(evidence -> evidence.shown().stream())
                .map(piece -> piece.ref())
                .sorted(Comparator.comparing(ResourceRef::versioned))
                .forEach(ref -> records.putIfAbsent(ref.versioned(), ref));
        records.values().forEach(ref -> addEntity(provenance, ref));
        return provenance;
    }

    /** A Provenance without entities, for a withdrawal: nothing was derived. */
    static Provenance bare(Reference target, Instant recorded, Activity activity) {
        Provenance provenance = new Provenance();
        provenance.addTarget(target);
        provenance.setRecordedElement(ScreeningObservation.instant(recorded));
        provenance.setActivity(new CodeableConcept(new Coding(OPERATION, activity.name(), activity.display)));
        provenance
                .addAgent()
                .setType(new CodeableConcept(new Coding(PARTICIPANT, "assembler", "Assembler")))
                .setWho(ScreeningDevice.reference());
        return provenance;
    }

    private static void addEntity(Provenance provenance, ResourceRef ref) {
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(RecordReference.versioned(ref).typed());
    }
}
