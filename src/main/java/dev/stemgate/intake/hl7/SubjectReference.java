// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.intake.Subject;

/** What a mapped resource says of its patient: the EHR's id where the source sends it, else the first identifier, else nothing. */
final class SubjectReference {

    private SubjectReference() {}

    static ObjectNode of(Subject subject, boolean idsOfEhr) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode();
        if (idsOfEhr) {
            return reference.put("reference", "Patient/" + subject.localId());
        }
        reference.put("type", "Patient");
        subject.identifiers().stream().findFirst().ifPresent(identifier -> reference
                .putObject("identifier")
                .put("system", identifier.system())
                .put("value", identifier.value()));
        return reference;
    }
}
