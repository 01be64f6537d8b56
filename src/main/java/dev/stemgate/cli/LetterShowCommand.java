// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.Correction;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterDetail;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.PatientCandidate;
import dev.stemgate.deadletter.Replay;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Actor;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows one letter with its patient and its original bytes, which are personal data; that is audited.")
final class LetterShowCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(
            paramLabel = "ID",
            converter = LetterIdConverter.class,
            description = "Id of the letter, as 'list' prints it.")
    private LetterId id;

    @Option(names = "--raw", description = "Prints the original bytes only, exactly as they were received.")
    private boolean raw;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DeskSession session = DeskSession.open(config.read())) {
            LetterDetail detail = session.desk().show(id, Actor.ofCommand());
            PrintWriter out = Console.of(spec).out();
            if (raw) {
                out.flush();
                byte[] payload = detail.payload();
                System.out.write(payload, 0, payload.length);
                System.out.flush();
            } else {
                print(out, detail);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    private static void print(PrintWriter out, LetterDetail detail) {
        DeadLetter letter = detail.letter();
        out.println("Dead letter  " + letter.id() + "   " + letter.state().code());
        out.println("Reason       " + letter.reason().code() + ": " + letter.line());
        out.println("What to do   " + detail.suggestion());
        out.println("Where        " + letter.source() + ", " + letter.place());
        detail.patient().ifPresent(patient -> out.println("Patient      " + patient));
        if (!detail.waiting().isEmpty()) {
            out.println("Waiting      "
                    + detail.waiting().stream().map(PatientKey::patientId).collect(Collectors.joining(", ")));
        }
        detail.candidates().forEach(candidate -> out.println("Candidate    " + words(candidate)));
        out.println("Seen         " + letter.seen() + " time(s), first " + letter.firstSeen() + ", last "
                + letter.lastSeen());
        detail.corrections().forEach(correction -> out.println("Corrected    " + words(correction)));
        detail.replays().forEach(replay -> out.println("Replayed     " + words(replay)));
        if (!letter.modelVersion().isEmpty()) {
            out.println("Model        " + letter.modelVersion());
        }
        if (!letter.note().isEmpty()) {
            out.println("Note         " + printable(letter.note()));
        }
        byte[] payload = detail.payload();
        out.println("Content      " + payload.length + " bytes, " + letter.mediaType() + ", SHA-256 "
                + letter.contentHash());
        out.println();
        out.println(printable(new String(payload, StandardCharsets.UTF_8)));
    }

    /** What the EHR says may hold anything. */
    private static String words(PatientCandidate candidate) {
        return printable(candidate.patient().patientId()
                + (candidate.birthDate().isEmpty() ? "" : ", born " + candidate.birthDate())
                + (candidate.sex().isEmpty() ? "" : ", " + candidate.sex()));
    }

    static String words(Correction correction) {
        String what = correction.paths().isEmpty() ? "the whole record" : String.join(", ", correction.paths());
        String until = correction
                .endedAt()
                .map(at -> "; ended " + at + ": " + correction.endedWhy())
                .orElse(correction
                        .appliedAt()
                        .map(at -> "; counts since " + at)
                        .orElse("; counts from the next reading on"));
        return "by " + correction.madeBy() + " on " + correction.madeAt() + " (" + what + ")" + until;
    }

    private static String words(Replay replay) {
        return "by " + replay.requestedBy() + " on " + replay.requestedAt() + ": "
                + replay.outcome().map(Replay.Outcome::code).orElse("under way") + ", units "
                + replay.units().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Control characters could steer the terminal, so they are shown as their numbers. */
    private static String printable(String said) {
        StringBuilder text = new StringBuilder();
        said.codePoints().forEach(point -> {
            if (Character.isISOControl(point) && point != '\n' && point != '\t') {
                text.append(String.format("\\u%04x", point));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }
}
