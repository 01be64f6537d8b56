// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** The EHR refuses this one request for good (400, 404 on a record, 422, 501 on a write, …). Its own words are payload, never a message. */
public final class RequestRefusedException extends EhrException {

    private final byte[] serverWords;

    public RequestRefusedException(String ehr, int status, List<String> issueCodes, byte[] serverWords) {
        super(ehr, status, issueCodes, "request refused");
        this.serverWords = serverWords.clone();
    }

    /** The answer's body as received; may hold personal data. */
    public byte[] serverWords() {
        return serverWords.clone();
    }
}
