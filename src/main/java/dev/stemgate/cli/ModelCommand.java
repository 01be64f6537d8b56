// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stemgate model}: what is done with the model itself. Each subcommand is a class of its own, named in the list here. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Works on the model: its code lists and the site's local map.",
        subcommands = {
            ModelCheckCommand.class,
            ModelDiffCommand.class,
            ModelDocsCommand.class,
            UnclassifiedCommand.class,
            ValueSetsCommand.class
        })
final class ModelCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()) + ".");
    }
}
