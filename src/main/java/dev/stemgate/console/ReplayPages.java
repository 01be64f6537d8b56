// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.ModelView;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.ReplayItem.Decision;
import dev.stemgate.deadletter.ReplayReport;
import dev.stemgate.deadletter.ReplaySelection;
import dev.stemgate.deadletter.UnknownLetterException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Replaying one letter or all of a reason: first the dry run, then, when it is confirmed, the replay. Thread-safe. */
final class ReplayPages {

    /** A dry run shows every letter; more of them are a job for the command line. */
    static final long MOST = 500;

    private final Templates templates;
    private final DeadLetterDesk desk;

    ReplayPages(Templates templates, DeadLetterDesk desk) {
        this.templates = templates;
        this.desk = desk;
    }

    Reply previewOne(Visit visit) {
        LetterId id = LetterLinks.id(visit);
        return preview(
                visit, ReplaySelection.of(id), id.toString(), LetterLinks.of(id) + "/replay", LetterLinks.of(id));
    }

    Reply replayOne(Visit visit) {
        LetterId id = LetterLinks.id(visit);
        return replay(visit, ReplaySelection.of(id), LetterLinks.of(id));
    }

    Reply previewReason(Visit visit) {
        Reason reason = reason(visit);
        String what = "all open letters: " + reason.code()
                + visit.given("source").map(source -> " of " + source).orElse("");
        return preview(visit, ofReason(visit, reason), what, "/replay", list(visit, reason));
    }

    Reply replayReason(Visit visit) {
        Reason reason = reason(visit);
        return replay(visit, ofReason(visit, reason), list(visit, reason));
    }

    private Reply preview(Visit visit, ReplaySelection selection, String what, String action, String back) {
        boolean fresh = visit.text("model").equals("new");
        boolean reread = visit.text("reread").equals("yes");
        ReplayReport report;
        try {
            report = desk.preview(
                    reread ? selection.thoughTheBytesFail() : selection,
                    fresh ? ModelView.NEW : ModelView.OLD,
                    visit.actor());
        } catch (UnknownLetterException e) {
            throw PageProblem.notFound("There is no such dead letter.");
        }
        String address = action + "?" + of(visit, "reason") + of(visit, "source");
        Map<String, Object> values = new HashMap<>();
        values.put("here", "letters");
        values.put("what", what);
        values.put("action", action);
        values.put("back", back);
        values.put("items", report.items());
        values.put("replayed", report.count(Decision.REPLAY));
        values.put("refused", report.count(Decision.REFUSED));
        values.put("fresh", fresh);
        values.put("reread", reread);
        values.put("reason", visit.text("reason"));
        values.put("source", visit.text("source"));
        values.put("freshAddress", address + "model=new" + (reread ? "&reread=yes" : ""));
        values.put("rereadAddress", address + "reread=yes");
        return Reply.html(templates.render("replay", visit, values));
    }

    private Reply replay(Visit visit, ReplaySelection selection, String back) {
        boolean reread = visit.text("reread").equals("yes");
        try {
            ReplayReport report = desk.replay(reread ? selection.thoughTheBytesFail() : selection, visit.actor());
            visit.session().say(words(report));
            return Reply.seeOther(back);
        } catch (UnknownLetterException e) {
            throw PageProblem.notFound("There is no such dead letter.");
        }
    }

    private static String words(ReplayReport report) {
        StringBuilder words = new StringBuilder("Replayed: " + report.count(Decision.REPLAY));
        for (Decision decision : Decision.values()) {
            if (decision != Decision.REPLAY && report.count(decision) > 0) {
                words.append("; ").append(decision.code()).append(": ").append(report.count(decision));
            }
        }
        return words.append('.').toString();
    }

    private ReplaySelection ofReason(Visit visit, Reason reason) {
        LetterFilter open = LetterFilter.open().because(reason);
        Optional<String> source = visit.given("source");
        long letters = desk.counts(source.map(open::from).orElse(open)).total();
        if (letters > MOST) {
            throw PageProblem.notUnderstood(
                    "There are " + letters + " such letters, too many to look at one by one. Use"
                            + " './stemgate replay --reason " + reason.code() + " --dry-run', or choose a source.");
        }
        return ReplaySelection.of(reason, source);
    }

    private static Reason reason(Visit visit) {
        return Reason.ofCode(visit.text("reason"))
                .orElseThrow(() -> PageProblem.notUnderstood("There is no such reason."));
    }

    private static String list(Visit visit, Reason reason) {
        return "/letters?state=open&reason=" + reason.code() + "&" + of(visit, "source");
    }

    private static String of(Visit visit, String name) {
        return visit.given(name)
                .map(text -> name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&")
                .orElse("");
    }
}
