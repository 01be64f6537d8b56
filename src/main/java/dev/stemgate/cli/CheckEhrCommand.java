// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.check.EhrCheck;
import dev.stemgate.fhir.check.EhrReport;
import dev.stemgate.fhir.check.Probe;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate check ehr}: what a hospital's server can do, and a hospital file that suits it. */
@Command(
        name = "ehr",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a hospital's server what it can do, tries it with the searches that the bridge makes, and prints what will work,"
                    + " what will not and what that means, with a hospital file that suits it.",
            "Reads only, unless --try-write is given. Exit code 0: all will work; 1: something will not, or less well;"
                    + " 4: the server is down or lets nobody in."
        })
final class CheckEhrCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "Patient to try the record on; default: one that the cohort search finds.")
    private Optional<String> patient;

    @Option(
            names = "--try-write",
            paramLabel = "PATIENT-ID",
            description =
                    "Writes an Observation that says entered-in-error on this patient, to see whether the server takes it."
                            + " It stays there: use a test patient.")
    private Optional<String> tryWrite;

    @Option(names = "--json", description = "Prints one JSON object per probe, and one with the proposed parameters.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "Name of the EHR, as in its hospital file.")
    private String ehr;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BridgeSettings settings = config.read();
        Hospital hospital = settings.hospital(ehr);
        hospital.checkSecrets();
        ScreeningCore core = ScreeningCore.load(settings.model(), settings.localCodes());
        Console console = Console.of(spec);
        if (!json) {
            console.say("Asking " + ehr + " ...");
        }
        EhrReport report = new EhrCheck(
                        hospital.fhirSettings(),
                        hospital.kindsRead().plan(core.observationQuestions()),
                        hospital.who().search().orElse("Patient"),
                        new EhrCheck.Options(patient, tryWrite),
                        probe -> console.progress(
                                () -> probe.topic() + ": " + probe.verdict().words()))
                .run();
        print(console, hospital, report);
        if (report.unavailable().isPresent()) {
            throw new CommandFailure(
                    ExitCode.REMOTE_UNAVAILABLE,
                    ehr + ": " + report.unavailable().get());
        }
        return (report.hasFindings() ? ExitCode.DONE_WITH_DIFFERENCES : ExitCode.DONE).number();
    }

    private void print(Console console, Hospital hospital, EhrReport report) {
        if (json) {
            report.probes().forEach(probe -> console.out().println(json(probe)));
            console.out().println(proposal(report));
        } else {
            TextTable table = new TextTable(console.width(), "ASKED", "RESULT", "SEEN AND WHAT IT MEANS");
            for (Probe probe : report.probes()) {
                table.row(probe.topic(), probe.verdict().words(), sentence(probe));
            }
            table.print(console.out());
            if (report.unavailable().isEmpty()) {
                console.out().println();
                console.out().print(ProposedHospital.text(hospital, report.proposal()));
            }
        }
        console.out().flush();
    }

    private static String sentence(Probe probe) {
        return (Character.toUpperCase(probe.seen().charAt(0)) + probe.seen().substring(1) + ". " + probe.meaning())
                .strip();
    }

    private static ObjectNode json(Probe probe) {
        return JSON.createObjectNode()
                .put("topic", probe.topic())
                .put("verdict", probe.verdict().words())
                .put("seen", probe.seen())
                .put("meaning", probe.meaning());
    }

    private static ObjectNode proposal(EhrReport report) {
        ObjectNode line = JSON.createObjectNode().put("ehr", report.ehr());
        line.set("proposal", JSON.valueToTree(report.proposal()));
        report.unavailable().ifPresent(why -> line.put("unavailable", why));
        return line;
    }
}
