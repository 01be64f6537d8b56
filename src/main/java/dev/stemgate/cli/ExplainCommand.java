// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.model.PatientKey;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ResultStatus;
import dev.stemgate.state.Results;
import dev.stemgate.state.ScreeningJson;
import dev.stemgate.state.StoredResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate explain}: why one patient got this outcome. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Shows the stored screening of a patient: each finding with every piece of evidence and why it counts.")
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Option(names = "--ehr", required = true, paramLabel = "NAME", description = "Name of the EHR.")
    private String ehr;

    @Option(names = "--json", description = "Prints the screening as one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "PATIENT-ID", description = "Logical id of the Patient on that EHR.")
    private String patientId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        settings.hospital(ehr);
        PatientKey patient = new PatientKey(ehr, patientId);
        try (Database database = StateConnection.open(settings.state())) {
            List<StoredResult> stored = new Results(database, new Ledger(database)).all(patient);
            if (stored.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INPUT_UNUSABLE,
                        "there is no screening of patient " + patientId + " of " + ehr + "; './stemgate trace --ehr "
                                + ehr + " " + patientId + "' tells what happened to the patient");
            }
            stored.forEach(this::print);
        }
        return ExitCode.DONE.number();
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
                : "Written as Observation/" + result.observation().id()
                        + (result.observation().version().isEmpty()
                                ? ""
                                : ", version " + result.observation().version())
                        + "." + confirmed;
    }
}
