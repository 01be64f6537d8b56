// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.DeskPorts;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.Reprocessing;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.ReadableRecord;
import dev.stemgate.route.config.ConsoleSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrGates;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ReadingProgress;
import dev.stemgate.state.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A console on a database of its own, without a bridge. */
final class ConsoleFixture implements AutoCloseable {

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
                new DeskPorts(new ReadableRecord(), item -> false, Reprocessing.NONE, Preview.NONE),
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

    /** On loopback, without a login. */
    static ConsoleFixture in(Path folder) {
        return in(folder, ConsoleSettings.loopback(0), new SteppingClock());
    }

    static ConsoleFixture in(Path folder, ConsoleSettings settings, Clock clock) {
        Database database = TestDatabase.H2.open(folder);
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

    Browser browser() {
        return new Browser(server.url());
    }

    ConsoleServer server() {
        return server;
    }

    Database database() {
        return database;
    }

    DeadLetterDesk desk() {
        return desk;
    }

    DeadLetters letters() {
        return letters;
    }

    Instant now() {
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
