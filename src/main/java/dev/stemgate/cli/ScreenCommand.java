// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.BulkFolderException;
import dev.stemgate.bulk.BulkInputException;
import dev.stemgate.bulk.BulkOutputException;
import dev.stemgate.bulk.BulkProgress;
import dev.stemgate.bulk.BulkScreening;
import dev.stemgate.bulk.BulkSettings;
import dev.stemgate.bulk.BulkStatistics;
import dev.stemgate.bulk.FindingsForm;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.ExactLineReader;
import dev.stemgate.fhir.write.ScreeningLines;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.Hospital;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stemgate screen}: a whole hospital from its bulk export (docs/bulk.md). */
@Command(
        name = "screen",
        mixinStandardHelpOptions = true,
        description = {
            "Screens all patients of a FHIR R4 bulk export: every .ndjson and .ndjson.gz file of a folder. It needs Patient, "
                    + "Condition and the types about medications, and reads Observation, Procedure, AllergyIntolerance and "
                    + "ServiceRequest where they are.",
            "Writes observations.ndjson (what the bridge would write), dead-letters.ndjson, summary.json and report.html "
                    + "into a folder. Nothing is written to an EHR. More in docs/bulk.md."
        },
        footer = {
            "",
            "A run that was stopped or failed goes on with --resume, if input, model, date and EHR are the same.",
            "",
            "  ./stemgate screen --in export --out screened --format csv"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line was read",
            "1:done, with dead letters or an export that is not whole",
            "2:usage, an output folder that is not empty, or the remains of another run",
            "3:nothing to screen: no such folder, no NDJSON in it, nobody who could be screened",
            "5:the results could not be written, or too little memory"
        })
final class ScreenCommand implements Callable<Integer> {

    private static final String NO_EHR = "files";
    private static final URI NOWHERE = URI.create("https://localhost/files");

    @Option(names = "--in", required = true, paramLabel = "DIR", description = "Folder of the export.")
    private Path in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the results: new, empty, or of the run to go on with. They are personal data.")
    private Path out;

    @Option(
            names = "--ehr",
            paramLabel = "NAME",
            description = {
                "The EHR that was exported: the Observations get the identifiers that the bridge would give them.",
                "With --config its base URL, its zone and the kinds that it does not give count too."
            })
    private String ehr;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = EvaluationDate.class,
            description = "Evaluation date; default: today in the configured zone.")
    private LocalDate asOf;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: as many as there are processors.")
    private Integer threads;

    @Option(names = "--resume", description = "Go on with a run that broke off.")
    private boolean resume;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FindingsFormName.class,
            description = "Also write a row of findings for each patient, for analysts: csv, parquet or ndjson.")
    private FindingsForm format;

    @Mixin
    private ModelFolders folders;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Optional<Hospital> hospital = hospital();
        LocalDate date =
                asOf != null ? asOf : LocalDate.now(hospital.map(Hospital::zone).orElse(ZoneId.systemDefault()));
        ScreeningCore core = core();
        BulkSettings settings = settings(hospital, date);
        console.say("Screening " + in + " as of " + date + " by model "
                + core.version().version() + ".");
        Origin origin = new Origin(hospital.map(Hospital::baseUrl).orElse(NOWHERE));
        BulkProgress progress = System.console() != null ? new BarProgress(console) : new LineProgress(console);
        StopNotice notice = StopNotice.show(progress, out);
        try {
            BulkStatistics statistics = new BulkScreening(
                            settings,
                            core.evaluator(),
                            () -> new ExactLineReader(origin),
                            ScreeningLines::new,
                            progress)
                    .run();
            new BulkResultText(console).print(statistics, out);
            boolean whole = statistics.lines().deadLettered() == 0
                    && statistics.missing().isEmpty();
            return (whole ? ExitCode.DONE : ExitCode.DONE_WITH_DIFFERENCES).number();
        } catch (BulkInputException e) {
            throw new CommandFailure(ExitCode.INPUT_UNUSABLE, e.getMessage());
        } catch (BulkFolderException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        } catch (BulkOutputException e) {
            console.say("stemgate: " + out + ": " + e.getMessage() + " (" + cause(e)
                    + "). What was done is kept; make room, then go on with --resume.");
            return ExitCode.INTERNAL_ERROR.number();
        } catch (OutOfMemoryError e) {
            console.say("stemgate: " + Runtime.getRuntime().maxMemory() / 1_000_000
                    + " MB of memory are too little for this export. What was done is kept; give more"
                    + " (STEMGATE_JAVA_OPTS=-Xmx512m), then go on with --resume.");
            return ExitCode.INTERNAL_ERROR.number();
        } finally {
            notice.close();
        }
    }

    private ScreeningCore core() {
        Path model = folders.model();
        if (!Files.isDirectory(model)) {
            throw new CommandFailure(ExitCode.USAGE, model + ": there is no such model folder");
        }
        return ScreeningCore.load(model, folders.localCodes());
    }

    private BulkSettings settings(Optional<Hospital> hospital, LocalDate date) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (threads != null && (threads < 1 || threads > 256)) {
            throw new ParameterException(spec.commandLine(), "--threads: give a number from 1 to 256");
        }
        return new BulkSettings(
                in,
                out,
                ehr == null ? NO_EHR : ehr,
                date,
                threads == null ? processors : threads,
                resume,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                hospital.map(ScreenCommand::notAvailable).orElse(Set.of()),
                Optional.ofNullable(format));
    }

    private Optional<Hospital> hospital() {
        if (ehr == null) {
            return Optional.empty();
        }
        if (!ehr.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "--ehr: a name has letters, digits and hyphens only");
        }
        return folders.configured().map(settings -> settings.hospital(ehr));
    }

    private static Set<RecordKind> notAvailable(Hospital hospital) {
        Set<RecordKind> missing = EnumSet.allOf(RecordKind.class);
        missing.removeAll(hospital.kindsRead().kinds());
        return missing;
    }

    /** The type of what went wrong, and no message: it may name a file of a patient. */
    private static String cause(BulkOutputException failure) {
        String said = failure.getCause() == null
                ? ""
                : String.valueOf(failure.getCause().getMessage());
        if (said.contains("No space left")) {
            return "no space left on the disk";
        }
        return said.contains("quota exceeded")
                ? "the quota of the disk is used up"
                : failure.getCause().getClass().getSimpleName();
    }
}
