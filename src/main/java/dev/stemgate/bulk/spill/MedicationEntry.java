// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.bulk.record.Place;
import java.util.Objects;
import java.util.Optional;

/**
 * What is set aside under the id of a Medication.
 *
 * @param id of the Medication
 */
public sealed interface MedicationEntry {

    String id();

    /**
     * The Medication.
     *
     * @param content empty when nothing of it could be read; its line is then counted elsewhere
     * @param refusal why its line is a dead letter
     */
    record Known(String id, Place place, Optional<MedicationContent> content, Optional<Refusal> refusal)
            implements MedicationEntry {
        public Known {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /** A record that names the Medication. */
    record Waiting(String id, Entry entry) implements MedicationEntry {
        public Waiting {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(entry, "entry");
        }
    }

    static void write(ByteSink out, MedicationEntry entry) {
        if (entry instanceof Known known) {
            out.number(0);
            out.text(known.id());
            EntryBytes.place(out, known.place());
            Values.optional(out, known.content(), MedicationBytes::content);
            Values.optional(out, known.refusal(), EntryBytes::refusal);
        } else if (entry instanceof Waiting waiting) {
            out.number(1);
            out.text(waiting.id());
            EntryBytes.write(out, waiting.entry());
        }
    }

    /** Reads the next entry where it is a Medication, and passes over one that waits. */
    static Optional<Known> known(ByteSource in) {
        if (in.integer() != 0) {
            return Optional.empty();
        }
        return Optional.of(new Known(
                in.text(),
                EntryBytes.place(in),
                Values.optional(in, MedicationBytes::content),
                Values.optional(in, EntryBytes::refusal)));
    }

    /** Reads the next entry where it waits for a Medication, and passes over any other. */
    static Optional<Waiting> waiting(ByteSource in) {
        if (in.integer() == 0) {
            return Optional.empty();
        }
        String id = in.text();
        in.length();
        return Optional.of(new Waiting(id, EntryBytes.read(in)));
    }
}
