// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.ModelView;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.ReplayItem;
import dev.stemgate.deadletter.ReplayItem.Decision;
import dev.stemgate.deadletter.ReplayItem.Expectation;
import dev.stemgate.deadletter.ReplayItem.Judged;
import dev.stemgate.deadletter.ReplayReport;
import dev.stemgate.deadletter.ReplaySelection;
import dev.stemgate.state.Actor;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Asks for the screening of a letter's patients once more, or of those of all open letters of a reason, in order of"
                    + " arrival. Each replay is done once, however often it is asked for.",
            "With --dry-run nothing is changed: shows what would happen, to whom, and which result stands. Exit code 1 when a"
                    + " letter is refused because its cause is certainly still there."
        })
final class LetterReplayCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            converter = LetterIdConverter.class,
            description = "Id of the letter.")
    private LetterId id;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            converter = ReasonConverter.class,
            description = "All open letters of this reason instead.")
    private Reason reason;

    @Option(names = "--source", paramLabel = "NAME", description = "With --reason: only of this EHR or drop folder.")
    private String source;

    @Option(
            names = "--reread",
            description = "Although the stored bytes would fail again: the source has changed them.")
    private boolean reread;

    @Option(names = "--dry-run", description = "Changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--model",
            paramLabel = "old|new",
            description =
                    "With --dry-run: old shows the stored results (the default); new reads the patients again and judges"
                            + " them by the model of the settings, writing nothing.")
    private ModelView model;

    @Option(names = "--json", description = "One JSON object a letter and line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ReplaySelection selection = selection();
        if (model != null && !dryRun) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--model needs --dry-run: a replay is judged by the model that the bridge runs with.");
        }
        try (DeskSession session = DeskSession.open(config.read())) {
            ReplayReport report = dryRun
                    ? session.desk().preview(selection, model == null ? ModelView.OLD : model, Actor.ofCommand())
                    : session.desk().replay(selection, Actor.ofCommand());
            Console console = Console.of(spec);
            print(console, report);
            console.out().flush();
            return (report.count(Decision.REFUSED) > 0 ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE).number();
        }
    }

    private ReplaySelection selection() {
        if ((id == null) == (reason == null) || id != null && source != null) {
            throw new ParameterException(spec.commandLine(), "Name one letter, or a reason with --reason.");
        }
        ReplaySelection selection =
                id != null ? ReplaySelection.of(id) : ReplaySelection.of(reason, Optional.ofNullable(source));
        return reread ? selection.thoughTheBytesFail() : selection;
    }

    private void print(Console console, ReplayReport report) {
        if (json) {
            report.items().forEach(item -> console.out().println(LetterJson.of(item, report.dryRun())));
            return;
        }
        for (ReplayItem item : report.items()) {
            console.out()
                    .println(item.letter() + "  " + item.reason().code() + "  " + (report.dryRun() ? "would: " : "")
                            + item.decision().code() + "  " + item.why());
            item.patients().forEach(patient -> console.out().println("    " + words(patient)));
        }
        console.out()
                .println((report.dryRun() ? "Dry run, nothing was changed: " : "")
                        + report.count(Decision.REPLAY) + " to replay, " + report.count(Decision.UNDER_WAY)
                        + " under way, " + report.count(Decision.SETTLED) + " settled before, "
                        + report.count(Decision.REFUSED) + " refused.");
    }

    private String words(Expectation patient) {
        String stored = patient.stored().map(LetterReplayCommand::words).orElse("never screened");
        String fresh = model == ModelView.NEW
                ? " -> " + patient.expected().map(LetterReplayCommand::words).orElse("cannot be told now")
                : "";
        return patient.patient() + "  " + stored + fresh;
    }

    private static String words(Judged judged) {
        return judged.outcome() + " (model " + judged.modelVersion() + ")";
    }
}
