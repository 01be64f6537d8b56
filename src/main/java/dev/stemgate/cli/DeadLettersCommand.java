// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stemgate dead-letters}: what could not be matched, read or written, and the work on it. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "What could not be matched, read or written: lists, shows, corrects, classifies, resolves and replays it.",
            "All of it works while the bridge runs. Looking at personal data and every change is audited ('audit list')."
        },
        subcommands = {
            LetterListCommand.class,
            LetterShowCommand.class,
            LetterStatsCommand.class,
            LetterCorrectCommand.class,
            AssignCodeCommand.class,
            AssignPatientCommand.class,
            LetterResolveCommand.class,
            LetterReplayCommand.class,
            LetterExportCommand.class
        })
final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say 'list', 'show ID', 'stats', 'correct ID', 'assign-code CODE CRITERION', 'assign-patient ID"
                        + " PATIENT-ID', 'resolve ID', 'replay ID' or"
                        + " 'export ID'.");
    }
}
