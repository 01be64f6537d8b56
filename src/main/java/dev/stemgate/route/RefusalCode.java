// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.client.AccessDeniedException;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.RequestRefusedException;
import dev.stemgate.fhir.write.RefusedWriteException;
import java.util.Optional;

/** What a refusal of a write says, as a code by which refusals are equal: status and issue codes, never a server's words. */
final class RefusalCode {

    private static final int LONGEST = 60;

    private RefusalCode() {}

    /** The code of a refusal among an exception and its causes; empty for what is no refusal of a write for good. */
    static Optional<String> among(Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRefusedException || cause instanceof AccessDeniedException) {
                return Optional.of(of((EhrException) cause));
            }
            if (cause instanceof RefusedWriteException refused) {
                return Optional.of("http-" + refused.status());
            }
        }
        return Optional.empty();
    }

    static String of(EhrException trouble) {
        StringBuilder code = new StringBuilder(trouble.status() == 0 ? "no-answer" : "http-" + trouble.status());
        if (trouble instanceof AccessDeniedException denied && denied.isByScope()) {
            code = new StringBuilder("scope");
        }
        for (String issue : trouble.issueCodes()) {
            code.append('.').append(issue);
        }
        return code.length() <= LONGEST ? code.toString() : code.substring(0, LONGEST);
    }
}
