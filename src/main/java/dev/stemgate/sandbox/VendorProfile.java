// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The manners of one kind of EHR, as read from vendors' capability statements and documents in 2026 or observed on running servers
 * ({@code docs/sandbox.md}). A likeness for trying routes: nothing here was certified by a vendor.
 */
public enum VendorProfile {
    /** HAPI JPA. */
    HAPI(
            "HAPI JPA server",
            EnumSet.of(
                    Manner.MERGED_GONE,
                    Manner.NEXT_LINK_FROM_HOST,
                    Manner.CONDITIONAL_CREATE_RACES,
                    Manner.PATIENT_MATCH)),
    /** Epic, R4. */
    EPIC(
            "Epic R4",
            EnumSet.of(
                    Manner.NO_MEDICATION_STATEMENT,
                    Manner.PATIENT_NEEDED,
                    Manner.DEMOGRAPHICS_NEEDED,
                    Manner.PATIENT_CAP,
                    Manner.NO_LAST_UPDATED,
                    Manner.UNKNOWN_PARAMETER_IGNORED,
                    Manner.NONE_FOUND_OUTCOME,
                    Manner.MORE_MAY_EXIST,
                    Manner.BREAK_THE_GLASS,
                    Manner.MERGED_REDIRECT,
                    Manner.OBSERVATION_MAPPED_ROWS,
                    Manner.NO_CONDITIONAL_CREATE,
                    Manner.SESSION_EXPIRES)),
    /** Oracle Health (Cerner), R4. */
    CERNER(
            "Oracle Health (Cerner) R4",
            EnumSet.of(
                    Manner.NO_MEDICATION_STATEMENT,
                    Manner.PATIENT_NEEDED,
                    Manner.DEMOGRAPHICS_NEEDED,
                    Manner.PATIENT_LIMIT,
                    Manner.LAST_UPDATED_ON_SOME,
                    Manner.MERGED_BY_READ_ONLY,
                    Manner.OBSERVATION_VITALS_AND_LABS,
                    Manner.NO_CONDITIONAL_CREATE,
                    Manner.IF_MATCH_REQUIRED,
                    Manner.CONTINUE_TOKEN)),
    /** MEDITECH. */
    MEDITECH(
            "MEDITECH",
            EnumSet.of(
                    Manner.NO_MEDICATION_STATEMENT,
                    Manner.PATIENT_NEEDED,
                    Manner.DEMOGRAPHICS_NEEDED,
                    Manner.NO_LAST_UPDATED,
                    Manner.OBSERVATION_NOT_TAKEN,
                    Manner.NO_CONDITIONAL_CREATE,
                    Manner.CONTINUE_TOKEN)),
    /** A server that could do everything, on a bad day. */
    FLAKY(
            "any server on a bad day",
            EnumSet.of(
                    Manner.PAGES_EXPIRE,
                    Manner.BUSY_SECONDS,
                    Manner.BUSY_DATE,
                    Manner.ERROR_BURSTS,
                    Manner.LOST_ANSWERS,
                    Manner.SLOW_ANSWERS,
                    Manner.HALF_ANSWERS,
                    Manner.TRUNCATED_ANSWERS,
                    Manner.TOKEN_EXPIRY,
                    Manner.DUPLICATE_IDS,
                    Manner.LATE_COMMITS));

    private final String title;
    private final Set<Manner> manners;

    VendorProfile(String title, Set<Manner> manners) {
        this.title = title;
        this.manners = Collections.unmodifiableSet(manners);
    }

    /** The word that is typed, for instance {@code epic}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is a likeness of. */
    public String title() {
        return title;
    }

    /** Its manners, in the order of {@link Manner}. */
    public Set<Manner> manners() {
        return manners;
    }
}
