// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.AssignmentRefusedException;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import java.util.Map;

/** Saying whose the record of a file is: first what it would mean, with the candidates, then the deed. Thread-safe. */
final class AssignPatientPages {

    private final Templates templates;
    private final DeadLetterDesk desk;

    AssignPatientPages(Templates templates, DeadLetterDesk desk) {
        this.templates = templates;
        this.desk = desk;
    }

    Reply ask(Visit visit) {
        return form(200, visit, "", "");
    }

    Reply assign(Visit visit) {
        LetterId id = LetterLinks.id(visit);
        String patient = visit.text("patient");
        try {
            DeadLetter settled = OpenLetters.act(id, () -> desk.assign(id, patient, visit.actor()));
            visit.session().say(id + " is " + settled.state().code() + "; the patient is screened again.");
        } catch (AssignmentRefusedException e) {
            return form(400, visit, patient, e.getMessage());
        }
        return Reply.seeOther(LetterLinks.of(id));
    }

    private Reply form(int status, Visit visit, String patient, String problem) {
        LetterDetail detail = OpenLetters.detail(desk, visit);
        return Reply.html(
                status,
                templates.render(
                        "assign-patient",
                        visit,
                        Map.of(
                                "here",
                                "letters",
                                "letter",
                                detail.letter(),
                                "candidates",
                                detail.candidates(),
                                "patient",
                                patient,
                                "problem",
                                problem)));
    }
}
