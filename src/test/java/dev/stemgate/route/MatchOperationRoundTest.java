// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.ReceivedRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** {@code Patient/$match} through the real routes, on an EHR whose index of patients knows numbers of other systems. */
class MatchOperationRoundTest {

    private static final String OPERATION = "Patient/$match";

    @TempDir
    Path folder;

    private Drops drops;
    private BridgeFixture fixture;

    @BeforeEach
    void anEhrThatKnowsAnnaByAnotherSystem() {
        drops = Drops.in(folder, "");
        fixture = BridgeFixture.in(folder)
                .given(patient("anna", "urn:theirs", "47-11", "female"), Records.irrelevant("a1", "anna"));
        fixture.sandbox().adopt(EnumSet.of(Manner.PATIENT_MATCH));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String patient(String id, String system, String number, String sex) {
        return """
                {"resourceType": "Patient", "id": "%s", "birthDate": "1990-01-01", "gender": "%s", "identifier": [{"system": "%s", "value": "%s"}]}"""
                .formatted(id, sex, system, number);
    }

    private void take(String patient) {
        String cancer = Records.breastCancer("c", "x").replace("\n", " ");
        drops.put("batch.ndjson", patient + "\n" + cancer + "\n");
        fixture.bridge().takeFiles(Drops.SOURCE);
        fixture.again();
    }

    private Outcome outcome() {
        return fixture.bridge()
                .results()
                .newest(BridgeFixture.EHR)
                .get(0)
                .screening()
                .outcome();
    }

    private List<DeadLetter> letters(Reason reason) {
        return fixture.bridge().deadLetters().find(LetterFilter.open().because(reason));
    }

    private List<ReceivedRequest> operations() {
        return fixture.sandbox().requests().all().stream()
                .filter(request -> request.path().equals(OPERATION))
                .toList();
    }

    @Test
    void theIndexIsAskedAboutWhomNoIdentifierFindsAndOnlyItsCertainWordCounts() {
        fixture.startAndSettle();
        take(patient("x", "urn:ours", "0815", "female"));
        assertThat(letters(Reason.AMBIGUOUS_PATIENT)).as("graded possible").hasSize(2);
        assertThat(outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
        int asked = operations().size();

        drops.put("by-number.ndjson", patient("y", "urn:theirs", "47-11", "female") + "\n");
        fixture.bridge().takeFiles(Drops.SOURCE);
        assertThat(operations()).as("the search has found her").hasSize(asked);

        take(patient("x", "urn:ours", "4711", "female"));
        assertThat(outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
        assertThat(fixture.sandbox().store().versionCount("Patient"))
                .as("nobody is made")
                .isEqualTo(1);
    }

    @Test
    void anEhrThatDoesNotDeclareItIsNotAskedForIt() {
        fixture.sandbox().adopt(EnumSet.noneOf(Manner.class));
        fixture.startAndSettle();
        take(patient("x", "urn:ours", "4711", "female"));
        assertThat(letters(Reason.UNMATCHED_PATIENT)).hasSize(2);
        assertThat(operations()).isEmpty();
    }

    @Test
    void aHospitalCanForbidIt() {
        fixture.start("observation", "- name: match\n  value: identifier\n").settle();
        take(patient("x", "urn:ours", "4711", "female"));
        assertThat(letters(Reason.UNMATCHED_PATIENT)).hasSize(2);
        assertThat(operations()).isEmpty();
    }

    @Test
    void anOperationThatIsRefusedOrBrokenFindsNobodyAndOnlyAnOutageLetsWait() {
        fixture.start("observation", "- name: match\n  value: operation\n").settle();
        for (int status : List.of(400, 403, 404, 500)) {
            misbehave(status);
            take(patient("x" + status, "urn:ours", "4711", "female"));
            assertThat(letters(Reason.UNMATCHED_PATIENT)).as("status " + status).isNotEmpty();
            assertThat(fixture.bridge().isDown(BridgeFixture.EHR)).isFalse();
        }
        assertThat(outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);

        misbehave(503);
        int letters = letters(Reason.UNMATCHED_PATIENT).size();
        drops.put("away.ndjson", patient("y", "urn:ours", "4711", "female") + "\n");
        fixture.bridge().takeFiles(Drops.SOURCE);
        assertThat(letters(Reason.UNMATCHED_PATIENT)).hasSize(letters);
        assertThat(fixture.bridge().intake().subjects().waiting(BridgeFixture.EHR, 10))
                .isNotEmpty();
    }

    @Test
    void anOperationThatAlwaysFailsIsToldOnceAndNotForEachPatient() {
        fixture.start("observation", "- name: match\n  value: operation\n").settle();
        misbehave(400);
        Logger logger = (Logger) LoggerFactory.getLogger(MatchOperations.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            drops.put(
                    "several.ndjson",
                    IntStream.range(0, 5)
                            .mapToObj(number -> patient("x" + number, "urn:ours", "471" + number, "female") + "\n")
                            .collect(Collectors.joining()));
            fixture.bridge().takeFiles(Drops.SOURCE);
            fixture.again();
        } finally {
            logger.detachAppender(log);
        }
        assertThat(operations()).as("once for each patient at least").hasSizeGreaterThanOrEqualTo(5);
        assertThat(log.list).singleElement().satisfies(said -> assertThat(said.getFormattedMessage())
                .endsWith("Patient/$match cannot be used (http-400)"));
    }

    private void misbehave(int status) {
        fixture.sandbox()
                .misbehave(
                        request -> request.path().equals(OPERATION) ? FaultAction.status(status) : FaultAction.pass());
    }
}
