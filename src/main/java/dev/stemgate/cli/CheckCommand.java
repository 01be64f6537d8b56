// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stemgate check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Finds out what a server can do before it is relied on.",
        subcommands = {CheckEhrCommand.class})
final class CheckCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to check: check ehr NAME.");
    }
}
