// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.write.ResultForm;
import dev.stemgate.route.config.WriteBackMode;

/** Which form of result a write-back mode asks for. */
final class Forms {

    private Forms() {}

    static ResultForm of(EhrConversation conversation, WriteBackMode mode) {
        return mode == WriteBackMode.DOCUMENT_REFERENCE ? conversation.documents() : conversation.observations();
    }

    /** The resource type. */
    static String type(WriteBackMode mode) {
        return mode == WriteBackMode.DOCUMENT_REFERENCE ? "DocumentReference" : "Observation";
    }
}
