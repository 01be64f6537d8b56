// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that happened to a patient unit.
 *
 * @param at when
 * @param kind what
 * @param detail more of it, without personal data: a status, an issue code, a count; may be empty
 */
public record Step(Instant at, Kind kind, String detail) {

    /** How the detail of a {@link Kind#RELEASED} begins when the EHR's failure was counted against the unit. */
    public static final String FAILED = "server-error";

    public Step {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** What can happen to a unit. The ledger itself writes all but PULLED, SCREENED and NOTE. */
    public enum Kind {
        REQUESTED,
        COALESCED,
        CLAIMED,
        PULLED,
        SCREENED,
        WRITE_INTENDED,
        RELEASED,
        LEASE_EXPIRED,
        ABANDONED,
        REKEYED,
        WRITTEN,
        UNCHANGED,
        DEAD_LETTERED,
        HELD,
        NOTE;

        /** The word that is stored and shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        static Kind closing(UnitState state) {
            return valueOf(state.name());
        }
    }
}
