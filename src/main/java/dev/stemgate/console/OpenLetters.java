// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterClosedException;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.UnknownLetterException;
import java.util.function.Supplier;

/** What pages that do something with a letter share: it is there and open, and what to say when it no longer is. Stateless. */
final class OpenLetters {

    private OpenLetters() {}

    /** @throws PageProblem when there is no such letter, or it is settled already */
    static LetterDetail detail(DeadLetterDesk desk, Visit visit) {
        LetterDetail detail = LetterPages.detail(desk, visit);
        if (detail.letter().state() != LetterState.OPEN) {
            throw PageProblem.changedMeanwhile(
                    detail.letter().id() + " is " + detail.letter().state().code() + " already.");
        }
        return detail;
    }

    /**
     * Does it.
     *
     * @throws PageProblem when the letter is not there, or somebody settled it since the page was shown
     */
    static <T> T act(LetterId id, Supplier<T> deed) {
        try {
            return deed.get();
        } catch (UnknownLetterException e) {
            throw PageProblem.notFound("There is no dead letter " + id + ".");
        } catch (LetterClosedException e) {
            throw PageProblem.changedMeanwhile("Somebody settled " + id + " meanwhile. Nothing was changed.");
        }
    }
}
