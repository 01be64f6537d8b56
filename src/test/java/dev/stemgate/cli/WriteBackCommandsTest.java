// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.StateConnection;
import dev.stemgate.state.Database;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ModelChanges;
import dev.stemgate.state.ObservationVersion;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Results;
import dev.stemgate.state.Screenings;
import dev.stemgate.state.Suspensions;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resume} and {@code approve}: what a person sees, and what becomes of what was held. */
class WriteBackCommandsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/fhir");
    private static final String EHR = BridgeFixture.EHR;
    private static final ModelVersion NEW = new ModelVersion(Screenings.MODEL, "0.2.0", "def");

    @TempDir
    Path folder;

    private Path settings;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void writeSettings() {
        settings = BridgeFixture.writeSettings(folder, NOWHERE, "observation", "");
    }

    @Test
    void resumeAsksAgainForWhoWasHeld() {
        assertThat(run("resume", EHR)).satisfies(said -> {
            assertThat(said.code()).isZero();
            assertThat(said.err()).contains("write-back is not suspended");
        });
        try (Database database = open()) {
            Ledger ledger = new Ledger(database);
            Suspensions suspensions = new Suspensions(database, ledger);
            for (int i = 0; i < 10; i++) {
                suspensions.refused(EHR, "p" + i, "http-422", Instant.now());
            }
            ledger.close(claim(ledger, "anna"), UnitState.HELD, Suspensions.REASON, EntryCounts.NONE, Instant.now());

            assertThat(run("resume", EHR).err())
                    .as("while another process has the database open")
                    .contains("write-back is resumed; 1 patient(s)");
            assertThat(suspensions.of(EHR)).isEmpty();
            assertThat(ledger.openCount(EHR)).isEqualTo(1);
        }
    }

    @Test
    void anUnknownHospitalIsAnErrorOfUsage() {
        assertThat(run("resume", "elsewhere").code()).isEqualTo(2);
        assertThat(run("approve", "--ehr", "elsewhere").code()).isEqualTo(2);
        assertThat(run("approve").code()).isEqualTo(2);
    }

    @Test
    void approveShowsWhatChangedFromWhatToWhatAndDoesItOnlyWithoutDryRun() {
        stopped();
        Said listed = run("approve", "list");
        assertThat(listed.out())
                .contains("0.2.0+def", "above the limit; nothing is written until it is approved")
                .contains("1 of 2 patients have another outcome (50.0 %, limit 5 %); 1 not screened by it yet")
                .contains("1  caution -> contraindicated");

        Said dry = run("approve", "--ehr", EHR, "--dry-run");
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).contains("caution -> contraindicated");
        assertThat(run("approve", "--ehr", EHR, "--model", "0.9.9+zzz")).satisfies(said -> {
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).contains("0.9.9+zzz does not wait for approval; 0.2.0+def does");
        });

        assertThat(run("approve", "--ehr", EHR, "--model", "0.2.0+def").err()).contains("approved; 1 patient(s)");
        assertThat(run("approve", "--ehr", EHR)).satisfies(said -> {
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).contains("no model version waits for approval");
        });
        assertThat(run("approve", "list").out()).contains("approved; everything is written");
    }

    private void stopped() {
        try (Database database = open()) {
            Ledger ledger = new Ledger(database);
            Instant now = Instant.now();
            for (String patient : new String[] {"anna", "berta"}) {
                PatientUnit unit = claim(ledger, patient);
                Judgement judgement = Judgement.of(Screenings.of(unit.patient(), Screenings.DAY, Outcome.CAUTION), now);
                new Results(database, ledger)
                        .finishWritten(unit, judgement, new ObservationVersion(patient, "1"), EntryCounts.NONE, now);
            }
            ModelChanges changes = new ModelChanges(database, ledger);
            changes.begin(EHR, NEW, 5, now);
            changes.rule(new PatientKey(EHR, "anna"), NEW, Outcome.CONTRAINDICATED, 5, now);
            ledger.close(claim(ledger, "anna"), UnitState.HELD, ModelChanges.REASON, EntryCounts.NONE, Instant.now());
        }
    }

    private static PatientUnit claim(Ledger ledger, String patient) {
        Instant now = Instant.now();
        ledger.request(new PatientKey(EHR, patient), Trigger.COHORT, now);
        return ledger.claim(EHR, 1, "w", now, Duration.ofMinutes(1)).get(0);
    }

    private Database open() {
        return StateConnection.open(
                BridgeFixture.settings(folder, NOWHERE, "observation", "").state());
    }

    private Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = settings.toString();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new Said(code, out.toString(), err.toString());
    }
}
