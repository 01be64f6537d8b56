// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.DeskPorts;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.RecordEdit;
import dev.stemgate.intake.DeadUnit;
import dev.stemgate.intake.FhirBytes;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.MessageIntake.Receipt;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Reintake.Outcome;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.intake.hl7.Hl7Format;
import dev.stemgate.intake.hl7.Hl7Settings;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.ReadableRecord;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Database;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputSubject;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records between their file and their patient, without an EHR: the test says who a subject is. */
class RecordFateTest {

    private static final PatientKey A = new PatientKey("ehr", "a");
    private static final PatientKey B = new PatientKey("ehr", "b");

    @TempDir
    Path folder;

    private Database database;
    private IntakeStore store;
    private SourceSettings source;
    private SubjectSettling settling;
    private Formats formats;

    @BeforeEach
    void open() {
        database = TestDatabase.H2.open(folder);
        Ledger ledger = new Ledger(database);
        store = IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
        source = new SourceSettings(
                "drops",
                "ehr",
                folder.resolve("in"),
                "auto",
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.of(Path.of("routes/sources/csv/synthea.yaml").toAbsolutePath()));
        settling = new SubjectSettling(store, Clock.systemUTC());
        formats = new Formats(Map.of());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void take(String name, String content) {
        try {
            Files.createDirectories(source.folder());
            Path file = Files.writeString(source.folder().resolve(name), content, StandardCharsets.UTF_8);
            new FileIntake(store, formats, Clock.systemUTC()).take(source, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void everyoneIs(String patientId) {
        decide(new MatchDecision.Certain(patientId));
    }

    private void decide(MatchDecision decision) {
        for (InputSubject subject : store.subjects().waiting("ehr", 100)) {
            settling.settle(subject, decision);
        }
    }

    private List<String> kept(PatientKey patient) {
        return store.records().of(patient).stream()
                .map(ImportedRecord::key)
                .filter(key -> !key.startsWith("Patient/"))
                .toList();
    }

    private static String condition(String id, String text) {
        return "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\",\"code\":{\"text\":\"" + text
                + "\"},\"subject\":{\"reference\":\"Patient/p\"}}\n";
    }

    private List<DeadLetter> open(Reason reason) {
        return store.deadLetters().find(LetterFilter.open()).stream()
                .filter(letter -> letter.reason() == reason)
                .toList();
    }

    private long units(InputState state) {
        return store.files().counts("drops").get(state);
    }

    /** The unit at that place of which there is an open letter. */
    private DeadUnit unit(String place) {
        return store.deadLetters().find(LetterFilter.open()).stream()
                .filter(letter -> letter.place().equals(place))
                .map(letter -> new DeadUnit("drops", place, letter.contentHash()))
                .findFirst()
                .orElse(new DeadUnit("drops", place, ""));
    }

    private RecordDesk desk() {
        return new RecordDesk(store, formats, List.of(source), Clock.systemUTC());
    }

    @Test
    void aRecordIsReplacedByALaterFileAndRepeatedContentIsADuplicate() {
        take("1.ndjson", condition("c", "one") + condition("d", "two"));
        everyoneIs("a");
        take("2.ndjson", condition("c", "other") + condition("d", "two"));
        everyoneIs("a");
        assertThat(kept(A)).containsExactlyInAnyOrder("Condition/c", "Condition/d");
        assertThat(store.records().live("drops", "Condition/c").orElseThrow().place())
                .isEqualTo("2.ndjson:1");
        assertThat(store.records().live("drops", "Condition/d").orElseThrow().place())
                .isEqualTo("1.ndjson:2");
        assertThat(units(InputState.DUPLICATE)).isEqualTo(1);
        assertThat(store.units().openCount("ehr")).isEqualTo(1);
    }

    @Test
    void twoVersionsOfOneRecordInAFileBothCountUnlessTheirTimeTells() {
        String timed =
                "{\"resourceType\":\"Condition\",\"id\":\"t\",\"meta\":{\"lastUpdated\":\"%s\"},\"code\":{\"text\":\"%s\"},"
                        + "\"subject\":{\"reference\":\"Patient/p\"}}\n";
        take(
                "1.ndjson",
                condition("c", "one")
                        + condition("c", "other")
                        + timed.formatted("2024-05-01T10:00:00+02:00", "newer")
                        + timed.formatted("2024-05-01T07:00:00Z", "older"));
        everyoneIs("a");
        assertThat(kept(A)).containsExactlyInAnyOrder("Condition/c", "Condition/c", "Condition/t");
        assertThat(store.records().live("drops", "Condition/t").orElseThrow().place())
                .isEqualTo("1.ndjson:3");
    }

    @Test
    void aReadableVersionInALaterFileSettlesTheLetterOfTheFormer() {
        take("1.ndjson", condition("c", "one").replace("\"code\"", "\"onsetDateTime\":\"some day\",\"code\""));
        everyoneIs("a");
        assertThat(open(Reason.UNREADABLE)).hasSize(1);
        take("2.ndjson", condition("c", "one"));
        everyoneIs("a");
        assertThat(open(Reason.UNREADABLE)).isEmpty();
        assertThat(store.records().of(A)).singleElement().satisfies(record -> assertThat(record.fault())
                .isEmpty());
    }

    @Test
    void aCorrectedRecordThatNamesAnotherPatientLeavesTheFirstOne() {
        take("1.ndjson", condition("c", "one"));
        everyoneIs("a");
        take("2.ndjson", condition("c", "one").replace("Patient/p", "Patient/q"));
        everyoneIs("b");
        assertThat(kept(A)).isEmpty();
        assertThat(kept(B)).containsExactly("Condition/c");
        assertThat(store.units().openCount("ehr")).as("both are screened").isEqualTo(2);
    }

    @Test
    void aSubjectThatTurnsOutToBeSomebodyElseIsAConflict() {
        take("1.ndjson", condition("c", "one"));
        everyoneIs("a");
        take(
                "2.ndjson",
                "{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"1980\"}\n" + condition("d", "two"));
        everyoneIs("b");
        assertThat(kept(A)).containsExactly("Condition/c");
        assertThat(kept(B)).isEmpty();
        assertThat(open(Reason.CONFLICT)).hasSize(2);
    }

    @Test
    void aMergeAtTheSourceMovesWhatIsKept() {
        PatientIdentifier old = new PatientIdentifier("mrn", "1");
        PatientIdentifier surviving = new PatientIdentifier("mrn", "2");
        FileFormat first = (in, whole, settings, sink) -> sink.record(new IntakeRecord(
                "drops",
                "DG1-1",
                whole.at(1),
                new Subject("1", List.of(old), "1980-01-01", "female"),
                new FhirBytes("Condition", condition("x", "one").getBytes(StandardCharsets.UTF_8)),
                new OriginalBytes("DG1|1".getBytes(StandardCharsets.UTF_8), OriginalBytes.HL7V2)));
        FileFormat merge = (in, whole, settings, sink) -> {
            sink.merged(whole.at(1), old, surviving);
            sink.irrelevant(whole.at(1), "a merge");
        };
        ReceivedMessages messages = new ReceivedMessages(store, Clock.systemUTC());
        assertThat(messages.take(source, "M1", new byte[] {1}, first)).isEqualTo(Receipt.STORED);
        everyoneIs("a");
        assertThat(messages.take(source, "M1", new byte[] {1}, first)).isEqualTo(Receipt.REPEATED);
        assertThat(messages.take(source, "M2", new byte[] {2}, merge)).isEqualTo(Receipt.STORED);
        assertThat(settling.question(store.subjects().waiting("ehr", 10).get(0), false)
                        .search())
                .contains("Patient?identifier=mrn%7C2");
        everyoneIs("b");
        assertThat(kept(A)).isEmpty();
        assertThat(kept(B)).containsExactly("DG1-1");
    }

    @Test
    void aCorrectionOfAMessageCountsWhenTheSameMessageComesAgain() {
        Formats hl7 = new Formats(Map.of(Formats.HL7V2, new Hl7Format(Hl7Settings.DEFAULT)));
        ReceivedMessages messages = new ReceivedMessages(store, hl7, Clock.systemUTC());
        String broken =
                "MSH|^~\\&|A|B|C|D|20260301||ADT^A01|C-1|P|2.5\rPID|1||4711^^^HOSP^MR||X^Y||19610507|F\rDG1|1|||||F\r";
        byte[] sent = broken.getBytes(StandardCharsets.UTF_8);
        assertThat(messages.take(source, "C-1@A/B", sent, new Hl7Format(Hl7Settings.DEFAULT)))
                .isEqualTo(Receipt.STORED);
        DeadLetter letter = store.deadLetters().find(LetterFilter.open()).get(0);
        RecordDesk desk = new RecordDesk(store, hl7, List.of(source), Clock.systemUTC());
        new DeadLetterDesk(
                        database,
                        store.units(),
                        new DeskPorts(
                                new ReadableRecord(),
                                item -> false,
                                new FileReprocessing(desk, Set.of("drops")),
                                Preview.NONE),
                        Clock.systemUTC())
                .correct(
                        letter.id(),
                        new RecordEdit.Whole(
                                broken.replace("DG1|1||||", "DG1|1||B20^^I10||").getBytes(StandardCharsets.UTF_8)),
                        Actor.ofCommand());
        assertThat(units(InputState.ACCEPTED)).isZero();

        assertThat(messages.take(source, "C-1@A/B", sent, new Hl7Format(Hl7Settings.DEFAULT)))
                .isEqualTo(Receipt.REPEATED);
        assertThat(store.deadLetters().find(LetterFilter.open())).isEmpty();
        everyoneIs("a");
        assertThat(store.records().of(A)).singleElement().satisfies(record -> assertThat(
                        new String(record.content(), StandardCharsets.UTF_8))
                .contains("B20"));
        assertThat(messages.take(source, "C-1@A/B", sent, new Hl7Format(Hl7Settings.DEFAULT)))
                .isEqualTo(Receipt.REPEATED);
        assertThat(kept(A)).hasSize(1);
    }

    @Test
    void aMessageThatIsNoneIsRefusedAndMayComeAgain() {
        FileFormat none = (in, whole, settings, sink) -> {
            throw new UnreadableFileException("no header");
        };
        ReceivedMessages messages = new ReceivedMessages(store, Clock.systemUTC());
        assertThat(messages.take(source, "M1", new byte[] {1}, none)).isEqualTo(Receipt.REFUSED);
        assertThat(messages.take(source, "M1", new byte[] {1}, none)).isEqualTo(Receipt.REFUSED);
        assertThat(open(Reason.REJECTED_MESSAGE)).singleElement().satisfies(letter -> assertThat(letter.seen())
                .isEqualTo(2));
    }

    @Test
    void aMedicationMayComeInAnotherFileAndThePatientIsScreenedAgain() {
        take(
                "requests.ndjson",
                "{\"resourceType\":\"MedicationRequest\",\"id\":\"r\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"medicationReference\":{\"reference\":\"Medication/m\"},\"subject\":{\"reference\":\"Patient/p\"}}\n");
        everyoneIs("a");
        KeptRecords kept = new KeptRecords(store.records());
        assertThat(kept.of(A)).singleElement().satisfies(entry -> assertThat(entry.medication())
                .isEmpty());
        store.units().claim("ehr", 10, "w", Clock.systemUTC().instant(), java.time.Duration.ofMinutes(1));
        take("medications.ndjson", "{\"resourceType\":\"Medication\",\"id\":\"m\",\"code\":{\"text\":\"x\"}}\n");
        assertThat(kept.of(A)).singleElement().satisfies(entry -> assertThat(entry.medication())
                .isPresent());
        assertThat(store.units().openCount("ehr"))
                .as("the one being worked on and a new one")
                .isEqualTo(2);
    }

    @Test
    void theDeskCorrectsALineOfNdjson() {
        take("1.ndjson", condition("c", "one").replace("\"code\"", "\"onsetDateTime\":\"some day\",\"code\""));
        everyoneIs("a");
        assertThat(open(Reason.UNREADABLE)).hasSize(1);
        byte[] still = condition("c", "one")
                .replace("\"code\"", "\"onsetDateTime\":\"x\",\"code\"")
                .getBytes();
        assertThat(desk().corrected(unit("1.ndjson:1"), still, OriginalBytes.FHIR_JSON))
                .isEqualTo(Outcome.STILL_REFUSED);
        assertThat(desk().corrected(unit("1.ndjson:1"), condition("c", "one").getBytes(), OriginalBytes.FHIR_JSON))
                .isEqualTo(Outcome.TAKEN);
        everyoneIs("a");
        assertThat(kept(A)).containsExactly("Condition/c");
        assertThat(store.records().of(A))
                .allSatisfy(record -> assertThat(record.fault()).isEmpty());
        assertThat(units(InputState.ACCEPTED)).isEqualTo(2);
        assertThat(desk().corrected(unit("1.ndjson:7"), new byte[0], OriginalBytes.FHIR_JSON))
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theDeskCorrectsARowOfCsvByTheHeaderOfItsFile() {
        String header = "START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION\n";
        take("c.csv", header + "2015-11-18,,p,e,s,1\n");
        assertThat(open(Reason.UNREADABLE)).hasSize(1);
        assertThat(desk().corrected(unit("c.csv:2"), "2015-11-18,,p,e,s,1,a".getBytes(), OriginalBytes.CSV))
                .isEqualTo(Outcome.TAKEN);
        everyoneIs("a");
        assertThat(kept(A)).hasSize(1);
    }

    @Test
    void theDeskSeesTheCandidatesAndAssigns() {
        take("1.ndjson", condition("c", "one"));
        decide(new MatchDecision.Uncertain(Reason.AMBIGUOUS_PATIENT, "[{\"patient\":\"a\"},{\"patient\":\"b\"}]"));
        assertThat(open(Reason.AMBIGUOUS_PATIENT)).hasSize(1);
        assertThat(desk().candidates(unit("1.ndjson:1"))).contains("\"b\"");
        assertThat(desk().assign(unit("1.ndjson:1"), new PatientKey("other", "b")))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(desk().assign(unit("1.ndjson:1"), B)).isEqualTo(Outcome.TAKEN);
        assertThat(kept(B)).containsExactly("Condition/c");
        assertThat(open(Reason.AMBIGUOUS_PATIENT)).isEmpty();
        assertThat(units(InputState.ACCEPTED)).isEqualTo(1);
    }

    @Test
    void theDeskAsksAgainWhoAPatientIs() {
        take("1.ndjson", condition("c", "one"));
        decide(PatientMatch.nothingToAskBy());
        assertThat(store.subjects().waiting("ehr", 10)).isEmpty();
        assertThat(desk().matchAgain(unit("1.ndjson:1"))).isEqualTo(Outcome.TAKEN);
        everyoneIs("a");
        assertThat(kept(A)).containsExactly("Condition/c");
    }
}
