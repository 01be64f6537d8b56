// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.brokenDate;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.RecordEdit;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Step;
import dev.stemgate.state.UnitState;
import dev.stemgate.state.UnitTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records are read together where the EHR allows it; where it does not, or answers oddly, nothing gets worse than one by one. */
class BatchRoundTest {

    private static final int PATIENTS = 8;
    private static final String TOGETHER = "- name: concurrency\n  value: \"1\"\n";

    private static final String MISREAD = "X-Misread";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Given given;

    @Test
    void recordsAreReadWithListsThatAreProvenOnceAndKindsThatNobodyHasInBundles() {
        try (BridgeFixture fixture = round(Fault.NONE)) {
            assertThatAllAreJudged(fixture);
            assertThat(asked(fixture, "Condition"))
                    .as("a list, and one patient alone as its proof: there is none without records")
                    .isEqualTo(2);
            assertThat(details(fixture, "p3")).anyMatch(detail -> detail.contains("read together with other patients"));
            assertThat(asked(fixture, "AllergyIntolerance"))
                    .as("an empty answer proves no list, so that each patient is searched in a Bundle")
                    .isEqualTo(1);
            fixture.sandbox().requests().clear();
            fixture.again();
            assertThat(asked(fixture, "Condition")).as("not proven again").isEqualTo(1);
            assertThat(asked(fixture, "Patient")).as("the cohort, and the list").isEqualTo(2);
            assertThat(fixture.counts()).containsEntry(UnitState.UNCHANGED, (long) PATIENTS);
        }
    }

