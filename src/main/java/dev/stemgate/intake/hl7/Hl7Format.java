// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * HL7 v2 messages in their pipe form: one, many in a file, or a batch with FHS, BHS, BTS and FTS. A message that cannot be read is
 * refused by itself; the messages after it go on. Each diagnosis, problem and order is a unit at {@code file:message/segment}; a
 * message without any is one at {@code file:message}. Thread-safe.
 */
public final class Hl7Format implements FileFormat {

    private final Hl7Settings settings;
    private final Map<String, Hl7Settings> bySource;

    public Hl7Format(Hl7Settings settings) {
        this(settings, Map.of());
    }

    /**
     * @param settings of sources that have none of their own
     * @param bySource by the source's name
     */
    public Hl7Format(Hl7Settings settings, Map<String, Hl7Settings> bySource) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.bySource = Map.copyOf(bySource);
    }

    @Override
    public void read(InputStream in, Place container, SourceSettings source, RecordSink sink) throws IOException {
        Hl7Slices slices = new Hl7Slices(in, source.limits().entryBytes());
        Optional<Hl7Slice> first = slices.next();
        boolean stray =
                first.filter(slice -> slice.kind() == Hl7Slice.Kind.STRAY).isPresent();
        Optional<Hl7Slice> second = stray ? slices.next() : Optional.empty();
        if (first.isEmpty() || stray && second.isEmpty()) {
            throw new UnreadableFileException(
                    "no HL7 v2: no line begins with MSH, FHS or BHS in a character set that ASCII is a part of");
        }
        Reading reading = new Reading(container, source, sink);
        reading.take(first.get());
        for (Optional<Hl7Slice> slice = stray ? second : slices.next(); slice.isPresent(); slice = slices.next()) {
            reading.take(slice.get());
        }
        reading.counts.end();
    }

    /** One stream on its way through. */
    private final class Reading {

        private final Place container;
        private final RecordSink sink;
        private final MessageParser parser;
        private final MessageTeller teller;
        private final PatientSegment patients;
        private final BatchCounts counts;
        private long number;
        private long strays;

        Reading(Place container, SourceSettings source, RecordSink sink) {
            this.container = container;
            this.sink = sink;
            Hl7Settings own = bySource.getOrDefault(source.name(), settings);
            parser = new MessageParser(own.charset(), source.limits().stringChars());
            teller = new MessageTeller(source, own, sink);
            patients = new PatientSegment(source);
            counts = new BatchCounts(container, sink);
        }

        void take(Hl7Slice slice) {
            switch (slice.kind()) {
                case FILE_HEADER -> counts.fileHeader(slice);
                case BATCH_HEADER -> counts.batchHeader(slice);
                case BATCH_TRAILER -> counts.batchTrailer(slice);
                case FILE_TRAILER -> counts.fileTrailer(slice);
                case STRAY -> stray(slice);
                case MESSAGE -> message(slice);
            }
        }

        private void stray(Hl7Slice slice) {
            strays++;
            refuse(container.within("stray-" + strays), slice, "bytes that belong to no message");
        }

        private void message(Hl7Slice slice) {
            counts.message();
            number++;
            Place place = container.at(number);
            if (slice.tooLong()) {
                refuseMessage(place, slice, Reason.UNREADABLE, "the message is longer than the source's limit");
            } else if (slice.open()) {
                refuseMessage(
                        place, slice, Reason.UNREADABLE, "the message's frame is not ended: its end may be missing");
            } else {
                parse(slice, place);
            }
        }

        private void parse(Hl7Slice slice, Place place) {
            try {
                teller.tell(parser.parse(slice.bytes()), place, original(slice));
            } catch (UnreadableMessageException e) {
                refuseMessage(place, slice, e.reason(), e.getMessage());
            }
        }

        /** Whose it is, is told where its PID can still be read: what the message holds is then missing for that patient. */
        private void refuseMessage(Place place, Hl7Slice slice, Reason reason, String line) {
            Subject subject =
                    parser.patient(slice.bytes()).map(patients::subject).orElse(Subject.NOT_SAID);
            sink.refused(new Refusal(place, reason, line, original(slice), subject, ""));
        }

        private void refuse(Place place, Hl7Slice slice, String line) {
            sink.refused(Refusal.of(place, Reason.UNREADABLE, line, original(slice)));
        }

        private OriginalBytes original(Hl7Slice slice) {
            return new OriginalBytes(slice.bytes(), OriginalBytes.HL7V2);
        }
    }
}
