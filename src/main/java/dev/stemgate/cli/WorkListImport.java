// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.route.KnownByNow;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.LocalCodeFiles;
import dev.stemgate.terminology.LocalMapWriter;
import dev.stemgate.terminology.LocalRow;
import dev.stemgate.terminology.TerminologyFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a filled work list into the local map: wholly, or not at all. */
final class WorkListImport {

    private final Console console;
    private final BridgeSettings settings;
    private final WorkList list;

    WorkListImport(Console console, BridgeSettings settings, WorkList list) {
        this.console = console;
        this.settings = settings;
        this.list = list;
    }

    ExitCode read(Path filled) {
        LocalCodeFiles.Content content = content(filled);
        List<LocalCode> fresh;
        try (LocalMapWriter writer = LocalMapWriter.lock(settings.localCodes())) {
            ScreeningCore core = core();
            refuse(filled, problems(content, core));
            fresh = fresh(content.rows(), core);
            if (!fresh.isEmpty()) {
                writer.add(fresh);
            }
            say(content, fresh.size(), writer.file());
        }
        ScreeningCore next = core();
        List<WorkItem> open = list.open();
        long idle = content.rows().stream()
                .filter(row ->
                        open.stream().noneMatch(item -> next.terminology().isAbout(row.code(), item.code())))
                .count();
        List<WorkItem> known = new KnownByNow(next.terminology(), list).items();
        console.say(waiting(known));
        if (idle > 0) {
            console.say(idle + " row(s) name codes that no patient waits for; check that a spreadsheet has not changed"
                    + " the codes");
        }
        return content.unfilled() > 0 || idle > 0 ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE;
    }

    private ScreeningCore core() {
        return ScreeningCore.load(settings.model(), settings.localCodes());
    }

    private static LocalCodeFiles.Content content(Path filled) {
        try {
            return LocalCodeFiles.readWorkList(filled, Set.copyOf(WorkListRow.INFORMATION));
        } catch (TerminologyFileException e) {
            throw new CommandFailure(ExitCode.INPUT_UNUSABLE, e.getMessage());
        }
    }

    private static List<TerminologyFileException> problems(LocalCodeFiles.Content content, ScreeningCore core) {
        List<TerminologyFileException> problems = new ArrayList<>(content.problems());
        problems.addAll(core.problemsOf(content.rows()));
        return problems;
    }

    private void refuse(Path filled, List<TerminologyFileException> problems) {
        problems.stream()
                .sorted((one, other) -> one.line() - other.line())
                .forEach(problem -> console.say("stemgate: " + problem.getMessage()));
        if (!problems.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INPUT_UNUSABLE,
                    filled + ": " + problems.size()
                            + " row(s) are wrong; nothing was written, correct them and import again");
        }
    }

    /** What the map does not say yet, with the day of the decision. */
    private List<LocalCode> fresh(List<LocalRow> rows, ScreeningCore core) {
        String today = LocalDate.now(settings.zone()).toString();
        List<LocalCode> known = new ArrayList<>(
                core.terminology().localRows().stream().map(LocalRow::code).toList());
        List<LocalCode> fresh = new ArrayList<>();
        for (LocalRow row : rows) {
            if (known.stream().noneMatch(row.code()::saysTheSameAs)) {
                known.add(row.code());
                fresh.add(row.code().decidedOn(today));
            }
        }
        return fresh;
    }

    private void say(LocalCodeFiles.Content content, int fresh, Path file) {
        int known = content.rows().size() - fresh;
        console.say(fresh + " row(s) added to " + file
                + (known == 0 ? "" : "; " + known + " were there already")
                + (content.unfilled() == 0 ? "" : "; " + content.unfilled() + " are not filled in yet"));
    }

    private static String waiting(List<WorkItem> known) {
        int patients = known.stream().mapToInt(WorkItem::patients).sum();
        return known.isEmpty()
                ? "No patient is screened again for this."
                : "Patients who wait for " + known.size() + " code(s), " + patients
                        + " in all, are screened again when the bridge is started with this map.";
    }
}
