// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.RecordCheck;
import dev.stemgate.fhir.read.EntryParser;
import dev.stemgate.fhir.read.Parsing;
import dev.stemgate.fhir.read.RecordHead;
import java.util.Optional;

/** Tells whether a record can be read, by the reader that reads the pages of an EHR. Thread-safe. */
public final class ReadableRecord implements RecordCheck {

    private final EntryParser parser = new EntryParser();

    @Override
    public Optional<String> problem(byte[] record) {
        return parser.parse(record) instanceof Parsing.Unreadable unreadable
                ? Optional.of(unreadable.line())
                : Optional.empty();
    }

    @Override
    public Optional<String> patientId(byte[] record) {
        RecordHead head = RecordHead.of(record);
        return head.type().equals("Patient") ? head.id() : Optional.empty();
    }
}
