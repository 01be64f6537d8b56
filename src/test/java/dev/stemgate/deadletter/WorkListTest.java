// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.TestDatabase;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class WorkListTest {

    @Parameter
    private TestDatabase store;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PatientKey ANNA = new PatientKey("north", "anna");
    private static final PatientKey BERT = new PatientKey("north", "bert");
    private static final UnclassifiedCode DRUG = code(RecordKind.MEDICATION_REQUEST, "X1");
    private static final UnclassifiedCode DISEASE = code(RecordKind.CONDITION, "X2");

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private WorkList list;
    private DeadLetters letters;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        list = new WorkList(database, ledger);
        letters = new DeadLetters(database, ledger);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void openCodesAreListedWithTheirPatientsAndKinds() {
        list.waitsFor(ANNA, List.of(DRUG, DISEASE), "1", NOON);
        list.waitsFor(BERT, List.of(DRUG, code(RecordKind.CONDITION, "X1")), "1", NOON.plusSeconds(5));

        assertThat(list.open())
                .satisfiesExactly(
                        item -> {
                            assertThat(item.code()).isEqualTo(new Code("urn:local", "X1", "Thing X1"));
                            assertThat(item.ehr()).isEqualTo("north");
                            assertThat(item.kinds())
                                    .containsExactlyInAnyOrder(RecordKind.MEDICATION_REQUEST, RecordKind.CONDITION);
                            assertThat(item.patients()).isEqualTo(2);
                            assertThat(item.seen()).isEqualTo(3);
                            assertThat(item.firstSeen()).isEqualTo(NOON);
                            assertThat(item.lastSeen()).isEqualTo(NOON.plusSeconds(5));
                        },
                        item -> {
                            assertThat(item.kinds()).containsExactly(RecordKind.CONDITION);
                            assertThat(item.patients()).isEqualTo(1);
                            assertThat(item.toString()).doesNotContain("Thing");
                        });
    }

    @Test
    void aLetterIsResolvedWhenNobodyWaitsForItAnyMore() {
        list.waitsFor(ANNA, List.of(DRUG, DISEASE), "1", NOON);
        list.waitsFor(BERT, List.of(DRUG), "1", NOON);
        LetterId drug = list.open().get(0).letter();
        LetterId disease = list.open().get(1).letter();

        list.waitsFor(ANNA, List.of(), "2", NOON.plusSeconds(60));
        assertThat(state(drug)).as("Bert waits").isEqualTo(LetterState.OPEN);
        assertThat(letters.waiting(drug)).containsExactly(BERT);
        assertThat(state(disease)).isEqualTo(LetterState.RESOLVED);

        list.waitsFor(BERT, List.of(), "2", NOON.plusSeconds(61));
        assertThat(state(drug)).isEqualTo(LetterState.RESOLVED);
        assertThat(letters.get(drug).orElseThrow().note()).contains("no patient waits");
        assertThat(list.open()).isEmpty();
    }

    @Test
    void aResolvedLetterIsOpenAgainWhenTheCodeComesBackUnclassified() {
        list.waitsFor(ANNA, List.of(DRUG), "1", NOON);
        LetterId id = list.open().get(0).letter();
        list.waitsFor(ANNA, List.of(), "2", NOON);
        list.waitsFor(ANNA, List.of(DRUG), "3", NOON);
        assertThat(state(id)).isEqualTo(LetterState.OPEN);
        assertThat(letters.waiting(id)).containsExactly(ANNA);
    }

    @Test
    void whoeverWaitsIsAskedForOnceAndTheLetterIsReplayed() {
        list.waitsFor(ANNA, List.of(DRUG, DISEASE), "1", NOON);
        list.waitsFor(BERT, List.of(DRUG), "1", NOON);
        LetterId drug = list.open().get(0).letter();
        LetterId disease = list.open().get(1).letter();

        assertThat(list.screenAgain(drug, NOON)).containsExactlyInAnyOrder(ANNA, BERT);
        assertThat(list.screenAgain(disease, NOON)).containsExactly(ANNA);

        assertThat(state(drug)).isEqualTo(LetterState.REPLAYED);
        assertThat(letters.get(drug).orElseThrow().attempts()).isEqualTo(1);
        assertThat(ledger.counts("north")).containsEntry(UnitState.PENDING, 2L);
        assertThat(list.open()).isEmpty();
    }

    @Test
    void patientsReleasedAtOnceLeaveNoLetterOpen() throws Exception {
        List<PatientKey> patients = IntStream.range(0, 12)
                .mapToObj(number -> new PatientKey("north", "p" + number))
                .toList();
        patients.forEach(patient -> list.waitsFor(patient, List.of(DRUG, DISEASE), "1", NOON));

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> done : threads.invokeAll(patients.stream()
                    .map(patient -> (Callable<Boolean>) () -> {
                        list.waitsFor(patient, List.of(), "2", NOON);
                        return true;
                    })
                    .toList())) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(letters.find(LetterFilter.all()))
                .hasSize(2)
                .allMatch(letter -> letter.state() == LetterState.RESOLVED);
    }

    private LetterState state(LetterId id) {
        return letters.get(id).orElseThrow().state();
    }

    private static UnclassifiedCode code(RecordKind kind, String code) {
        return new UnclassifiedCode(
                kind, new ResourceRef(kind.fhirType(), "1", ""), new Code("urn:local", code, "Thing " + code));
    }
}
