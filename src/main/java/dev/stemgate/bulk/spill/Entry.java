// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import java.util.Objects;
import java.util.Optional;

/**
 * Something about one patient that is set aside.
 *
 * @param key id of the patient; of a record whose subject is an identifier {@code system|value}
 * @param place the line it came from
 * @param refusal why the line is a dead letter all the same; what could be read of it counts
 */
public record Entry(String key, Place place, Content content, Optional<Refusal> refusal) {

    public Entry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(refusal, "refusal");
    }

    /** What it is. */
    public sealed interface Content {}

    /** The Patient. */
    public record OfPerson(BulkRecord.Person person) implements Content {
        public OfPerson {
            Objects.requireNonNull(person, "person");
        }
    }

    /** A record about the patient. */
    public record OfFact(RecordFact fact) implements Content {
        public OfFact {
            Objects.requireNonNull(fact, "fact");
        }
    }

    /** Something of the patient's was not read; its line is counted elsewhere. */
    public record Missing(RecordKind kind, Gap gap) implements Content {
        public Missing {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(gap, "gap");
        }
    }

    public Entry under(String otherKey) {
        return new Entry(otherKey, place, content, refusal);
    }
}
