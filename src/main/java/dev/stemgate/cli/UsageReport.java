// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import picocli.CommandLine;

/** A mistyped command line: one line that says what is wrong, and where help is. */
final class UsageReport implements CommandLine.IParameterExceptionHandler {

    @Override
    public int handleParseException(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        line.getErr().println("stemgate: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, line.getErr());
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }
}
