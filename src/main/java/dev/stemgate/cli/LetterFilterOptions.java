// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.config.BridgeSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options by which letters are chosen. */
final class LetterFilterOptions {

    private static final Pattern AGO = Pattern.compile("([1-9]\\d{0,5})([mhd])");

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            converter = ReasonConverter.class,
            description = "Only letters of this reason.")
    private Reason reason;

    @Option(names = "--source", paramLabel = "NAME", description = "Only letters of this EHR or drop folder.")
    private String source;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "Only letters that came since: 30m, 12h, 7d ago, a date, or a time such as 2026-03-01T12:00:00Z.")
    private String since;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "Only letters of this patient; needs --ehr with several.")
    private String patient;

    @Option(names = "--ehr", paramLabel = "NAME", description = "With --patient: whose patient it is.")
    private String ehr;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, replayed, resolved or all; default: open.",
            defaultValue = "open")
    private String state;

    LetterFilter read(CommandSpec spec, BridgeSettings settings, Instant now) {
        LetterFilter filter = state(spec);
        if (reason != null) {
            filter = filter.because(reason);
        }
        if (source != null) {
            filter = filter.from(source);
        }
        if (since != null) {
            filter = filter.since(since(spec, settings.zone(), now));
        }
        if (ehr != null && patient == null) {
            throw new ParameterException(
                    spec.commandLine(), "--ehr needs --patient; for one EHR's letters say --source.");
        }
        return patient == null ? filter : filter.of(new PatientKey(ehr(spec, settings), patient));
    }

    private LetterFilter state(CommandSpec spec) {
        if (state.equals("all")) {
            return LetterFilter.all();
        }
        for (LetterState known : LetterState.values()) {
            if (known.code().equals(state)) {
                return LetterFilter.all().in(known);
            }
        }
        throw new ParameterException(
                spec.commandLine(), "There is no state '" + state + "'. States: open, replayed, resolved, all.");
    }

    private String ehr(CommandSpec spec, BridgeSettings settings) {
        if (ehr != null) {
            return settings.hospital(ehr).ehr();
        }
        if (settings.hospitals().size() > 1) {
            throw new ParameterException(spec.commandLine(), "Say with --ehr whose patient it is.");
        }
        return settings.hospitals().get(0).ehr();
    }

    private Instant since(CommandSpec spec, ZoneId zone, Instant now) {
        return since(since, zone, now)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--since '" + since + "' is no time: say 30m, 12h, 7d, 2026-03-01 or 2026-03-01T12:00:00Z."));
    }

    /** A time as a person types it; empty when it is none. */
    static Optional<Instant> since(String text, ZoneId zone, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long amount = Long.parseLong(ago.group(1));
            return Optional.of(now.minus(
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    }));
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(zone).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
