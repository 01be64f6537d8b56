// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stemgate.deadletter.CorrectionRefusedException;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.PatientCandidate;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.Reprocessing;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.DeadUnit;
import dev.stemgate.intake.Reintake;
import dev.stemgate.intake.Reintake.Outcome;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.model.PatientKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the desk does with the letters of folders and listeners. Thread-safe. */
public final class FileReprocessing implements Reprocessing {

    private static final JsonMapper JSON = new JsonMapper();

    /** Letters about whose a record is, and not about what it holds. */
    private static final Set<Reason> ABOUT_THE_PATIENT = EnumSet.of(
            Reason.UNMATCHED_PATIENT,
            Reason.AMBIGUOUS_PATIENT,
            Reason.CONFLICT,
            Reason.REFUSED_BY_EHR,
            Reason.ACCESS_DENIED);

    private static final String GONE = "what the letter is about is not in the ledger any more; nothing was changed";

    private final Reintake records;
    private final Set<String> sources;

    /** @param sources names of the folders and listeners */
    public FileReprocessing(Reintake records, Set<String> sources) {
        this.records = records;
        this.sources = Set.copyOf(sources);
    }

    @Override
    public boolean knows(String source) {
        return sources.contains(source);
    }

    @Override
    public Optional<String> problem(DeadLetter letter, byte[] record) {
        DeadUnit unit = unit(letter);
        if (asksAgain(letter, record)) {
            return records.subjectKey(unit).isEmpty() ? Optional.of(GONE) : Optional.empty();
        }
        return records.problem(unit, record, letter.mediaType());
    }

    @Override
    public Optional<byte[]> withCells(DeadLetter letter, byte[] record, Map<String, String> cells) {
        try {
            return records.withCells(unit(letter), record, letter.mediaType(), cells);
        } catch (UnreadableFileException hindrance) {
            throw new CorrectionRefusedException(hindrance.getMessage() + ". Nothing was stored");
        }
    }

    @Override
    public Result process(DeadLetter letter, byte[] record) {
        DeadUnit unit = unit(letter);
        if (asksAgain(letter, record)) {
            Optional<String> subject = records.subjectKey(unit);
            return subject.isPresent() && records.matchAgain(unit) == Outcome.TAKEN
                    ? new Result.Asked(subject.get())
                    : new Result.StillRefused(letter.reason(), GONE);
        }
        Optional<String> problem = records.problem(unit, record, letter.mediaType());
        if (problem.isPresent()) {
            return new Result.StillRefused(letter.reason(), problem.get());
        }
        return records.corrected(unit, record, letter.mediaType()) == Outcome.TAKEN
                ? new Result.Accepted(List.copyOf(records.patients(unit)))
                : new Result.StillRefused(letter.reason(), GONE);
    }

    /** A record that was read, and that nobody corrected, needs its patient and nothing else. */
    private static boolean asksAgain(DeadLetter letter, byte[] record) {
        return ABOUT_THE_PATIENT.contains(letter.reason())
                && ContentHash.of(record).equals(letter.contentHash());
    }

    @Override
    public boolean isMatchable(DeadLetter letter) {
        return knows(letter.source())
                && ABOUT_THE_PATIENT.contains(letter.reason())
                && records.subjectKey(unit(letter)).isPresent();
    }

    @Override
    public Optional<PatientKey> key(DeadLetter letter, String patientId) {
        return isMatchable(letter)
                ? records.ehr(unit(letter)).map(ehr -> new PatientKey(ehr, patientId))
                : Optional.empty();
    }

    @Override
    public boolean assign(DeadLetter letter, PatientKey patient) {
        return records.assign(unit(letter), patient) == Outcome.TAKEN;
    }

    @Override
    public List<PatientCandidate> candidates(DeadLetter letter) {
        DeadUnit unit = unit(letter);
        String json = records.candidates(unit);
        if (json.isEmpty()) {
            return List.of();
        }
        String ehr = records.ehr(unit).orElseThrow();
        List<PatientCandidate> candidates = new ArrayList<>();
        try {
            JSON.readTree(json)
                    .forEach(each -> candidates.add(new PatientCandidate(
                            new PatientKey(ehr, each.path("patient").asText()),
                            each.path("birthDate").asText(),
                            each.path("sex").asText())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored candidates are not what was written");
        }
        return candidates;
    }

    private static DeadUnit unit(DeadLetter letter) {
        return new DeadUnit(letter.source(), letter.place(), letter.contentHash());
    }
}
