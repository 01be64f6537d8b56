// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.util.List;
import picocli.CommandLine;

/** A mistyped command line: one line that says what is wrong, what was perhaps meant, and where help is. */
final class UsageReport implements CommandLine.IParameterExceptionHandler {

    @Override
    public int handleParseException(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        line.getErr()
                .println("stemgate: " + oneLine(mistake.getMessage()) + meant(mistake) + "; try '"
                        + line.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE.number();
    }

    private static String oneLine(String message) {
        return String.join(" ", message.lines().map(String::strip).toList()).replaceFirst("\\.$", "");
    }

    private static String meant(CommandLine.ParameterException mistake) {
        if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            return suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
        }
        return "";
    }
}
