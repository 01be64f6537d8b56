// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.client.AccessDeniedException;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.ForeignOriginException;
import dev.stemgate.fhir.client.GoneException;
import dev.stemgate.fhir.client.MalformedResponseException;
import dev.stemgate.fhir.client.NotServedException;
import dev.stemgate.fhir.client.RequestRefusedException;
import dev.stemgate.fhir.client.UnexpectedRedirectException;
import dev.stemgate.fhir.client.WriteConflictException;
import dev.stemgate.fhir.read.PatientStanding;
import dev.stemgate.fhir.write.RefusedWriteException;
import dev.stemgate.fhir.write.UnreadableAnswerException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What an exception means for a unit, told by its type.
 *
 * @param reason reason of the dead letter
 * @param line one line without personal data
 * @param payload what the server said or sent; may be empty
 */
record Failure(Reason reason, String line, byte[] payload) {

    /** Epic's word on a redirect: the Patient was merged, and another id would answer (EHR-NOTES, merged patient). */
    private static final String MERGED_AWAY = "4107";

    private static final byte[] NOTHING = new byte[0];

    /** The cause of the wanted type among an exchange's exception and its causes. */
    static <T extends Throwable> T of(Exchange exchange, Class<T> type) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        throw new IllegalStateException("the route promised a " + type.getSimpleName());
    }

    /** Looks for the innermost exception of ours; anything else is an internal error. */
    static Failure of(Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof EhrException trouble) {
                return new Failure(reason(trouble), trouble.getMessage(), payload(trouble));
            }
            if (cause instanceof RefusedWriteException refused) {
                return new Failure(Reason.REFUSED_BY_EHR, refused.getMessage(), NOTHING);
            }
            if (cause instanceof UnreadableAnswerException
                    || cause instanceof SeveralObservationsException
                    || cause instanceof ConcurrentWriteException
                    || cause instanceof CircularMergeException) {
                return new Failure(Reason.CONFLICT, cause.getMessage(), NOTHING);
            }
        }
        return new Failure(Reason.INTERNAL_ERROR, Reason.INTERNAL_ERROR.line() + " " + trace(caught), NOTHING);
    }

    /** The same, of a write: a redirect then names a target that may be another patient's, so a person has to look. */
    static Failure ofWrite(Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnexpectedRedirectException redirect) {
                return new Failure(Reason.CONFLICT, redirect.getMessage(), NOTHING);
            }
        }
        return of(caught);
    }

    /** What a patient's standing means where it is neither found nor merged. */
    static Failure ofStanding(PatientStanding standing) {
        if (standing instanceof PatientStanding.Unreadable unreadable) {
            return new Failure(Reason.UNREADABLE, Reason.UNREADABLE.line(), unreadable.bytes());
        }
        if (standing instanceof PatientStanding.WrongPatient) {
            return new Failure(Reason.CONFLICT, "The EHR answered with another patient than was asked for.", NOTHING);
        }
        return new Failure(Reason.PATIENT_NOT_FOUND, Reason.PATIENT_NOT_FOUND.line(), NOTHING);
    }

    private static Reason reason(EhrException trouble) {
        if (trouble instanceof AccessDeniedException) {
            return Reason.ACCESS_DENIED;
        }
        if (trouble instanceof RequestRefusedException || trouble instanceof NotServedException) {
            return Reason.REFUSED_BY_EHR;
        }
        if (trouble instanceof WriteConflictException || trouble.issueCodes().contains(MERGED_AWAY)) {
            return Reason.CONFLICT;
        }
        if (trouble instanceof ForeignOriginException || trouble instanceof UnexpectedRedirectException) {
            return Reason.FOREIGN_LINK;
        }
        if (trouble instanceof GoneException) {
            return Reason.PATIENT_NOT_FOUND;
        }
        return trouble instanceof MalformedResponseException ? Reason.MALFORMED_PAGE : Reason.INTERNAL_ERROR;
    }

    private static byte[] payload(EhrException trouble) {
        if (trouble instanceof RequestRefusedException refused) {
            return refused.serverWords();
        }
        return trouble instanceof MalformedResponseException malformed ? malformed.body() : NOTHING;
    }

    /** Types and places of an exception and its causes, never their messages. */
    static String trace(Throwable caught) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            trace.append(trace.isEmpty() ? "" : " < ").append(cause.getClass().getSimpleName());
            trace.append(Arrays.stream(cause.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("dev.stemgate"))
                    .limit(2)
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                    .collect(Collectors.joining(", ", " at ", "")));
        }
        return trace.toString();
    }
}
