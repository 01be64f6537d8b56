// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.Correction;
import dev.stemgate.deadletter.Corrections;
import dev.stemgate.intake.drop.KeptRecords;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.ImportedRecords;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientToken;
import dev.stemgate.state.ResultStatus;
import dev.stemgate.state.Results;
import dev.stemgate.state.ScreeningJson;
import dev.stemgate.state.StoredResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate explain}: why one patient got this outcome. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the stored screening of a patient: each finding with every piece of evidence and why it counts.",
            "With --fresh the patient is read again and judged now, nothing is written or stored, and the exit code is 1 when"
                    + " the result differs from the stored one."
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Option(names = "--ehr", required = true, paramLabel = "NAME", description = "Name of the EHR.")
    private String ehr;

    @Option(names = "--fresh", description = "Reads the patient again from the EHR instead; writes nothing.")
    private boolean fresh;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = EvaluationDate.class,
            description = "With --fresh: the evaluation date; default: today in the hospital's zone.")
    private LocalDate asOf;

    @Option(
            names = "--json",
            description = "Prints the screening as one JSON object; with --fresh a second one says how it differs.")
    private boolean json;

    @Parameters(paramLabel = "PATIENT-ID", description = "Logical id of the Patient on that EHR.")
    private String patientId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (asOf != null && !fresh) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--as-of needs --fresh: a stored screening has its own evaluation date, which is shown");
        }
        if (patientId.isBlank()) {
            throw new ParameterException(spec.commandLine(), "PATIENT-ID is empty.");
        }
        BridgeSettings settings = config.read();
        Hospital hospital = settings.hospital(ehr);
        PatientKey patient = new PatientKey(ehr, patientId);
        return fresh ? fresh(settings, hospital, patient) : stored(settings, patient);
    }

    private int stored(BridgeSettings settings, PatientKey patient) {
        try (Database database = StateConnection.open(settings.state())) {
            List<StoredResult> stored = new Results(database, new Ledger(database)).all(patient);
            if (stored.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INPUT_UNUSABLE,
                        "there is no screening of patient " + patientId + " of " + ehr + "; './stemgate trace --ehr "
                                + ehr + " " + patientId + "' tells what happened to the patient");
            }
            audit(database, patient, "explain");
            stored.forEach(this::print);
            printCorrections(new Corrections(database).of(patient));
        }
        return ExitCode.DONE.number();
    }

    private static void audit(Database database, PatientKey patient, String what) {
        new Audit(database)
                .ofPatient(
                        Actor.ofCommand(),
                        AuditEntry.Action.VIEWED,
                        PatientToken.of(database).of(patient),
                        what,
                        Instant.now());
    }

    /** Which records count as a person corrected them, and which no longer do. */
    private void printCorrections(List<Correction> corrections) {
        Console console = Console.of(spec);
        if (json) {
            return;
        }
        corrections.forEach(correction -> console.out()
                .println("Corrected    " + correction.place() + " " + LetterShowCommand.words(correction)));
        console.out().flush();
    }

    private int fresh(BridgeSettings settings, Hospital hospital, PatientKey patient) {
        hospital.checkSecrets();
        ScreeningCore core = ScreeningCore.load(settings.model(), settings.localCodes());
        try (Database database = StateConnection.open(settings.state())) {
            return fresh(database, core, hospital, patient);
        }
    }

    private int fresh(Database database, ScreeningCore core, Hospital hospital, PatientKey patient) {
        Optional<StoredResult> last = new Results(database, new Ledger(database))
                .last(patient, core.version().id());
        LocalDate today = LocalDate.now(hospital.zone());
        Set<RecordKind> served =
                last.map(StoredResult::screening).map(FreshScreening::served).orElse(Set.of());
        Corrections corrections = new Corrections(database);
        FreshScreening made = FreshScreening.of(
                patient,
                hospital,
                core,
                served,
                corrections.forPull(ehr)::correctionOf,
                today,
                asOf == null ? today : asOf,
                new KeptRecords(new ImportedRecords(database)).of(patient));
        audit(database, patient, "explain --fresh");
        FreshComparison comparison = new FreshComparison(made, last);
        Console console = Console.of(spec);
        if (json) {
            console.out().println(ScreeningJson.write(made.screening()));
            console.out().println(comparison.json());
        } else {
            new ScreeningText(console.out(), console.width()).print(made.screening());
            printCorrections(corrections.of(patient));
            comparison.print(console.out());
        }
        console.out().flush();
        return (comparison.differs() ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE).number();
    }

    private void print(StoredResult result) {
        Console console = Console.of(spec);
        if (json) {
            console.out().println(ScreeningJson.write(result.screening()));
        } else {
            new ScreeningText(console.out(), console.width()).print(result.screening());
            console.out().println(where(result));
        }
        console.out().flush();
    }

    private static String where(StoredResult result) {
        String confirmed = " Confirmed as of " + result.lastConfirmedOn() + ".";
        if (result.status() == ResultStatus.HELD) {
            return "Held, not written to the EHR." + confirmed;
        }
        return result.observation().id().isEmpty()
                ? "Written to the outbox." + confirmed
                : "Written as " + result.observation().reference()
                        + (result.observation().version().isEmpty()
                                ? ""
                                : ", version " + result.observation().version())
                        + "." + confirmed;
    }
}
