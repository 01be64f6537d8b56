// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import dev.stemgate.sandbox.FaultAction.Answer;
import dev.stemgate.sandbox.FaultAction.BreakOff;
import dev.stemgate.sandbox.FaultAction.Lost;
import dev.stemgate.sandbox.FaultAction.Rewrite;
import dev.stemgate.sandbox.FaultAction.Slow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Trouble on the way, each on every request; {@link Fault#where}, {@link Fault#every} and {@link Fault#first} say on which ones.
 * Thread-safe.
 */
public final class TransportFaults {

    private static final int SOME_BYTES = 20;

    private TransportFaults() {}

    /** 429, with Retry-After in seconds. */
    public static Fault busyForSeconds(int seconds) {
        return request -> new Answer(429, Map.of("Retry-After", Integer.toString(seconds)), "");
    }

    /** 429, with Retry-After as an HTTP date that lies so much later than the Date of the answer. */
    public static Fault busyUntilDate(Duration wait) {
        return request -> {
            Instant now = Instant.now();
            return new Answer(429, Map.of("Date", httpDate(now), "Retry-After", httpDate(now.plus(wait))), "");
        };
    }

    /** An answer with this status and no body. */
    public static Fault status(int status) {
        return request -> FaultAction.status(status);
    }

    /** 401, as for a token that ran out. */
    public static Fault tokenExpired() {
        return request -> new Answer(401, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""), "");
    }

    /** The request is done, and answered 504. */
    public static Fault answerLost() {
        return request -> new Lost(new Answer(504, Map.of(), ""));
    }

    /** The answer comes after a while. */
    public static Fault slow(Duration delay) {
        return request -> new Slow(delay, FaultAction.pass());
    }

    /** The connection breaks after the first bytes of the answer. */
    public static Fault halfAnswer() {
        return request -> new BreakOff(SOME_BYTES);
    }

    /** The answer is cut in its middle, and its length says that it is whole. */
    public static Fault truncated() {
        return request -> new Rewrite(body -> body.substring(0, body.length() / 2));
    }

    /** A following page is no longer there: 410, or another status with the vendor's code 4113. */
    public static Fault pageExpired(int status) {
        Fault expired = status == 410
                ? status(status)
                : request -> VendorOutcome.error(IssueType.EXPIRED, "4113", "The session of this search has expired")
                        .answer(status);
        return expired.where(ReceivedRequest::asksForPage);
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
