// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.CANARY_NAME;
import static dev.stemgate.route.Records.CANARY_SSN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A canary name and number in every kind of good and bad file: no log line, no report and no dead letter's metadata holds them, and
 * where the sender puts them into a file's name, no log line repeats it (CONTRACTS, Where PHI may be).
 */
class FileCanaryTest {

    private static final String SSN = "http://hl7.org/fhir/sid/us-ssn";

    @TempDir
    Path folder;

    @Test
    void nameAndNumberAppearInNoLogReportOrLetter() throws IOException {
        Drops drops = Drops.in(
                folder,
                "- name: mapping\n  value: "
                        + Path.of("routes/sources/csv/synthea.yaml").toAbsolutePath());
        ListAppender<ILoggingEvent> log = listen();
        List<String> places = new ArrayList<>();
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(Records.patient("a"), Records.irrelevant("a1", "a"))
                .startAndSettle()) {
            drop(drops);
            fixture.bridge().takeFiles(Drops.SOURCE);
            for (DeadLetter letter : fixture.bridge().deadLetters().find(LetterFilter.all())) {
                places.add(letter.toString());
            }
            assertThat(fixture.bridge().deadLetters().find(LetterFilter.all()))
                    .extracting(DeadLetter::reason)
                    .contains(
                            Reason.UNREADABLE,
                            Reason.UNMATCHED_PATIENT,
                            Reason.CONFLICT,
                            Reason.UNRESOLVED_SUBJECT,
                            Reason.REJECTED_MESSAGE,
                            Reason.WRONG_VERSION,
                            Reason.UNKNOWN_MODIFIER);
        } finally {
            root().detachAppender(log);
        }
        try (Stream<Path> reports = Files.walk(drops.folder())) {
            for (Path report :
                    reports.filter(file -> file.toString().contains(".report.")).toList()) {
                places.add(Files.readString(report, StandardCharsets.UTF_8).replace("named-" + CANARY_NAME, ""));
            }
        }
        for (ILoggingEvent event : List.copyOf(log.list)) {
            places.add(event.getFormattedMessage()
                    + Optional.ofNullable(event.getThrowableProxy())
                            .map(ThrowableProxyUtil::asString)
                            .orElse(""));
        }
        assertThat(log.list).isNotEmpty();
        assertThat(places)
                .hasSizeGreaterThan(20)
                .noneMatch(place -> place.contains(CANARY_NAME) || place.contains(CANARY_SSN));
    }

    private static void drop(Drops drops) {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"name\":[{\"family\":\"" + CANARY_NAME
                + "\"}],\"birthDate\":\"%s\",\"identifier\":[{\"system\":\"" + SSN + "\",\"value\":\"%s\"}]}\n";
        String condition = "{\"resourceType\":\"Condition\",\"id\":\"" + CANARY_NAME
                + "\",\"subject\":{%s},\"code\":{\"text\":\"" + CANARY_NAME + "\"}%s}\n";
        drops.put(
                "lines.ndjson",
                patient.formatted("p", "1950-01-01", CANARY_SSN)
                        + patient.formatted("q", "1990-05-17", CANARY_SSN + "1")
                        + patient.formatted("r", CANARY_NAME, CANARY_SSN)
                        + condition.formatted("\"reference\":\"Patient/p\"", "")
                        + condition.formatted("\"display\":\"" + CANARY_NAME + "\"", "")
                        + condition.formatted(
                                "\"reference\":\"Patient/q\"", ",\"onsetDateTime\":\"" + CANARY_NAME + "\"")
                        + condition.formatted(
                                "\"reference\":\"Patient/q\"", ",\"clinicalStatus\":\"" + CANARY_NAME + "\"")
                        + condition.formatted(
                                "\"reference\":\"Patient/q\"",
                                ",\"modifierExtension\":[{\"url\":\"" + CANARY_NAME + "\"}]")
                        + "{\"" + CANARY_NAME + "\n" + CANARY_NAME + "\n"
                        + "{\"resourceType\":\"" + CANARY_NAME + "\"}\n");
        drops.put("no-table.csv", CANARY_NAME + ";" + CANARY_SSN);
        drops.put(
                "broken.xml",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><" + CANARY_NAME + "/></resource></entry>");
        drops.put(
                "rows.csv",
                "START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION\n" + CANARY_NAME + "\n" + CANARY_NAME + ",,"
                        + CANARY_SSN + ",e,s,1," + CANARY_NAME + "\n\"" + CANARY_NAME + "\n");
        drops.put(
                "transaction.json",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"Condition?name="
                        + CANARY_NAME + "\"}},{\"" + CANARY_NAME + "\":");
    }

    @Test
    void aNameInAFilesNameIsNotRepeatedInALogLine() {
        Drops drops = Drops.in(folder, "");
        ListAppender<ILoggingEvent> log = listen();
        root().setLevel(Level.INFO);
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(Records.patient("a"), Records.irrelevant("a1", "a"))
                .startAndSettle()) {
            drops.put("named-" + CANARY_NAME + ".json", Records.breastCancer("c", "a"));
            drops.put("also-" + CANARY_NAME + ".json", Records.breastCancer("c", "a"));
            drops.put("refused-" + CANARY_NAME + ".json", "x");
            fixture.bridge().takeFiles(Drops.SOURCE);
        } finally {
            root().setLevel(Level.WARN);
            root().detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .anyMatch(event -> event.getFormattedMessage().contains("is refused as a whole"))
                .noneMatch(event -> event.getFormattedMessage().contains(CANARY_NAME));
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        appender.start();
        root().addAppender(appender);
        return appender;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
