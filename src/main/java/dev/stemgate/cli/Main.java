// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code ./stemgate}. */
@Command(
        name = "stemgate",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Screens the patients of hospital EHRs for contraindications to stem-cell therapy, over FHIR R4.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ScreenCommand.class,
            ExplainCommand.class,
            TraceCommand.class,
            DeadLettersCommand.class,
            ModelCommand.class,
            KeysCommand.class,
            StatusCommand.class,
            CheckCommand.class,
            SandboxCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "0 done; 1 done, with dead letters or differences; 2 usage or configuration; 3 input unusable;",
            "4 remote unavailable; 5 internal error."
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }

    public static void main(String[] arguments) {
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    /** Runs one command line; for the launcher and for tests. Never throws. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out).setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExitCodeExceptionMapper(ExceptionReport::exitCode);
        line.setExecutionExceptionHandler(new ExceptionReport());
        line.setParameterExceptionHandler(new UsageReport());
        return line.execute(arguments);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"stemgate " + (version == null ? "development" : version)};
        }
    }
}
