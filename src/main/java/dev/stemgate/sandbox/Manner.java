// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One way in which real EHRs differ from a FHIR server that simply works. Each can be switched by itself; a {@link VendorProfile} is
 * a set of them. Sources are the rows of {@code docs/sandbox.md}, which were read from the vendors' capability statements and
 * documents or observed on running servers.
 */
public enum Manner {
    NO_MEDICATION_STATEMENT(
            "MedicationStatement is not served: 404, and it is not declared.", "row MedicationStatement"),
    PATIENT_NEEDED(
            "Condition, MedicationRequest and MedicationStatement are found by patient (or _id) only; any other search is refused"
                    + " with 400.",
            "rows Condition search and MedicationRequest"),
    DEMOGRAPHICS_NEEDED(
            "Patient is found by demographics, identifier or _id only; a search for everybody is refused with 400.",
            "row Patient search"),
    NO_LAST_UPDATED("_lastUpdated is not a search parameter of any type, and is not declared.", "row _lastUpdated"),
    LAST_UPDATED_ON_SOME(
            "_lastUpdated works on Condition, MedicationRequest and Observation, and on no other type.",
            "row _lastUpdated"),
    UNKNOWN_PARAMETER_IGNORED(
            "A search parameter that is not known is ignored, and an outcome entry says so (59100, 4122); without this it is"
                    + " refused with 400.",
            "row searchset outcomes"),
    PATIENT_CAP(
            "A Patient search gives its first 100 matches, and an outcome entry says that there are more (4127).",
            "row Patient search"),
    PATIENT_LIMIT("A Patient search with more than 1,000 matches is refused with 422.", "row Patient search"),
    NONE_FOUND_OUTCOME("A search that finds nothing says so in an outcome entry (4101).", "row searchset outcomes"),
    MORE_MAY_EXIST(
            "The MedicationRequests of one patient in four, told by id, come with an outcome entry: more may exist (4119).",
            "row searchset outcomes"),
    BREAK_THE_GLASS(
            "The Conditions of one patient in four, told by id, are kept back, and an outcome entry says so (4130).",
            "row searchset outcomes"),
    LISTS_REFUSED(
            "A search for several patients, with commas between them, is refused with 400.",
            "FHIR R4, SearchParameter.multipleOr"),
    LISTS_FIRST_ONLY(
            "Of several patients with commas between them only the first is looked for, and nothing says so.",
            "FHIR R4, SearchParameter.multipleOr"),
    LISTS_CUT(
            "Of several patients with commas between them only the first five are looked for, and nothing says so.",
            "FHIR R4, SearchParameter.multipleOr"),
    LISTS_UNMATCHED(
            "Several patients with commas between them are taken for one id, which nobody has.",
            "FHIR R4, SearchParameter.multipleOr"),
    MERGED_REDIRECT(
            "Reading a merged Patient is answered with a redirect to the surviving id; a search by the old _id gives the survivor"
                    + " and an outcome entry (4107).",
            "row merged patient"),
    MERGED_BY_READ_ONLY(
            "A merged Patient (inactive, with a link) is found by no search, and is still read by id.",
            "row merged patient"),
    MERGED_GONE("A merged Patient is found by no search, and reading it is answered with 410.", "row merged patient"),
    OBSERVATION_MAPPED_ROWS(
            "An Observation is taken only into a mapped flowsheet row (here LOINC 8310-5 and 8867-4); any other is refused with"
                    + " 422 (59188).",
            "row Observation create"),
    OBSERVATION_VITALS_AND_LABS(
            "An Observation is taken only with category vital-signs or laboratory; any other is refused with 422.",
            "row Observation create"),
    OBSERVATION_NOT_TAKEN("An Observation cannot be written: 405, and it is not declared.", "row Observation create"),
    NO_CONDITIONAL_CREATE(
            "If-None-Exist is not declared and is ignored: a second one is created.", "row conditional create"),
    CONDITIONAL_CREATE_RACES(
            "One conditional create in five loses a race: 409, and nothing is written.", "row conditional create"),
    IF_MATCH_REQUIRED("A PUT without If-Match is refused with 400.", "row If-Match"),
    PATIENT_MATCH(
            "Patient/$match is served and declared: an index of patients that looks at birth date, sex and the bare values of identifiers,"
                    + " and not at names.",
            "row Patient/$match"),
    NO_TRANSACTIONS("A transaction is refused with 405, and is not declared.", "What follows, 3"),
    NEXT_LINK_FROM_HOST(
            "Links name the host of the request's Host header, which behind a proxy is the internal one.",
            "row next link"),
    CONTINUE_TOKEN("The next link is the searched type with an opaque continue token.", "row next link"),
    RELATIVE_NEXT_LINK("The next link is relative to the base.", "CAMEL-FHIR-TRAPS 15"),
    FOREIGN_NEXT_LINK("The next link names another host.", "CAMEL-FHIR-TRAPS 15"),
    SESSION_EXPIRES("One next link in eleven has run out: 400 with 4113.", "row next link"),
    PAGES_EXPIRE("One next link in eleven has run out: 410.", "What follows, 7"),
    BUSY_SECONDS("One request in 31 is answered with 429 and Retry-After in seconds.", "What follows, 7"),
    BUSY_DATE("One request in 37 is answered with 429 and Retry-After as an HTTP date.", "What follows, 7"),
    ERROR_BURSTS("Of every 41 requests three in a row fail with 503.", "What follows, 7"),
    LOST_ANSWERS("One write in seven is done, and its answer is lost: 504.", "What follows, 7"),
    SLOW_ANSWERS("One request in five takes two seconds.", "What follows, 7"),
    HALF_ANSWERS("One answer in 29 breaks off, although more was announced.", "What follows, 7"),
    TRUNCATED_ANSWERS("One answer in 23 is cut off, and its length says nothing.", "What follows, 7"),
    TOKEN_EXPIRY("One request in 43 is answered with 401, as if the token had just run out.", "What follows, 6"),
    DUPLICATE_IDS("The first record of every page stands on it twice.", "HARD-CASES, who is the patient"),
    LATE_COMMITS(
            "A search, also that of a conditional write, sees what was written only five seconds later; a read sees it at once.",
            "What follows, 3");

    private final String does;
    private final String source;

    Manner(String does, String source) {
        this.does = does;
        this.source = source;
    }

    /** The word that is typed and shown, for instance {@code patient-needed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a server with this manner does, in a sentence. */
    public String does() {
        return does;
    }

    /** Where it was seen, as a place in {@code docs/sandbox.md}. */
    public String source() {
        return source;
    }

    public static Optional<Manner> ofCode(String code) {
        return Arrays.stream(values())
                .filter(manner -> manner.code().equals(code))
                .findFirst();
    }
}
