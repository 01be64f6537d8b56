// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The endpoint cannot be used now: no connection, a timeout, no access token (status 0), 408, 429, 5xx, or 401. It is not a bad record
 * and uses up no record's attempts (DESIGN, invariant 7).
 */
public final class EhrUnavailableException extends EhrException {

    private final transient Optional<Duration> retryAfter;
    private final String code;
    private final String remedy;

    public EhrUnavailableException(
            String ehr, int status, List<String> issueCodes, Optional<Duration> retryAfter, String what) {
        super(ehr, status, issueCodes, what);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
        this.code = status == 0 ? "no-answer" : "http-" + status;
        this.remedy = "";
    }

    private EhrUnavailableException(
            String ehr, Obstacle obstacle, List<String> issueCodes, Optional<Duration> retryAfter, String what) {
        super(ehr, 0, issueCodes, what + obstacle.words());
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
        this.code = obstacle.code();
        this.remedy = obstacle.words();
    }

    private EhrUnavailableException(EhrUnavailableException same, Duration wait) {
        super(same);
        this.retryAfter = Optional.of(wait);
        this.code = same.code;
        this.remedy = same.remedy;
    }

    /** No answer at all: status 0. */
    public static EhrUnavailableException network(String ehr, Exception trouble) {
        Optional<Obstacle> tls = TlsTrouble.of(trouble);
        if (tls.isPresent()) {
            return new EhrUnavailableException(ehr, tls.get(), List.of(), Optional.empty(), "no answer: ");
        }
        return new EhrUnavailableException(
                ehr,
                0,
                List.of(),
                Optional.empty(),
                "no answer (" + trouble.getClass().getSimpleName() + ")");
    }

    /**
     * There is no access token, so the EHR cannot be asked.
     *
     * @param issueCodes codes that may be shown, such as {@code http-503}
     */
    static EhrUnavailableException noToken(
            String ehr, Obstacle obstacle, List<String> issueCodes, Optional<Duration> retryAfter) {
        return new EhrUnavailableException(ehr, obstacle, issueCodes, retryAfter, "no access token: ");
    }

    /** The same trouble again, with what is left of the time to wait. */
    EhrUnavailableException after(Duration wait) {
        return new EhrUnavailableException(this, wait);
    }

    /** A word for logs and health: {@code no-answer}, {@code http-503}, {@code tls-expired}, {@code token-invalid-client}. */
    public String code() {
        return code;
    }

    /** What a person has to do about it, in one line; empty where it is only to wait. */
    public String remedy() {
        return remedy;
    }

    /** How long the server asks to wait, at most 300 seconds; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
