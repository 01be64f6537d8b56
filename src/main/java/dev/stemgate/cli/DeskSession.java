// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.CodeCheck;
import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.DeskPorts;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.route.FileDesk;
import dev.stemgate.route.KnownByNow;
import dev.stemgate.route.ReadableRecord;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.time.Clock;

/** The desk as a command uses it: on the state of the settings, by the model of the settings, which is loaded when it is asked. */
final class DeskSession implements AutoCloseable {

    private final BridgeSettings settings;
    private final Database database;
    private final Ledger ledger;
    private final DeadLetterDesk desk;
    private ScreeningCore core;

    private DeskSession(BridgeSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
        this.ledger = new Ledger(database);
        IntakeStore intake = IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
        WorkList workList = new WorkList(database, ledger);
        CodeCheck codes = item -> new KnownByNow(core().terminology(), workList).isKnown(item);
        Preview preview = new FreshPreview(settings, database, this::core);
        this.desk = new DeadLetterDesk(
                database,
                ledger,
                new DeskPorts(new ReadableRecord(), codes, FileDesk.of(settings, intake, Clock.systemUTC()), preview),
                Clock.systemUTC());
    }

    static DeskSession open(BridgeSettings settings) {
        return new DeskSession(settings, StateConnection.open(settings.state()));
    }

    DeadLetterDesk desk() {
        return desk;
    }

    Database database() {
        return database;
    }

    private ScreeningCore core() {
        if (core == null) {
            core = ScreeningCore.load(settings.model(), settings.localCodes());
        }
        return core;
    }

    @Override
    public void close() {
        database.close();
    }
}
