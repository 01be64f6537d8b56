// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.console.access.PasswordHash;
import dev.stemgate.console.access.UsersFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate console}: who may use the console. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "Makes logins for the console, which 'run' serves.",
        subcommands = ConsoleCommand.Password.class)
final class ConsoleCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say 'password NAME'.");
    }

    /** {@code stemgate console password NAME}. */
    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Asks for a password and prints the line for the file that 'console.usersFile' names.")
    static final class Password implements Callable<Integer> {

        private static final int SHORTEST = 12;

        @Option(names = "--stdin", description = "Reads the password from the first line of standard input.")
        private boolean stdin;

        @Parameters(paramLabel = "NAME", description = "Name of the user: letters, digits, '.', '_', '-'.")
        private String name;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (!UsersFile.isName(name)) {
                throw new ParameterException(spec.commandLine(), "NAME is letters, digits, '.', '_', '-', at most 60.");
            }
            char[] password = stdin ? fromInput() : fromKeyboard();
            if (password.length < SHORTEST) {
                throw new CommandFailure(
                        ExitCode.USAGE, "the password is too short; it needs " + SHORTEST + " characters or more");
            }
            Console console = Console.of(spec);
            console.out().println(name + ":" + PasswordHash.of(password).text());
            console.out().flush();
            Arrays.fill(password, ' ');
            return ExitCode.DONE.number();
        }

        private static char[] fromKeyboard() {
            java.io.Console keyboard = Optional.ofNullable(System.console())
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE, "there is no keyboard to ask at; give the password with --stdin"));
            char[] first = typed(keyboard, "Password: ");
            char[] again = typed(keyboard, "Again: ");
            if (!Arrays.equals(first, again)) {
                throw new CommandFailure(ExitCode.USAGE, "the two passwords differ");
            }
            return first;
        }

        private static char[] typed(java.io.Console keyboard, String prompt) {
            return Optional.ofNullable(keyboard.readPassword(prompt)).orElse(new char[0]);
        }

        private static char[] fromInput() {
            try {
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                return Optional.ofNullable(in.readLine()).orElse("").toCharArray();
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, "standard input cannot be read");
            }
        }
    }
}
