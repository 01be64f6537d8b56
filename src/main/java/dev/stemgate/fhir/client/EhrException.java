// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;
import java.util.Objects;

/**
 * A conversation with an EHR that did not go well. The message holds the EHR's name, the HTTP status and FHIR issue codes, and never a
 * URL, a credential or a word of the server. Routes decide by type.
 */
public abstract sealed class EhrException extends RuntimeException
        permits EhrUnavailableException,
                AccessDeniedException,
                NotServedException,
                RequestRefusedException,
                WriteConflictException,
                GoneException,
                MalformedResponseException,
                ForeignOriginException,
                UnexpectedRedirectException {

    private final String ehr;
    private final int status;
    private final List<String> issueCodes;

    EhrException(String ehr, int status, List<String> issueCodes, String what) {
        super(words(ehr, status, issueCodes, what));
        this.ehr = Objects.requireNonNull(ehr, "ehr");
        this.status = status;
        this.issueCodes = List.copyOf(issueCodes);
    }

    /** The same once more, with a stack of its own. */
    EhrException(EhrException same) {
        super(same.getMessage());
        this.ehr = same.ehr;
        this.status = same.status;
        this.issueCodes = same.issueCodes;
    }

    /** Name of the EHR. */
    public final String ehr() {
        return ehr;
    }

    /** HTTP status, or 0 when there was no answer. */
    public final int status() {
        return status;
    }

    /** FHIR issue types and numeric vendor codes of the answer's OperationOutcome; empty when there was none. */
    public final List<String> issueCodes() {
        return issueCodes;
    }

    private static String words(String ehr, int status, List<String> issueCodes, String what) {
        StringBuilder words = new StringBuilder(ehr).append(": ").append(what);
        if (status > 0) {
            words.append(", HTTP ").append(status);
        }
        if (!issueCodes.isEmpty()) {
            words.append(", issue ").append(String.join(" ", issueCodes));
        }
        return words.toString();
    }
}
