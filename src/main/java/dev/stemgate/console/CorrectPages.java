// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.CorrectionRefusedException;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.ProposedCorrection;
import dev.stemgate.deadletter.RecordEdit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Correcting the record of a letter: a form, what would change, and, when it is confirmed, the correction. Thread-safe. */
final class CorrectPages {

    private static final int LARGEST = 256_000;

    private final Templates templates;
    private final DeadLetterDesk desk;

    CorrectPages(Templates templates, DeadLetterDesk desk) {
        this.templates = templates;
        this.desk = desk;
    }

    Reply ask(Visit visit) {
        return form(200, visit, OpenLetters.detail(desk, visit), "");
    }

    Reply correct(Visit visit) {
        LetterDetail detail = OpenLetters.detail(desk, visit);
        LetterId id = detail.letter().id();
        RecordEdit edit;
        try {
            edit = edit(visit);
            if (!visit.text("confirmed").equals("yes")) {
                return proposal(visit, detail, OpenLetters.act(id, () -> desk.propose(id, edit)));
            }
            OpenLetters.act(id, () -> desk.correct(id, edit, visit.actor()));
        } catch (CorrectionRefusedException | IllegalArgumentException e) {
            return form(400, visit, detail, e.getMessage());
        }
        visit.session()
                .say("The correction is stored and counts from the next pull on. Replay " + id + " to have it now.");
        return Reply.seeOther(LetterLinks.of(id));
    }

    /** Line ends come back from a browser as CR LF, however they were sent. */
    private static RecordEdit edit(Visit visit) {
        String text = visit.parameters().getOrDefault("edit", "").replace("\r\n", "\n");
        if (visit.text("how").equals("whole")) {
            return new RecordEdit.Whole(text.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("A line is PATH=VALUE.");
            }
            values.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        });
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Name at least one element, as PATH=VALUE.");
        }
        return new RecordEdit.Elements(values);
    }

    private Reply proposal(Visit visit, LetterDetail detail, ProposedCorrection proposed) {
        Map<String, Object> values = new HashMap<>();
        values.put("here", "letters");
        values.put("letter", detail.letter());
        values.put("paths", proposed.paths());
        values.put("before", ShownPayload.of(detail.payload()));
        values.put("after", ShownPayload.of(proposed.bytes()));
        values.put("how", visit.text("how"));
        values.put("edit", visit.parameters().getOrDefault("edit", ""));
        return Reply.html(templates.render("correction", visit, values));
    }

    private Reply form(int status, Visit visit, LetterDetail detail, String problem) {
        String edit = visit.parameters().getOrDefault("edit", "");
        boolean whole = visit.text("how").equals("whole");
        String text = detail.payload().length > LARGEST ? "" : ShownPayload.editable(detail.payload());
        Map<String, Object> values = new HashMap<>();
        values.put("here", "letters");
        values.put("letter", detail.letter());
        values.put("problem", problem);
        values.put("elements", whole ? "" : edit);
        values.put("whole", whole ? edit : text);
        return Reply.html(status, templates.render("correct", visit, values));
    }
}
