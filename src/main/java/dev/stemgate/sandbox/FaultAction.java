// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** How the server answers one request when it may misbehave. */
public sealed interface FaultAction {

    /** As it should. */
    record Pass() implements FaultAction {}

    /**
     * Without asking the FHIR server: 401, 403, 429 with Retry-After, 5xx, a redirect.
     *
     * @param status HTTP status
     * @param headers in addition to Content-Type and Content-Length
     * @param body may be empty
     */
    record Answer(int status, Map<String, String> headers, String body) implements FaultAction {
        public Answer {
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
        }
    }

    /** After a while. */
    record Slow(Duration delay, FaultAction then) implements FaultAction {
        public Slow {
            Objects.requireNonNull(delay, "delay");
            Objects.requireNonNull(then, "then");
        }
    }

    /** With another body than the true one, for instance a next link to another host. */
    record Rewrite(UnaryOperator<String> change) implements FaultAction {
        public Rewrite {
            Objects.requireNonNull(change, "change");
        }
    }

    /** With the first bytes of the true body only, after which the connection breaks although more was announced. */
    record BreakOff(int afterBytes) implements FaultAction {
        public BreakOff {
            if (afterBytes < 0) {
                throw new IllegalArgumentException("afterBytes must not be negative");
            }
        }
    }

    /** The request is done, and its true answer is lost: another one comes instead, as from a gateway that waited too long. */
    record Lost(Answer instead) implements FaultAction {
        public Lost {
            Objects.requireNonNull(instead, "instead");
        }
    }

    static FaultAction pass() {
        return new Pass();
    }

    static FaultAction status(int status) {
        return new Answer(status, Map.of(), "");
    }
}
