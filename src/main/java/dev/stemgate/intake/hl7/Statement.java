// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.Reason;

/**
 * What one diagnosis, problem or order of a message says.
 */
sealed interface Statement {

    /** Segment it stands in, for instance {@code DG1-2}. */
    String place();

    /** FHIR resource type that it is about. */
    String type();

    /**
     * It holds.
     *
     * @param resource without subject
     * @param weight of two statements of one message about the same thing the heavier one counts
     */
    record Holds(String place, RecordKey key, ObjectNode resource, int weight) implements Statement {
        @Override
        public String type() {
            return key.type();
        }
    }

    /** The source takes it back. */
    record Withdrawn(String place, RecordKey key) implements Statement {
        @Override
        public String type() {
            return key.type();
        }
    }

    /** It says nothing to screen by. */
    record SaysNothing(String place, String type, String why) implements Statement {}

    /** It cannot be understood safely. */
    record Unclear(String place, String type, Reason reason, String line) implements Statement {}
}
