// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import java.util.Map;

/** Settling a letter because a person says so: first what it would mean, then, with a note, the deed. Thread-safe. */
final class ResolvePages {

    private static final int LONGEST_NOTE = 1000;

    private final Templates templates;
    private final DeadLetterDesk desk;

    ResolvePages(Templates templates, DeadLetterDesk desk) {
        this.templates = templates;
        this.desk = desk;
    }

    Reply ask(Visit visit) {
        return form(200, visit, "", "");
    }

    Reply resolve(Visit visit) {
        String note = visit.text("note");
        if (note.isEmpty() || note.length() > LONGEST_NOTE) {
            return form(400, visit, note, "Say why, in at most " + LONGEST_NOTE + " characters.");
        }
        LetterId id = LetterLinks.id(visit);
        OpenLetters.act(id, () -> desk.resolve(id, note, visit.actor()));
        visit.session().say(id + " is resolved.");
        return Reply.seeOther(LetterLinks.of(id));
    }

    private Reply form(int status, Visit visit, String note, String problem) {
        LetterDetail detail = OpenLetters.detail(desk, visit);
        return Reply.html(
                status,
                templates.render(
                        "resolve",
                        visit,
                        Map.of("here", "letters", "letter", detail.letter(), "note", note, "problem", problem)));
    }
}
