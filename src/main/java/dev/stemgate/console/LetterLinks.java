// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.LetterId;

/** The addresses of letters. */
final class LetterLinks {

    private LetterLinks() {}

    /** @throws PageProblem when the text is the id of no letter */
    static LetterId id(String text) {
        try {
            return LetterId.parse(text);
        } catch (IllegalArgumentException e) {
            throw PageProblem.notFound("This is not the id of a dead letter; one looks like DL-000123.");
        }
    }

    static LetterId id(Visit visit) {
        return id(visit.parts().get(0));
    }

    static String of(LetterId id) {
        return "/letters/" + id;
    }
}
