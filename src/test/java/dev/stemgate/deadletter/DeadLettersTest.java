// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Database;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.IllegalUnitTransition;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientToken;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.TestDatabase;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeadLettersTest {

    @Parameter
    private TestDatabase store;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PatientKey ANNA = new PatientKey("north", "anna");
    private static final PatientKey BERT = new PatientKey("north", "bert");

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private DeadLetters letters;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        letters = new DeadLetters(database, ledger);
    }

    private static UnclassifiedCode code(String system, String code, String display) {
        return new UnclassifiedCode(
                RecordKind.CONDITION, new ResourceRef("Condition", "1", ""), new Code(system, code, display));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLetterThatWasReplayedStaysSoWhenItsPlaceReadsFine() {
        LetterId open = letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        LetterId replayed = letters.put(letter("Condition/1", Reason.UNREADABLE, "worse"), NOON);
        LetterId resolved = letters.put(letter("Condition/1", Reason.UNREADABLE, "worst"), NOON);
        letters.markReplayed(replayed, NOON);
        letters.resolve(resolved, "by hand", NOON);
        assertThat(letters.supersede("north", List.of("Condition/1"), "reads fine", NOON.plusSeconds(60)))
                .isEqualTo(1);
        assertThat(letters.get(open)).hasValueSatisfying(letter -> {
            assertThat(letter.state()).isEqualTo(LetterState.RESOLVED);
            assertThat(letter.note()).isEqualTo("reads fine");
        });
        assertThat(letters.get(replayed))
                .hasValueSatisfying(letter -> assertThat(letter.state()).isEqualTo(LetterState.REPLAYED));
        assertThat(letters.get(resolved))
                .hasValueSatisfying(letter -> assertThat(letter.note()).isEqualTo("by hand"));
        assertThat(letters.supersede("north", List.of("Condition/1"), "again", NOON.plusSeconds(90)))
                .isZero();
    }

    @Test
    void theSameBytesAddACountAndNotALetter() {
        LetterId first = letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        LetterId again = letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON.plusSeconds(60));

        assertThat(again).isEqualTo(first);
        DeadLetter stored = letters.get(first).orElseThrow();
        assertThat(stored.seen()).isEqualTo(2);
        assertThat(stored.firstSeen()).isEqualTo(NOON);
        assertThat(stored.lastSeen()).isEqualTo(NOON.plusSeconds(60));
        assertThat(stored.patient()).contains(PatientToken.of(database).of(ANNA));
        assertThat(letters.patient(first)).contains(ANNA);
        assertThat(letters.payload(first))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo("bad".getBytes(UTF_8)));
    }

    @Test
    void otherBytesPlacesReasonsOrSourcesAreOtherLetters() {
        letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        letters.put(letter("Condition/1", Reason.UNREADABLE, "worse"), NOON);
        letters.put(letter("Condition/2", Reason.UNREADABLE, "bad"), NOON);
        letters.put(letter("Condition/1", Reason.WRONG_VERSION, "bad"), NOON);
        letters.put(
                NewDeadLetter.of(
                        "south", "Condition/1", Optional.empty(), Reason.UNREADABLE, "bad".getBytes(UTF_8), "text/x"),
                NOON);

        assertThat(letters.find(LetterFilter.all())).hasSize(5);
        assertThat(letters.counts()).containsEntry(Reason.UNREADABLE, 4L).containsEntry(Reason.WRONG_VERSION, 1L);
    }

    @Test
    void aPayloadOfThreeMegabytesComesBackAsItWas() {
        byte[] page = new byte[3_000_000];
        Arrays.fill(page, (byte) 0xC3);
        LetterId id = letters.put(
                NewDeadLetter.of(
                        "north", "page#1", Optional.empty(), Reason.MALFORMED_PAGE, page, "application/fhir+json"),
                NOON);

        assertThat(letters.payload(id).orElseThrow()).isEqualTo(page);
    }

    @Test
    void lettersAreFilteredInOrderOfArrival() {
        LetterId first = letters.put(letter("Condition/1", Reason.UNREADABLE, "a"), NOON);
        LetterId second = letters.put(letter("Condition/2", Reason.CONFLICT, "b"), NOON.plusSeconds(10));
        LetterId waits = letters.unclassified(BERT, code("urn:local", "X1", "thing"), "1", NOON.plusSeconds(20));

        assertThat(ids(LetterFilter.open())).containsExactly(first, second, waits);
        assertThat(ids(LetterFilter.all().because(Reason.CONFLICT))).containsExactly(second);
        assertThat(ids(LetterFilter.all().of(ANNA))).containsExactly(first, second);
        assertThat(ids(LetterFilter.all().of(BERT))).containsExactly(waits);
        assertThat(ids(LetterFilter.all().since(NOON.plusSeconds(10)).from("north")))
                .containsExactly(second, waits);
        assertThat(ids(LetterFilter.all().from("south"))).isEmpty();
        assertThat(ids(LetterFilter.all().in(LetterState.RESOLVED))).isEmpty();
    }

    @Test
    void oneLetterForEachUnclassifiedCodeWithThePatientsWhoWait() {
        LetterId id = letters.unclassified(ANNA, code("urn:local", "X1", "thing"), "1", NOON);
        letters.unclassified(BERT, code("urn:local", "X1", "Thing, other"), "1", NOON.plusSeconds(1));
        letters.unclassified(ANNA, code("urn:local", "X1", "thing"), "1", NOON.plusSeconds(2));
        letters.unclassified(new PatientKey("south", "anna"), code("urn:local", "X1", "thing"), "1", NOON);
        letters.unclassified(ANNA, code("urn:local", "X2", "thing"), "1", NOON);

        assertThat(letters.find(LetterFilter.open())).hasSize(3);
        assertThat(letters.get(id).orElseThrow().seen()).isEqualTo(3);
        assertThat(letters.get(id).orElseThrow().place()).isEqualTo("urn:local|X1");
        assertThat(letters.waiting(id)).containsExactly(ANNA, BERT);
    }

    @Test
    void anUnclassifiedTextStandsInThePayloadOnly() {
        LetterId id = letters.unclassified(ANNA, code("", "", "Canary  Person has a Lump"), "1", NOON);
        LetterId same = letters.unclassified(BERT, code("", "", "canary person has a lump "), "1", NOON);
        LetterId asCode = letters.unclassified(BERT, code("urn:x", "Canary Person", ""), "1", NOON);

        assertThat(same).isEqualTo(id);
        assertThat(letters.find(LetterFilter.all()).toString()).doesNotContainIgnoringCase("canary");
        assertThat(new String(letters.payload(id).orElseThrow(), UTF_8)).contains("Canary");
        assertThat(asCode).isNotEqualTo(id);
    }

    @Test
    void aLetterBoundToItsContentStaysResolvedAndOthersOpenAgain() {
        LetterId bound = letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        LetterId loose = letters.put(letter("Patient/anna", Reason.SERVER_ERROR, ""), NOON);
        assertThat(letters.resolve(bound, "known fault", NOON)).isTrue();
        assertThat(letters.resolve(loose, "was an outage", NOON)).isTrue();
        assertThat(letters.resolve(new LetterId(999), "", NOON)).isFalse();

        letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        letters.put(letter("Patient/anna", Reason.SERVER_ERROR, ""), NOON);

        assertThat(letters.get(bound).orElseThrow().state()).isEqualTo(LetterState.RESOLVED);
        assertThat(letters.get(bound).orElseThrow().note()).isEqualTo("known fault");
        assertThat(letters.get(bound).orElseThrow().seen()).isEqualTo(2);
        assertThat(letters.get(loose).orElseThrow().state()).isEqualTo(LetterState.OPEN);
    }

    @Test
    void aReplayedLetterThatFailsAgainIsOpenAgain() {
        LetterId id = letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);

        assertThat(letters.markReplayed(id, NOON)).isTrue();
        assertThat(letters.get(id).orElseThrow().state()).isEqualTo(LetterState.REPLAYED);
        letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        assertThat(letters.get(id).orElseThrow().state()).isEqualTo(LetterState.OPEN);
        assertThat(letters.get(id).orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void whatReadsFineLaterSettlesItsLettersUntilTheBadBytesComeBack() {
        LetterId one = letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        LetterId two = letters.put(letter("Condition/2", Reason.UNREADABLE, "bad"), NOON);

        assertThat(letters.supersede("north", List.of("Condition/1", "Condition/7"), "read fine", NOON))
                .isEqualTo(1);
        assertThat(letters.supersede("north", List.of(), "read fine", NOON)).isZero();
        assertThat(ids(LetterFilter.open())).containsExactly(two);
        letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
        assertThat(ids(LetterFilter.open())).containsExactly(one, two);
    }

    @Test
    void aDeadLetteredUnitIsClosedTogetherWithItsLetterOrNotAtAll() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        PatientUnit unit =
                ledger.claim("north", 1, "w", NOON, Duration.ofMinutes(1)).get(0);
        NewDeadLetter letter = letter("Patient/anna", Reason.PATIENT_NOT_FOUND, "404");
        letters.finishDeadLettered(unit, letter, EntryCounts.NONE, NOON);

        assertThat(ledger.counts("north")).containsEntry(UnitState.DEAD_LETTERED, 1L);
        assertThat(ledger.trace(unit.id()).orElseThrow().unit().reasonCode()).isEqualTo("patient-not-found");
        assertThatThrownBy(() -> letters.finishDeadLettered(
                        unit, letter("Patient/anna", Reason.CONFLICT, "x"), EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalUnitTransition.class);
        assertThat(letters.find(LetterFilter.all())).hasSize(1);
    }

    @Test
    void puttingJoinsTheTransactionThatRuns() {
        assertThatThrownBy(() -> database.inTransaction(transaction -> {
                    letters.put(letter("Condition/1", Reason.UNREADABLE, "bad"), NOON);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(letters.find(LetterFilter.all())).isEmpty();
    }

    @Test
    void everyReasonHasACodeALineAndARemedy() {
        for (Reason reason : Reason.values()) {
            assertThat(Reason.ofCode(reason.code())).contains(reason);
            assertThat(reason.line()).endsWith(".");
            assertThat(reason.remedy()).endsWith(".");
        }
        assertThat(Reason.ofCode("nonsense")).isEmpty();
    }

    @Test
    void lettersAreNamedAsTheyAreTyped() {
        assertThat(new LetterId(123)).hasToString("DL-000123");
        assertThat(LetterId.parse("dl-000123")).isEqualTo(LetterId.parse("123")).isEqualTo(new LetterId(123));
        assertThatThrownBy(() -> LetterId.parse("U-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWordsOfALetterHoldNoPayload() {
        assertThat(letter("Condition/1", Reason.UNREADABLE, "canary"))
                .asString()
                .doesNotContain("canary");
    }

    private List<LetterId> ids(LetterFilter filter) {
        return letters.find(filter).stream().map(DeadLetter::id).toList();
    }

    private static NewDeadLetter letter(String place, Reason reason, String payload) {
        return NewDeadLetter.of(
                "north", place, Optional.of(ANNA), reason, payload.getBytes(UTF_8), "application/fhir+json");
    }
}
