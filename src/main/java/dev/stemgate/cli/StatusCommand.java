// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.Writing.Transactions;
import dev.stemgate.rules.ModelFileException;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrState;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Progress;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.TransactionRefusals;
import dev.stemgate.state.UnitState;
import dev.stemgate.terminology.TerminologyFileException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stemgate status}: each hospital at a glance. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows each hospital: whether its EHR answers, up to when its data is complete, which types have gaps, and what became of"
                    + " its patients.",
            "Exit code 1 when an EHR is down, a dead letter is open or the local map cannot be read."
        })
final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ConfigOption config;

    @Option(names = "--json", description = "Prints one JSON object per hospital.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** What is known of one hospital. */
    private record Glance(
            String ehr,
            Optional<EhrState> state,
            List<Progress> progress,
            Map<UnitState, Long> units,
            Optional<Instant> withoutTransactions) {

        boolean down() {
            return state.filter(known -> !known.up()).isPresent();
        }
    }

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        PrintWriter out = Console.of(spec).out();
        try (Database database = StateConnection.open(settings.state())) {
            Ledger ledger = new Ledger(database);
            EhrStatus status = new EhrStatus(database);
            ReadingProgress progress = new ReadingProgress(database);
            TransactionRefusals refusals = new TransactionRefusals(database);
            Map<Reason, Long> letters = new DeadLetters(database, ledger).counts();
            boolean down = false;
            Optional<String> unreadable = unreadableMap(settings);
            for (Hospital hospital : settings.hospitals()) {
                String ehr = hospital.ehr();
                // A bridge that was stopped right after its last patient left this to whoever looks next.
                progress.settle(ehr);
                Optional<Instant> withoutTransactions = hospital.writing().transactions() == Transactions.AUTO
                                && hospital.writeBack().writesToEhr()
                        ? refusals.believed(ehr, hospital.baseUrl(), Instant.now())
                        : Optional.empty();
                Glance known =
                        new Glance(ehr, status.of(ehr), progress.of(ehr), ledger.counts(ehr), withoutTransactions);
                down |= known.down();
                if (json) {
                    out.println(json(known));
                } else {
                    print(known, out);
                }
            }
            if (json) {
                out.println(json(letters));
            } else {
                out.println(letters.isEmpty() ? "No open dead letters." : "Open dead letters: " + words(letters) + ".");
            }
            unreadable.ifPresent(problem -> out.println(json ? mapJson(problem) : mapWords(problem)));
            out.flush();
            return (down || !letters.isEmpty() || unreadable.isPresent()
                            ? ExitCode.DONE_WITH_DIFFERENCES
                            : ExitCode.DONE)
                    .number();
        }
    }

    /** What keeps a running bridge from taking up the local map that is on the disk. */
    private static Optional<String> unreadableMap(BridgeSettings settings) {
        try {
            ScreeningCore.load(settings.model(), settings.localCodes());
            return Optional.empty();
        } catch (TerminologyFileException | ModelFileException problem) {
            return Optional.of(problem.getMessage());
        }
    }

    private static String mapWords(String problem) {
        return "The local map cannot be read, and a running bridge goes on with the one before: " + problem;
    }

    private static ObjectNode mapJson(String problem) {
        ObjectNode line = JSON.createObjectNode();
        line.putObject("localMap").put("problem", problem);
        return line;
    }

    private static void print(Glance known, PrintWriter out) {
        out.println(known.ehr() + ": " + known.state().map(StatusCommand::words).orElse("not asked yet"));
        out.println("  complete up to  "
                + upTo(known)
                        .map(at -> at + ", the EHR's time")
                        .orElse("never yet: the first reading of everyone has not come to its end"));
        known.progress().stream()
                .filter(reached -> !reached.scope().equals(ReadingProgress.COHORT))
                .forEach(reached -> out.println("  " + reached.scope() + ": " + words(reached)));
        known.withoutTransactions()
                .ifPresent(at -> out.println("  writing   results are sent alone: a transaction was refused at " + at
                        + "; tried again after " + at.plus(TransactionRefusals.BELIEVED)));
        out.println("  patients  "
                + known.units().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().code())
                        .collect(Collectors.joining(", ")));
    }

    private static String words(EhrState state) {
        String since = (state.up() ? "up" : "DOWN") + " since " + state.since();
        String error = state.lastErrorCode().isEmpty()
                ? ""
                : "; last error " + state.lastErrorCode()
                        + state.lastErrorAt().map(at -> " at " + at).orElse("");
        return since
                + error
                + state.pausedUntil()
                        .filter(until -> state.pausedAt(Instant.now()))
                        .map(until -> "; paused until " + until)
                        .orElse("");
    }

    private static String words(Progress reached) {
        String changes =
                reached.completeUpTo().map(at -> "changes read up to " + at).orElse("");
        String gap = reached.gapReason().isEmpty()
                ? ""
                : "not whole for some patient: " + reached.gapReason()
                        + reached.gapAt().map(at -> ", last at " + at).orElse("");
        return changes + (changes.isEmpty() || gap.isEmpty() ? "" : "; ") + gap;
    }

    private static String words(Map<Reason, Long> letters) {
        return letters.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().code())
                .collect(Collectors.joining(", "));
    }

    private static Optional<Instant> upTo(Glance known) {
        return known.progress().stream()
                .filter(reached -> reached.scope().equals(ReadingProgress.COHORT))
                .findFirst()
                .flatMap(Progress::completeUpTo);
    }

    private static ObjectNode json(Glance known) {
        ObjectNode line = JSON.createObjectNode().put("ehr", known.ehr());
        known.state().ifPresent(state -> {
            line.put("up", state.up()).put("since", state.since().toString()).put("lastError", state.lastErrorCode());
            state.pausedUntil().ifPresent(until -> line.put("pausedUntil", until.toString()));
        });
        upTo(known).ifPresent(at -> line.put("completeUpTo", at.toString()));
        known.withoutTransactions().ifPresent(at -> line.put("transactionsRefusedAt", at.toString()));
        ObjectNode types = line.putObject("types");
        known.progress().stream()
                .filter(reached -> !reached.scope().equals(ReadingProgress.COHORT))
                .forEach(reached -> {
                    ObjectNode type = types.putObject(reached.scope()).put("gap", reached.gapReason());
                    reached.completeUpTo().ifPresent(at -> type.put("completeUpTo", at.toString()));
                    reached.gapAt().ifPresent(at -> type.put("gapAt", at.toString()));
                });
        ObjectNode units = line.putObject("units");
        known.units().forEach((state, count) -> units.put(state.code(), count));
        return line;
    }

    private static ObjectNode json(Map<Reason, Long> letters) {
        Map<String, Long> byCode = new TreeMap<>();
        letters.forEach((reason, count) -> byCode.put(reason.code(), count));
        ObjectNode line = JSON.createObjectNode();
        line.set("deadLetters", JSON.valueToTree(byCode));
        return line;
    }
}
