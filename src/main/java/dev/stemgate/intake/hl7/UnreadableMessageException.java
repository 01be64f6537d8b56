// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.deadletter.Reason;

/**
 * One message that breaks the rules of HL7 v2 and cannot be taken apart safely. Its text is one line for a person, without personal
 * data. Permanent: the same bytes fail again.
 */
final class UnreadableMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    private enum Fault {
        HEADER,
        CONTENT
    }

    private UnreadableMessageException(Fault fault, String line) {
        super(line);
        this.fault = fault;
    }

    static UnreadableMessageException header(String line) {
        return new UnreadableMessageException(Fault.HEADER, line);
    }

    static UnreadableMessageException content(String line) {
        return new UnreadableMessageException(Fault.CONTENT, line);
    }

    /** Why it becomes a dead letter. */
    Reason reason() {
        return fault == Fault.HEADER ? Reason.REJECTED_MESSAGE : Reason.UNREADABLE;
    }
}
