// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.terminology.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Saying once what an unclassified code means. What was chosen is shown before it is written. Thread-safe. */
final class AssignPages {

    static final String IRRELEVANT = "irrelevant";
    private static final int LONGEST_NOTE = 500;

    private final Templates templates;
    private final DeadLetterDesk desk;
    private final CodeMap codes;

    AssignPages(Templates templates, DeadLetterDesk desk, CodeMap codes) {
        this.templates = templates;
        this.desk = desk;
        this.codes = codes;
    }

    Reply ask(Visit visit) {
        return form(200, visit, open(visit), false, "");
    }

    Reply assign(Visit visit) {
        LetterDetail detail = open(visit);
        LetterId id = detail.letter().id();
        String criterion = visit.text("criterion");
        boolean irrelevant = criterion.equals(IRRELEVANT);
        Optional<Role> role = role(visit.text("role"));
        String note = visit.text("note");
        if (!irrelevant && !codes.criteria().contains(criterion)) {
            return form(400, visit, detail, false, "Choose a criterion, or irrelevant.");
        }
        if (!irrelevant && role.isEmpty()) {
            return form(400, visit, detail, false, "Choose a role.");
        }
        if (note.isEmpty() || note.length() > LONGEST_NOTE) {
            return form(400, visit, detail, false, "Say why, in at most " + LONGEST_NOTE + " characters.");
        }
        if (!visit.text("confirmed").equals("yes")) {
            return form(200, visit, detail, true, "");
        }
        try {
            int added = codes.rule(
                    id, new CodeMap.Ruling(criterion, irrelevant ? Optional.empty() : role, note), visit.actor());
            visit.session()
                    .say(
                            added == 0
                                    ? "The local map says so already."
                                    : "Written into the local map: " + added + " row(s). "
                                            + "This bridge takes it up within seconds, and screens again who waits for the code.");
        } catch (CodeMap.RefusedException e) {
            return form(400, visit, detail, false, e.getMessage());
        }
        return Reply.seeOther(LetterLinks.of(id));
    }

    private LetterDetail open(Visit visit) {
        LetterDetail detail = LetterPages.detail(desk, visit);
        if (detail.letter().reason() != Reason.UNCLASSIFIED_CODE
                || detail.letter().state() != LetterState.OPEN) {
            throw PageProblem.changedMeanwhile(detail.letter().id() + " is no open letter about an unclassified code.");
        }
        return detail;
    }

    private Reply form(int status, Visit visit, LetterDetail detail, boolean confirm, String problem) {
        Map<String, Object> values = new HashMap<>();
        values.put("here", "letters");
        values.put("letter", detail.letter());
        values.put("payload", ShownPayload.of(detail.payload()));
        values.put("waiting", detail.waiting().size());
        values.put("criteria", codes.criteria());
        values.put("roles", roles());
        values.put("criterion", visit.text("criterion"));
        values.put("role", visit.given("role").orElse(word(Role.SIGNAL)));
        values.put("note", visit.text("note"));
        values.put("irrelevant", visit.text("criterion").equals(IRRELEVANT));
        values.put("confirm", confirm);
        values.put("problem", problem);
        return Reply.html(status, templates.render("assign", visit, values));
    }

    private static Optional<Role> role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(text))
                .findFirst();
    }

    private static List<String> roles() {
        return List.of(word(Role.SIGNAL), word(Role.INCLUDE), word(Role.EXCLUDE));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
