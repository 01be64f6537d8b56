// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who did what, newest first. Holds no personal data. Thread-safe. */
final class AuditPage implements Page {

    private static final int SHOWN = 200;

    /** An entry, and the letter it concerns; empty for none. */
    record Line(AuditEntry entry, String letter) {}

    private final Templates templates;
    private final Audit audit;

    AuditPage(Templates templates, Audit audit) {
        this.templates = templates;
        this.audit = audit;
    }

    @Override
    public Reply answer(Visit visit) {
        List<Line> entries = audit.newest(Optional.empty(), Optional.empty(), SHOWN).stream()
                .map(entry -> new Line(
                        entry,
                        entry.letterNumber()
                                .map(number -> new LetterId(number).toString())
                                .orElse("")))
                .toList();
        return Reply.html(templates.render("audit", visit, Map.of("here", "audit", "entries", entries)));
    }
}
