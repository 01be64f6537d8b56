// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

/**
 * What a format tells of the stream it reads. Each line, entry or message is told once, in the order of the stream, and the same bytes
 * are always told in the same way: after a crash the stream is read again from its beginning, and what the ledger has is skipped by
 * counting. A call gives one input unit its fate, except
 * {@link #describes} and {@link #merged}, which belong to the unit told before or after them.
 * Confined to the thread that reads.
 */
public interface RecordSink {

    /** A record for the ledger. */
    void record(IntakeRecord record);

    /** Something that is understood and holds nothing to screen by. @param why in a few words, without personal data */
    void irrelevant(Place place, String why);

    /** The same content as an earlier line, entry or message. */
    void duplicate(Place place);

    /** Something for the dead letters. */
    void refused(Refusal refusal);

    /**
     * The source takes a record back: an explicit delete or cancel. What was entered in error can come as a {@link #record} with that
     * status, which withdraws as well.
     *
     * @param key as the record had
     */
    void withdrawn(Place place, String key);

    /**
     * The source describes a patient under one of the ids by which its records name them; what it says of identifiers, birth date and
     * sex counts for all of these records. No unit of its own: a Patient is told as a {@link #record} too.
     */
    void describes(Subject subject);

    /** The source says that two patients are one. No unit of its own. */
    void merged(Place place, PatientIdentifier old, PatientIdentifier surviving);
}
