// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.ReplayItem.Decision;
import dev.stemgate.deadletter.ReplayReport;
import dev.stemgate.deadletter.ReplaySelection;
import dev.stemgate.deadletter.WorkItem;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.model.Code;
import dev.stemgate.route.CodeAssignment;
import dev.stemgate.route.KnownByNow;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Ledger;
import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.TerminologyFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters assign-code}. */
@Command(
        name = "assign-code",
        mixinStandardHelpOptions = true,
        description = {
            "Says once what an unclassified code means: writes a row into the local map, checked against the model.",
            "Who waits for the code is screened again: a running bridge takes the map up within seconds, another one at its start."
        })
final class AssignCodeCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(
            index = "0",
            paramLabel = "SYSTEM|CODE",
            description =
                    "The code with its system, or the id of its letter, such as DL-000123; a text only by its letter.")
    private String which;

    @Parameters(index = "1", paramLabel = "CRITERION", description = "Id of a criterion of the model, or irrelevant.")
    private String criterion;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "include (meets the criterion), signal (at most possible) or exclude; default: signal.")
    private Role role;

    @Option(names = "--class", paramLabel = "CLASS", description = "A class that the model's rows name.", split = ",")
    private List<String> classes = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, without personal data.", defaultValue = "")
    private String note;

    @Option(
            names = "--replay",
            description = "Asks for the screening of everyone who waits, now, whether or not a bridge runs.")
    private boolean replay;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (criterion.equals(LocalCode.IRRELEVANT) && role != null) {
            throw new ParameterException(spec.commandLine(), "What is irrelevant has no role.");
        }
        BridgeSettings settings = config.read();
        Console console = Console.of(spec);
        try (DeskSession session = DeskSession.open(settings)) {
            WorkList workList = new WorkList(session.database(), new Ledger(session.database()));
            List<WorkItem> items = items(workList);
            CodeAssignment.Assigned assigned = assign(settings, rows(items, settings));
            console.say(
                    assigned.added() == 0
                            ? "the local map says so already"
                            : assigned.added() + " row(s) added to " + assigned.file());
            Instant now = Instant.now();
            items.forEach(item -> new Audit(session.database())
                    .ofLetter(
                            Actor.ofCommand(),
                            AuditEntry.Action.CLASSIFIED,
                            item.letter().number(),
                            Optional.empty(),
                            criterion,
                            now));
            KnownByNow known = new KnownByNow(assigned.core().terminology(), workList);
            return finish(
                            console,
                            session,
                            items.stream().filter(known::isKnown).toList())
                    .number();
        }
    }

    private ExitCode finish(Console console, DeskSession session, List<WorkItem> known) {
        int patients = known.stream().mapToInt(WorkItem::patients).sum();
        if (!replay || patients == 0) {
            console.say(
                    patients == 0
                            ? "Nobody waits for it."
                            : patients
                                    + " patient(s) wait for it and are screened again: a running bridge takes this map up"
                                    + " within seconds, another one at its start");
            return ExitCode.DONE;
        }
        long requested = 0;
        long refused = 0;
        for (WorkItem item : known) {
            ReplayReport report = session.desk().replay(ReplaySelection.of(item.letter()), Actor.ofCommand());
            requested += report.items().stream()
                    .mapToLong(replayed -> replayed.units().size())
                    .sum();
            refused += report.count(Decision.REFUSED);
        }
        console.say(requested + " screening request(s) made");
        return refused == 0 ? ExitCode.DONE : ExitCode.DONE_WITH_DIFFERENCES;
    }

    private static CodeAssignment.Assigned assign(BridgeSettings settings, List<LocalCode> rows) {
        try {
            return new CodeAssignment(settings.model(), settings.localCodes()).assign(rows);
        } catch (TerminologyFileException e) {
            throw new CommandFailure(ExitCode.INPUT_UNUSABLE, e.getMessage() + "; nothing was written");
        }
    }

    /** The open letters about the code, of whichever EHRs; none when nobody waits for it. */
    private List<WorkItem> items(WorkList workList) {
        Optional<LetterId> letter = which.contains("|") ? Optional.empty() : Optional.of(letter());
        List<WorkItem> found = workList.open().stream()
                .filter(item -> letter.map(item.letter()::equals)
                        .orElseGet(() -> which.equals(
                                item.code().system() + "|" + item.code().code())))
                .toList();
        if (letter.isPresent() && found.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INPUT_UNUSABLE, letter.get() + " is no open letter about an unclassified code");
        }
        return found;
    }

    private LetterId letter() {
        try {
            return LetterId.parse(which);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "'" + which + "' is neither SYSTEM|CODE nor the id of a letter.", e);
        }
    }

    private List<LocalCode> rows(List<WorkItem> items, BridgeSettings settings) {
        String today = LocalDate.now(settings.zone()).toString();
        if (items.isEmpty()) {
            int bar = which.lastIndexOf('|');
            Code code = new Code(which.substring(0, bar), which.substring(bar + 1), "");
            try {
                return List.of(rows(today).of(code, Optional.empty()));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "The code needs a system and a code: SYSTEM|CODE.", e);
            }
        }
        return items.stream().flatMap(item -> rows(today).of(item)).distinct().toList();
    }

    private AssignedRows rows(String today) {
        Optional<Role> decided = criterion.equals(LocalCode.IRRELEVANT)
                ? Optional.empty()
                : Optional.of(role == null ? Role.SIGNAL : role);
        return new AssignedRows(
                criterion, decided, Set.copyOf(classes), note, Actor.ofCommand().name(), today);
    }
}
