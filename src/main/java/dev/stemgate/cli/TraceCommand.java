// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Step;
import dev.stemgate.state.UnitId;
import dev.stemgate.state.UnitTrace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stemgate trace}: what happened to this patient, from the ledger. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description =
                "Prints every step of the ledger for a patient, a unit, a message or a line of a file, with its time.")
final class TraceCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private ConfigOption config;

    @Option(names = "--ehr", paramLabel = "NAME", description = "Name of the EHR.")
    private String ehr;

    @Option(names = "--unit", paramLabel = "ID", description = "One unit instead of a patient.")
    private String unit;

    @Option(names = "--message", paramLabel = "ID", description = "An HL7 v2 message, by its control id (MSH-10).")
    private String message;

    @Option(
            names = "--file",
            paramLabel = "FILE[:LINE]",
            description = "A file that was dropped, and one line or entry of it, as reports and dead letters name it.")
    private String file;

    @Option(names = "--json", description = "One JSON object a unit and line.")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "PATIENT-ID", description = "Logical id of the Patient on that EHR.")
    private String patientId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean byPatient = ehr != null && patientId != null;
        boolean halfPatient = (ehr == null) != (patientId == null);
        long asked = Stream.of(byPatient, unit != null, file != null, message != null)
                .filter(named -> named)
                .count();
        if (asked != 1 || halfPatient) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Name a patient (--ehr NAME PATIENT-ID), a unit (--unit ID), a line (--file FILE:LINE) or a message (--message ID).");
        }
        BridgeSettings settings = config.read();
        if (message != null) {
            return traceMessage(settings);
        }
        return file != null ? traceFile(settings) : traceUnits(settings, byPatient);
    }

    private int traceFile(BridgeSettings settings) {
        try (Database database = StateConnection.open(settings.state())) {
            PrintWriter out = Console.of(spec).out();
            if (!new FileTrace(database, out, json).print(file)) {
                throw new CommandFailure(
                        ExitCode.INPUT_UNUSABLE,
                        "the ledger knows no such file or line; give the name that its report or dead letter shows");
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    private int traceUnits(BridgeSettings settings, boolean byPatient) {
        try (Database database = StateConnection.open(settings.state())) {
            Ledger ledger = new Ledger(database);
            List<UnitTrace> traces = byPatient
                    ? ledger.trace(new PatientKey(settings.hospital(ehr).ehr(), patientId))
                    : ledger.trace(unitId()).stream().toList();
            if (traces.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INPUT_UNUSABLE,
                        byPatient
                                ? "the ledger knows no patient " + patientId + " of " + ehr
                                : "the ledger knows no unit " + unit);
            }
            PrintWriter out = Console.of(spec).out();
            traces.forEach(trace -> print(out, trace));
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    private int traceMessage(BridgeSettings settings) {
        try (Database database = StateConnection.open(settings.state())) {
            if (!new MessageTrace(database)
                    .print(message, json, Console.of(spec).out())) {
                throw new CommandFailure(ExitCode.INPUT_UNUSABLE, "the ledger knows no message " + message);
            }
        }
        return ExitCode.DONE.number();
    }

    private UnitId unitId() {
        try {
            return UnitId.parse(unit);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "'" + unit + "' is not the id of a unit.", e);
        }
    }

    private void print(PrintWriter out, UnitTrace trace) {
        if (json) {
            out.println(json(trace));
            return;
        }
        PatientUnit of = trace.unit();
        String reason = of.reasonCode().isEmpty() ? "" : " (" + of.reasonCode() + ")";
        out.println("unit " + of.id() + "  " + of.patient() + "  " + of.state().code() + reason + "  asked by "
                + of.trigger().code());
        for (Step step : trace.steps()) {
            out.println(("  " + step.at() + "  " + pad(step.kind().code()) + "  " + step.detail()).stripTrailing());
        }
    }

    private static String pad(String word) {
        return word + " ".repeat(Math.max(0, 14 - word.length()));
    }

    private static ObjectNode json(UnitTrace trace) {
        ObjectNode node = JSON.createObjectNode()
                .put("unit", trace.unit().id().toString())
                .put("ehr", trace.unit().patient().ehr())
                .put("patient", trace.unit().patient().patientId())
                .put("state", trace.unit().state().code())
                .put("reason", trace.unit().reasonCode())
                .put("trigger", trace.unit().trigger().code());
        ArrayNode steps = node.putArray("steps");
        for (Step step : trace.steps()) {
            steps.addObject()
                    .put("at", step.at().toString())
                    .put("step", step.kind().code())
                    .put("detail", step.detail());
        }
        return node;
    }
}
