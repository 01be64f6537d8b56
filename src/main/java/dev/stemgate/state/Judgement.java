// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.util.Objects;

/**
 * A screening that is about to be recorded.
 *
 * @param screening the result
 * @param fingerprint what decides whether it differs from another
 * @param evaluatedAt when it was made; with its as-of date this says which of two is newer
 */
public record Judgement(Screening screening, Fingerprint fingerprint, Instant evaluatedAt) {

    public Judgement {
        Objects.requireNonNull(screening, "screening");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(evaluatedAt, "evaluatedAt");
    }

    public static Judgement of(Screening screening, Instant evaluatedAt) {
        return new Judgement(screening, Fingerprint.of(screening), evaluatedAt);
    }
}
