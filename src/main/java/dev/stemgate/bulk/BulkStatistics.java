// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.ModelVersion;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What a run counted; nothing in it is about one person. The source of {@code summary.json} and of the report.
 *
 * @param patients who was screened
 * @param outcomes by outcome, in the order in which outcomes apply
 * @param flow from all Patients of the export to those without a caution
 * @param criteria in the order of the model
 * @param hazards by hazard in the order of the model, then age band, then level
 * @param unclassified codes that nobody has classified, the commonest first
 * @param incomplete what was not read, by kind and cause
 * @param deadLetters lines by reason
 * @param lines what became of every line
 * @param exactly lines that the typed path read
 * @param input the files
 * @param missing what is missing for every patient: a file that could not be read or is not there, or an export that is
 *     not whole
 * @param passedOver names of files that are no NDJSON
 * @param model which model judged
 * @param asOf evaluation date
 * @param elapsed time of this run, of one that was resumed since it was resumed
 */
public record BulkStatistics(
        long patients,
        List<Count> outcomes,
        List<FlowStep> flow,
        List<CriterionCount> criteria,
        List<HazardCount> hazards,
        List<CodeCount> unclassified,
        List<IncompleteCount> incomplete,
        List<Count> deadLetters,
        LineCounts lines,
        long exactly,
        List<FileCount> input,
        List<String> missing,
        List<String> passedOver,
        ModelVersion model,
        LocalDate asOf,
        Duration elapsed) {

    public BulkStatistics {
        outcomes = List.copyOf(outcomes);
        flow = List.copyOf(flow);
        criteria = List.copyOf(criteria);
        hazards = List.copyOf(hazards);
        unclassified = List.copyOf(unclassified);
        incomplete = List.copyOf(incomplete);
        deadLetters = List.copyOf(deadLetters);
        Objects.requireNonNull(lines, "lines");
        input = List.copyOf(input);
        missing = List.copyOf(missing);
        passedOver = List.copyOf(passedOver);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /** How often something was counted. */
    public record Count(String code, long count) {}

    /** Findings of one criterion; those who are not applicable have none. */
    public record CriterionCount(
            String id, String title, String kind, long present, long possible, long unknown, long absent) {}

    /**
     * Patients of one age band at one level of a hazard.
     *
     * @param place of the hazard in the order of the model
     */
    public record HazardCount(int place, String id, String title, AgeBand age, Hazard.Level level, long count) {}

    /** Patients who wait for a code; of words without a code all three are empty, since they may name a person. */
    public record CodeCount(String kind, String system, String code, String display, long count) {}

    /** Patients of whom something of a kind was not read. */
    public record IncompleteCount(String kind, String cause, long count) {}

    /** One file of the input. */
    public record FileCount(String name, long lines, long bytes) {}
}
