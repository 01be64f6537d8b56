// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something is in the dead letters: a stable code, a line a person understands, and what to do about it. */
public enum Reason {
    UNMATCHED_PATIENT(
            true,
            "The record names a patient who is not known to this EHR.",
            "Check the identifier's system and value, correct the letter and replay it."),
    AMBIGUOUS_PATIENT(
            true,
            "The record's identifier belongs to more than one patient.",
            "Have the hospital merge the duplicates, or correct the letter to one patient, and replay it."),
    PATIENT_NOT_FOUND(
            false,
            "The EHR has no patient of this id any more.",
            "Check whether the patient was deleted or merged; replay when the record is back."),
    UNRESOLVED_SUBJECT(
            true,
            "The record does not say whose it is: its subject is missing, masked, or a reference that leads nowhere.",
            "Correct the subject at the source or in the letter and replay it."),
    UNCLASSIFIED_CODE(
            false,
            "A code or text is in no list: whether it matters cannot be said.",
            "Classify it once in the site's local map; the patients that wait for it are screened again."),
    UNREADABLE(
            true,
            "The record cannot be read: it is damaged or breaks its format.",
            "Correct it at the source or in the letter and replay it."),
    WRONG_VERSION(
            true,
            "The record is of another FHIR version than R4 and would lose content if it were read as R4.",
            "Ask for R4 at the source."),
    UNKNOWN_MODIFIER(
            true,
            "The record holds a modifier extension or implicit rules that may turn its meaning round.",
            "Find out what the modifier means; correct the letter or have the mapping extended."),
    UNRESOLVED_REFERENCE(
            false,
            "The record refers to another one that could not be read.",
            "Give access to the referenced record, then replay."),
    MALFORMED_PAGE(
            false,
            "A page of an answer is no bundle that could be taken apart.",
            "Look at the original bytes; if the EHR keeps sending it, report it to the vendor, then replay."),
    FOREIGN_LINK(
            false,
            "The EHR's next link or redirect leads away from its configured address and was not followed.",
            "Check the base URL and the EHR's public address, then replay."),
    REFUSED_BY_EHR(
            false,
            "The EHR refused what was written to it.",
            "Look at the issue code; correct the write-back settings or the EHR's mapping, then replay."),
    ACCESS_DENIED(
            false,
            "The EHR denies access to this patient or record.",
            "Have the access or the scope granted, then replay."),
    CONFLICT(
            false,
            "The EHR's answer contradicts what was asked or written: another id came back, another writer changed"
                    + " the Observation, or there are two of ours.",
            "Compare both in the EHR, remove the wrong one, then replay."),
    SERVER_ERROR(
            false,
            "The EHR kept failing for this patient while it answered for others.",
            "Report it to the EHR's operator with the time, then replay."),
    REJECTED_MESSAGE(
            true,
            "The message or file breaks its framing or header and was refused as a whole.",
            "Correct it at the sender and send it again."),
    INVALID_RESULT(
            false,
            "The Observation made from the screening breaks its own profile and was not written.",
            "This is a fault of Stemgate: report it with the letter's id."),
    INTERNAL_ERROR(
            false,
            "Stemgate failed on this record.",
            "This is a fault of Stemgate: report it with the letter's id, and replay after an update.");

    private final boolean boundToContent;
    private final String line;
    private final String remedy;

    Reason(boolean boundToContent, String line, String remedy) {
        this.boundToContent = boundToContent;
        this.line = line;
        this.remedy = remedy;
    }

    /** The word that is stored, shown and typed, for instance {@code unmatched-patient}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence, without personal data. */
    public String line() {
        return line;
    }

    /** One sentence: what a person can do. */
    public String remedy() {
        return remedy;
    }

    /** True when the same bytes will fail again whatever happens around them; such a letter stays resolved once a person resolved it. */
    public boolean boundToContent() {
        return boundToContent;
    }

    public static Optional<Reason> ofCode(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }
}
