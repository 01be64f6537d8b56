// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.console.access.UsersFileException;
import dev.stemgate.deadletter.DeskException;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.rules.ModelFileException;
import dev.stemgate.sandbox.PortInUseException;
import dev.stemgate.state.StateUnavailableException;
import dev.stemgate.terminology.TerminologyFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * What a failed command tells: one line and an exit code. Only for an internal error is there more, and that goes to a file:
 * the exceptions' types and places, without their messages, which may quote data.
 */
final class ExceptionReport implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        ExitCode code = code(failure);
        PrintWriter err = line.getErr();
        if (code == ExitCode.INTERNAL_ERROR) {
            err.println("stemgate: internal error (" + failure.getClass().getSimpleName() + "); " + report(failure));
        } else {
            err.println("stemgate: " + failure.getMessage());
        }
        return code.number();
    }

    static int exitCode(Throwable failure) {
        return code(failure).number();
    }

    private static ExitCode code(Throwable failure) {
        if (failure instanceof CommandFailure known) {
            return known.exitCode();
        }
        if (failure instanceof ConfigurationException
                || failure instanceof KeyFileException
                || failure instanceof ModelFileException
                || failure instanceof TerminologyFileException
                || failure instanceof StateUnavailableException
                || failure instanceof UsersFileException
                || failure instanceof PortInUseException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof EhrUnavailableException) {
            return ExitCode.REMOTE_UNAVAILABLE;
        }
        return failure instanceof EhrException || failure instanceof DeskException
                ? ExitCode.INPUT_UNUSABLE
                : ExitCode.INTERNAL_ERROR;
    }

    private static String report(Exception failure) {
        StringWriter text = new StringWriter();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName()).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("    at ").append(frame.toString()).append('\n');
            }
        }
        try {
            Path file = Files.createTempFile("stemgate-error-", ".txt");
            Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
            return "where it happened is written to " + file + "; please report it";
        } catch (IOException e) {
            throw new UncheckedIOException("the error report cannot be written", e);
        }
    }
}
