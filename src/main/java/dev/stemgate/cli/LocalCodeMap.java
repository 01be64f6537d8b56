// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.console.CodeMap;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.route.CodeAssignment;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.rules.Criterion;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.terminology.TerminologyFileException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The local map of the settings, for the console. Thread-safe; writers take turns, also those of other processes. */
final class LocalCodeMap implements CodeMap {

    private final BridgeSettings settings;
    private final ScreeningCore core;
    private final Database database;
    private final Clock clock;

    LocalCodeMap(BridgeSettings settings, ScreeningCore core, Database database, Clock clock) {
        this.settings = settings;
        this.core = core;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<String> criteria() {
        return core.evaluator().model().criteria().stream().map(Criterion::id).toList();
    }

    @Override
    public int rule(LetterId letter, Ruling ruling, Actor by) {
        WorkItem item = new WorkList(database, new Ledger(database))
                .open().stream()
                        .filter(one -> one.letter().equals(letter))
                        .findFirst()
                        .orElseThrow(
                                () -> new RefusedException(letter + " is no open letter about an unclassified code."));
        AssignedRows rows = new AssignedRows(
                ruling.criterion(),
                ruling.role(),
                Set.of(),
                ruling.note(),
                by.name(),
                LocalDate.now(clock.withZone(settings.zone())).toString());
        int added = added(item, rows);
        new Audit(database)
                .ofLetter(
                        by,
                        AuditEntry.Action.CLASSIFIED,
                        letter.number(),
                        Optional.empty(),
                        ruling.criterion(),
                        clock.instant());
        return added;
    }

    private int added(WorkItem item, AssignedRows rows) {
        try {
            return new CodeAssignment(settings.model(), settings.localCodes())
                    .assign(rows.of(item).distinct().toList())
                    .added();
        } catch (TerminologyFileException | CommandFailure | IllegalArgumentException e) {
            throw new RefusedException(e.getMessage() + "; nothing was written");
        }
    }
}
