// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.write.RefusedWriteException;
import dev.stemgate.fhir.write.WriteReceipt;
import dev.stemgate.state.FollowUp;
import java.util.List;

/** Reads what an EHR answered to a write. Thread-safe. */
final class Receipts {

    private final EhrConversation conversation;

    Receipts(EhrConversation conversation) {
        this.conversation = conversation;
    }

    /**
     * What became of the result.
     *
     * @throws ConcurrentWriteException when somebody else wrote it meanwhile
     */
    WriteReceipt of(PatientWork work, Object answer) {
        WriteReceipt receipt = read(work, answer);
        if (receipt.effect() == WriteReceipt.Effect.ALREADY_THERE) {
            throw new ConcurrentWriteException(work.hospital().ehr());
        }
        return receipt;
    }

    /** Some servers answer the transaction with success and its entry with the conflict. */
    private WriteReceipt read(PatientWork work, Object answer) {
        Object sent = work.wasSentAlone() ? conversation.alone(work.transaction()) : work.transaction();
        try {
            return conversation.receipt(sent, answer);
        } catch (RefusedWriteException refused) {
            if (refused.status() == 409 || refused.status() == 412) {
                throw new ConcurrentWriteException(work.hospital().ehr());
            }
            throw refused;
        }
    }

    /** What is still to be sent after a result: nothing after a transaction. */
    List<FollowUp.Request> toFollow(PatientWork work, String id) {
        return work.wasSentAlone() ? toFollow(work.transaction(), id) : List.of();
    }

    /** Everything in a transaction but the result. */
    List<FollowUp.Request> toFollow(Object transaction, String id) {
        return conversation.later(transaction, id).stream()
                .map(later -> new FollowUp.Request(later.what(), later.json()))
                .toList();
    }
}