    @Test
    void listsThatAreRefusedAreReadOneByOne() {
        try (BridgeFixture fixture = round(refusingLists(400))) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void anEhrThatRefusesListsAndBundlesIsReadOneByOne() {
        Fault noBundles = request -> request.method().equals("POST") ? FaultAction.status(405) : FaultAction.pass();
        given.fixture.sandbox().misbehave(Fault.firstOf(List.of(refusingLists(403), noBundles)));
        try (BridgeFixture fixture = given.fixture.start("off", TOGETHER).settle()) {
            assertThatAllAreJudged(fixture);
            assertThat(asked(fixture, "Condition")).isGreaterThanOrEqualTo(PATIENTS);
            assertThat(fixture.sandbox().requests().count("POST", ""))
                    .as("tried once")
                    .isEqualTo(1);
        }
    }

    @Test
    void aListThatIsIgnoredIsNoticed() {
        given.withOneMore();
        try (BridgeFixture fixture = round(misreading(query -> query.replaceAll("patient=[^&]*,[^&]*", "_x=y")))) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void aListOfWhichOnlyTheFirstIsReadIsNoticed() {
        try (BridgeFixture fixture = round(misreading(query -> query.replaceAll("(=[^,&]*),[^&]*", "$1")))) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void aListOfWhichTheLastIsLeftOutIsNoticed() {
        try (BridgeFixture fixture = round(misreading(query -> query.replaceAll(",[^,&]*(&|$)", "$1")))) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void aListThatIsTakenForOneIdIsNoticed() {
        try (BridgeFixture fixture =
                round(misreading(query -> query.replaceAll("patient=([^,&]*),[^&]*", "patient=$1-x")))) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void aCapOnTheAnswerIsNotAnAbsence() {
        Fault capped = request -> isList(request) && request.type().equals("Condition")
                ? new FaultAction.Rewrite(BatchRoundTest::capped)
                : FaultAction.pass();
        try (BridgeFixture fixture = round(capped)) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void oneBadRecordCostsItsPatientAlone() {
        try (BridgeFixture fixture = given.with(brokenDate("bad", "p4")).round(Fault.NONE)) {
            assertThatAllAreJudged(fixture);
            assertThat(fixture.bridge().deadLetters().counts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void aCorrectionIsHonouredThoughTheRecordIsReadTogetherWithOthers() {
        try (BridgeFixture fixture = given.with(brokenDate("bad", "p4")).round(Fault.NONE)) {
            DeadLetter letter =
                    fixture.bridge().deadLetters().find(LetterFilter.open()).get(0);
            fixture.bridge()
                    .desk(Preview.NONE)
                    .correct(
                            letter.id(),
                            new RecordEdit.Elements(Map.of("onsetDateTime", "2026-01-05")),
                            Actor.ofPage("anna"));
            fixture.again();
            assertThat(fixture.bridge().deadLetters().find(LetterFilter.open())).isEmpty();
            assertThat(details(fixture, "p4"))
                    .anyMatch(detail -> detail.contains("1 read as a person corrected them")
                            && detail.contains("read together with other patients"));
        }
    }

    @Test
    void aRecordWithoutASubjectMakesTheListDoubtfulAndNobodyIsJudgedByIt() {
        Fault masked = request -> isList(request) && request.type().equals("Condition")
                ? new FaultAction.Rewrite(
                        body -> body.replaceFirst("\\{\"reference\": ?\"Patient/p3\"\\}", "{\"display\":\"Someone\"}"))
                : FaultAction.pass();
        try (BridgeFixture fixture = round(masked)) {
            assertThatAllAreJudged(fixture);
        }
    }

    @Test
    void anErrorInTheMiddleOfABatchIsAnOutageAndUsesNoAttempt() {
        AtomicInteger failed = new AtomicInteger();
        Fault once = request -> isList(request) && request.type().equals("Observation") && failed.getAndIncrement() == 0
                ? new FaultAction.Answer(503, Map.of("Retry-After", "1"), "")
                : FaultAction.pass();
        try (BridgeFixture fixture = round(once)) {
            assertThatAllAreJudged(fixture);
            assertThat(failed.get()).isPositive();
            for (int number = 0; number < PATIENTS; number++) {
                assertThat(traces(fixture, "p" + number))
                        .allSatisfy(
                                trace -> assertThat(trace.unit().serverErrors()).isZero());
            }
        }
    }

    @Test
    void aTokenThatRunsOutInTheMiddleOfABatchCostsNothing() {
        AtomicInteger failed = new AtomicInteger();
        Fault once = request -> isList(request) && request.type().equals("Procedure") && failed.getAndIncrement() == 0
                ? FaultAction.status(401)
                : FaultAction.pass();
        try (BridgeFixture fixture = round(once)) {
            assertThatAllAreJudged(fixture);
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
        }
    }

    @Test
    void aPatientWhoWasMergedAwayAmongOthersIsFollowed() {
        String merged = patient(
                "gone",
                "\"birthDate\": \"1990-05-17\", \"link\": [{\"type\": \"replaced-by\", \"other\": {\"reference\": \"Patient/p2\"}}]");
        try (BridgeFixture fixture = given.with(merged).round(Fault.NONE)) {
            assertThatAllAreJudged(fixture);
            assertThat(traces(fixture, "gone").get(0).steps())
                    .extracting(Step::kind)
                    .contains(Step.Kind.REKEYED);
        }
    }

    @Test
    void switchedOffNothingIsReadTogether() {
        try (BridgeFixture fixture = given.round(Fault.NONE, TOGETHER + "- name: batch\n  value: \"off\"\n")) {
            assertThatAllAreJudged(fixture);
            assertThat(fixture.sandbox().requests().all()).noneMatch(BatchRoundTest::isList);
        }
    }

    @BeforeEach
    void population() {
        given = new Given(folder);
    }

    private BridgeFixture round(Fault fault) {
        return given.round(fault);
    }

    /** Every second patient has cancer, all have a Condition that counts for nothing. */
    private static final class Given {
        private final BridgeFixture fixture;

        Given(Path folder) {
            fixture = BridgeFixture.in(folder);
            for (int number = 0; number < PATIENTS; number++) {
                fixture.given(patient("p" + number), irrelevant("c" + number, "p" + number));
                if (hasCancer(number)) {
                    fixture.given(breastCancer("b" + number, "p" + number));
                }
            }
        }

        Given with(String resource) {
            fixture.given(resource);
            return this;
        }

        /** Somebody who is not in the cohort of this round. */
        Given withOneMore() {
            fixture.given(
                    patient("stranger", "\"birthDate\": \"1990-05-17\"").replace("female", "male"),
                    breastCancer("b-stranger", "stranger"));
            return this;
        }

        BridgeFixture round(Fault fault) {
            return round(fault, TOGETHER + "- name: cohort\n  value: Patient?gender=female\n");
        }

        BridgeFixture round(Fault fault, String more) {
            fixture.sandbox().misbehave(fault);
            fixture.start("observation", more);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                if (fixture.bridge().isDown(BridgeFixture.EHR)) {
                    fixture.bridge().runRound(BridgeFixture.EHR);
                }
                return fixture.bridge().rounds(BridgeFixture.EHR) > 0
                        && fixture.bridge().ledger().openCount(BridgeFixture.EHR) == 0;
            });
            return fixture;
        }
    }

    private static boolean hasCancer(int number) {
        return number % 2 == 0;
    }

    private static void assertThatAllAreJudged(BridgeFixture fixture) {
        assertThat(fixture.counts()).containsEntry(UnitState.PENDING, 0L).containsEntry(UnitState.DEAD_LETTERED, 0L);
        for (int number = 0; number < PATIENTS; number++) {
            Outcome outcome = fixture.bridge()
                    .results()
                    .all(new PatientKey(BridgeFixture.EHR, "p" + number))
                    .get(0)
                    .screening()
                    .outcome();
            assertThat(outcome == Outcome.CONTRAINDICATED).as("p" + number).isEqualTo(hasCancer(number));
        }
    }

    private static List<UnitTrace> traces(BridgeFixture fixture, String id) {
        return fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, id));
    }

    private static List<String> details(BridgeFixture fixture, String id) {
        return traces(fixture, id).stream()
                .flatMap(trace -> trace.steps().stream())
                .map(Step::detail)
                .toList();
    }

    private static long asked(BridgeFixture fixture, String type) {
        return fixture.sandbox().requests().all().stream()
                .filter(request ->
                        request.method().equals("GET") && request.type().equals(type))
                .filter(request -> !request.query().contains("identifier="))
                .count();
    }

    private static boolean isList(ReceivedRequest request) {
        String query = URLDecoder.decode(request.query().split("&")[0], StandardCharsets.UTF_8);
        return query.matches("(patient|_id)=.*,.*");
    }

    private static Fault refusingLists(int status) {
        return request -> isList(request) ? FaultAction.status(status) : FaultAction.pass();
    }

    /** One match less, and the word of a server that caps its answers (4119). */
    private static String capped(String body) {
        try {
            ObjectNode page = (ObjectNode) JSON.readTree(body);
            ArrayNode entries = (ArrayNode) page.path("entry");
            page.remove("total");
            entries.remove(0);
            entries.add(
                    JSON.readTree(
                            """
                    {"resource": {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "incomplete",
                      "details": {"coding": [{"system": "urn:oid:1.2.840.114350.1.13.0.1.7.2.657369", "code": "4119"}]}}]},
                     "search": {"mode": "outcome"}}"""));
            return page.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the sandbox sent no JSON", e);
        }
    }

    /** A server that reads another query than it was sent. */
    private Fault misreading(UnaryOperator<String> change) {
        return request -> {
            if (!isList(request) || request.header(MISREAD).isPresent()) {
                return FaultAction.pass();
            }
            String query = change.apply(request.query().replace("%2C", ","));
            URI url = URI.create(given.fixture.sandbox().baseUrl() + "/" + request.path() + "?" + query);
            try {
                String body = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(url).header(MISREAD, "yes").build(), BodyHandlers.ofString())
                        .body();
                return new FaultAction.Answer(200, Map.of(), body);
            } catch (IOException e) {
                throw new UncheckedIOException("the sandbox cannot be asked", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the test was stopped", e);
            }
        };
    }
}
