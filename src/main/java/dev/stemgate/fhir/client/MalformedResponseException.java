// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;
import java.util.Objects;

/** An answer with a good status that is not the FHIR JSON that was asked for: a login page, cut off, too large, another resource. */
public final class MalformedResponseException extends EhrException {

    /** What is wrong with the answer. */
    public enum Fault {
        NOT_JSON("not JSON"),
        NOT_FHIR("not a FHIR resource"),
        WRONG_CONTENT_TYPE("wrong content type"),
        WRONG_RESOURCE("another resource than asked for"),
        UNREADABLE("a resource that cannot be read"),
        EMPTY("empty"),
        TOO_LARGE("larger than the limit");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    private final Fault fault;
    private final byte[] body;

    public MalformedResponseException(String ehr, int status, Fault fault, byte[] body) {
        super(ehr, status, List.of(), "malformed answer: " + fault.words);
        this.fault = Objects.requireNonNull(fault, "fault");
        this.body = body.clone();
    }

    public Fault fault() {
        return fault;
    }

    /** What was received, up to the limit; may hold personal data. */
    public byte[] body() {
        return body.clone();
    }
}
