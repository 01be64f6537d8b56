// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.LetterErasure;
import dev.stemgate.intake.drop.IntakeErasure;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Database;
import dev.stemgate.state.Forgetting;
import dev.stemgate.state.InputSubjects;
import dev.stemgate.state.LedgerErasure;
import dev.stemgate.state.PatientBusyException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate forget}. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Erases what is held here of one patient: payloads, corrections, what files and messages said,"
                    + " results with their evidence. Audited.",
            "Counts stay, under a keyed hash. What was written to the EHR, what lies in folders and in backups is not touched,"
                    + " and a patient whom the EHR's cohort still names is screened again in the next round: take the patient"
                    + " out of it first."
        })
final class ForgetCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Option(names = "--ehr", required = true, paramLabel = "NAME", description = "Name of the EHR.")
    private String ehr;

    @Parameters(paramLabel = "PATIENT-ID", description = "Logical id of the Patient on that EHR.")
    private String patientId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        PatientKey patient = new PatientKey(settings.hospital(ehr).ehr(), patientId);
        try (Database database = StateConnection.open(settings.state())) {
            int erased = new Forgetting(
                            database,
                            List.of(
                                    new LedgerErasure(),
                                    new LetterErasure(database),
                                    new IntakeErasure(new InputSubjects(database))))
                    .forget(patient, Actor.ofCommand(), Instant.now());
            Console.of(spec)
                    .say(
                            erased == 0
                                    ? "nothing was held of that patient"
                                    : erased + " piece(s) erased; backups made before still hold them");
        } catch (PatientBusyException e) {
            throw new CommandFailure(ExitCode.DONE_WITH_DIFFERENCES, e.getMessage());
        }
        return ExitCode.DONE.number();
    }
}
