// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/**
 * Whether a record is this patient's: by reference (also to the very {@code fullUrl} that the EHR gave the Patient: a server behind a proxy
 * names its inner address), or by an identifier with system and value that the Patient carries. Never by name,
 * never because it came in the answer to this patient's search (HARD-CASES, Who is the patient). Thread-confined.
 */
final class SubjectCheck {

    private final String patientId;
    private final References references;
    private final Set<String> identifiers = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();

    SubjectCheck(String patientId, References references) {
        this.patientId = patientId;
        this.references = references;
    }

    void learn(Patient patient, String fullUrl) {
        if (!fullUrl.isEmpty()) {
            addresses.add(fullUrl);
        }
        patient.getIdentifier().stream().map(SubjectCheck::key).forEach(identifiers::add);
    }

    boolean isOurs(DomainResource record) {
        Reference subject = subjectOf(record);
        if (subject.hasReference()) {
            return addresses.contains(subject.getReference())
                    || references
                            .idOf(subject.getReference(), "Patient")
                            .filter(patientId::equals)
                            .isPresent();
        }
        Identifier identifier = subject.getIdentifier();
        return identifier.hasSystem() && identifier.hasValue() && identifiers.contains(key(identifier));
    }

    /** {@code patient} of an AllergyIntolerance, {@code subject} of every other record; an empty one when missing. */
    static Reference subjectOf(DomainResource record) {
        String element = record instanceof AllergyIntolerance ? "patient" : "subject";
        return record.getNamedProperty(element).getValues().stream()
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .findFirst()
                .orElseGet(Reference::new);
    }

    static String key(Identifier identifier) {
        return Concepts.text(identifier.getSystem()) + "|" + Concepts.text(identifier.getValue());
    }
}
