// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.DeskPorts;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.FileIntake;
import dev.stemgate.intake.drop.FileReprocessing;
import dev.stemgate.intake.drop.Formats;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.intake.drop.MatchDecision;
import dev.stemgate.intake.drop.RecordDesk;
import dev.stemgate.intake.drop.SubjectSettling;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.ReadableRecord;
import dev.stemgate.route.config.ConsoleSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrGates;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A console on a database of its own, without a bridge. */
public final class ConsoleFixture implements AutoCloseable {

    static final PatientKey ANNA = new PatientKey("north", "anna-4711");

    private final Database database;
    private final ConsoleServer server;
    private final DeadLetters letters;
    private final DeadLetterDesk desk;
    private final Clock clock;
    private final RememberedRulings map = new RememberedRulings();

    private ConsoleFixture(Database database, ConsoleSettings settings, Clock clock) {
        this.database = database;
        this.clock = clock;
        Ledger ledger = new Ledger(database);
        letters = new DeadLetters(database, ledger);
        desk = new DeadLetterDesk(
                database,
                ledger,
                new DeskPorts(new ReadableRecord(), item -> false, reprocessing(), Preview.NONE),
                clock);
        EhrGates gates = ehr -> ehr.equals("south")
                ? new EhrGates.Gate(true, Optional.of(clock.instant().plusSeconds(90)), false)
                : new EhrGates.Gate(false, Optional.empty(), false);
        server = ConsoleServer.start(
                settings,
                new ConsoleParts(
                        List.of(
                                new ConsoleParts.HospitalName("north", "observation"),
                                new ConsoleParts.HospitalName("south", "off")),
                        database,
                        desk,
                        map,
                        gates,
                        clock,
                        ZoneOffset.UTC));
    }

    private static SourceSettings drops(Path folder) {
        return new SourceSettings(
                "drops",
                "north",
                folder,
                "fhir",
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.empty());
    }

    private IntakeStore intake() {
        return IntakeStore.of(database, letters, new Ledger(database));
    }

    private FileReprocessing reprocessing() {
        return new FileReprocessing(
                new RecordDesk(intake(), new Formats(Map.of()), List.of(drops(Path.of("drops"))), clock),
                Set.of("drops"));
    }

    /** A letter about a record of a file that may be Anna's or somebody else's. @param folder in which files are dropped */
    LetterId ambiguous(Path folder) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(folder).resolve("one.json"),
                """
                {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"}, "code": {"text": "x"}}""");
        new FileIntake(intake(), new Formats(Map.of()), clock).take(drops(folder), file);
        SubjectSettling settling = new SubjectSettling(intake(), clock);
        String candidates =
                "[{\"patient\":\"anna-4711\",\"birthDate\":\"1990-01-01\",\"sex\":\"female\"},{\"patient\":\"<b>\"}]";
        intake().subjects()
                .waiting("north", 1)
                .forEach(subject ->
                        settling.settle(subject, new MatchDecision.Uncertain(Reason.AMBIGUOUS_PATIENT, candidates)));
        return letters.find(LetterFilter.open().because(Reason.AMBIGUOUS_PATIENT))
                .get(0)
                .id();
    }

    /** On loopback, without a login. */
    static ConsoleFixture in(Path folder) {
        return in(folder, ConsoleSettings.loopback(0), new SteppingClock());
    }

    static ConsoleFixture in(Path folder, ConsoleSettings settings, Clock clock) {
        return in(TestDatabase.H2.open(folder), settings, clock);
    }

    /** On loopback, without a login, for a console that shows what is in this database; it is closed with the console. */
    public static ConsoleFixture of(Database database) {
        return in(database, ConsoleSettings.loopback(0), new SteppingClock());
    }

    private static ConsoleFixture in(Database database, ConsoleSettings settings, Clock clock) {
        try {
            return new ConsoleFixture(database, settings, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    RememberedRulings map() {
        return map;
    }

    public Browser browser() {
        return new Browser(server.url());
    }

    ConsoleServer server() {
        return server;
    }

    public Database database() {
        return database;
    }

    DeadLetterDesk desk() {
        return desk;
    }

    DeadLetters letters() {
        return letters;
    }

    public Instant now() {
        return clock.instant();
    }

    EhrStatus status() {
        return new EhrStatus(database);
    }

    ReadingProgress progress() {
        return new ReadingProgress(database);
    }

    LetterId letter(String place, Reason reason, String payload) {
        return letters.put(
                NewDeadLetter.of(
                        ANNA.ehr(),
                        place,
                        Optional.of(ANNA),
                        reason,
                        payload.getBytes(StandardCharsets.UTF_8),
                        "application/fhir+json"),
                clock.instant());
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
