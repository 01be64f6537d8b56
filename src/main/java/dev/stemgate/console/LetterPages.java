// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.UnknownLetterException;
import dev.stemgate.model.PatientKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One letter with its payload, and its payload as a file. Looking is audited by the desk. Thread-safe. */
final class LetterPages {

    private static final int SHOWN_WAITING = 20;

    /** A patient and the address of the page about this patient. */
    record PatientLink(PatientKey patient, String address) {}

    private final Templates templates;
    private final DeadLetterDesk desk;

    LetterPages(Templates templates, DeadLetterDesk desk) {
        this.templates = templates;
        this.desk = desk;
    }

    Reply show(Visit visit) {
        LetterDetail detail = detail(desk, visit);
        List<PatientLink> waiting = detail.waiting().stream()
                .limit(SHOWN_WAITING)
                .map(patient -> link(visit, patient))
                .toList();
        Map<String, Object> values = new HashMap<>();
        values.put("here", "letters");
        values.put("letter", detail.letter());
        values.put("suggestion", detail.suggestion());
        values.put(
                "owners",
                detail.patient().map(patient -> link(visit, patient)).stream().toList());
        values.put("waiting", waiting);
        values.put("waitingMore", detail.waiting().size() - waiting.size());
        values.put("candidates", detail.candidates());
        values.put("payload", ShownPayload.of(detail.payload()));
        values.put("corrections", detail.corrections());
        values.put("replays", detail.replays());
        values.put("entries", desk.auditOf(detail.letter().id()));
        values.put("open", detail.letter().state() == LetterState.OPEN);
        values.put("matchable", detail.matchable());
        values.put("assignable", detail.letter().reason() == Reason.UNCLASSIFIED_CODE);
        return Reply.html(templates.render("letter", visit, values));
    }

    Reply download(Visit visit) {
        LetterDetail detail = detail(desk, visit);
        return Reply.attachment(detail.letter().id() + ".txt", detail.payload());
    }

    /** @throws PageProblem when there is no such letter */
    static LetterDetail detail(DeadLetterDesk desk, Visit visit) {
        LetterId id = LetterLinks.id(visit);
        try {
            return desk.show(id, visit.actor());
        } catch (UnknownLetterException e) {
            throw PageProblem.notFound("There is no dead letter " + id + ".");
        }
    }

    private static PatientLink link(Visit visit, PatientKey patient) {
        return new PatientLink(patient, "/patients/" + visit.session().handle(patient));
    }
}
