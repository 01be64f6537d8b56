// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.Corrections;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.intake.DeadUnit;
import dev.stemgate.intake.Reintake.Outcome;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.StateException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies to a file that was just read what people corrected before: a line that came exactly as it was corrected is taken in as
 * corrected, and its letter closes. Doing it twice changes nothing. Thread-safe.
 */
final class CorrectedLines {

    private static final Logger LOG = LoggerFactory.getLogger(CorrectedLines.class);

    private final IntakeStore store;
    private final Formats formats;
    private final Corrections corrections;
    private final Clock clock;

    CorrectedLines(IntakeStore store, Formats formats, Clock clock) {
        this.store = store;
        this.formats = formats;
        this.corrections = new Corrections(store.database());
        this.clock = clock;
    }

    /** @param at where the file stands at this moment */
    void apply(SourceSettings source, InputFile file, Path at) {
        List<DeadLetter> letters = corrections.openOfFile(source.name(), file.name());
        if (letters.isEmpty()) {
            return;
        }
        RecordDesk desk = new RecordDesk(store, formats, List.of(source), clock);
        long applied =
                letters.stream().filter(letter -> apply(desk, letter, file, at)).count();
        LOG.info("{}: file {}: {} lines are read as people corrected them", source.name(), file.id(), applied);
    }

    private boolean apply(RecordDesk desk, DeadLetter letter, InputFile file, Path at) {
        DeadUnit unit = new DeadUnit(letter.source(), letter.place(), letter.contentHash());
        Optional<UnitPlace> place =
                UnitPlace.find(store, unit).filter(found -> found.file().id() == file.id());
        Optional<byte[]> corrected = corrections.standing(letter);
        if (place.isEmpty() || corrected.isEmpty()) {
            return false;
        }
        try {
            return store.database().inTransaction(transaction -> {
                Outcome outcome = desk.corrected(unit, place.get(), at, corrected.get(), letter.mediaType());
                if (outcome == Outcome.TAKEN) {
                    corrections.taken(letter, clock.instant());
                }
                return outcome == Outcome.TAKEN;
            });
        } catch (StateException unavailable) {
            throw unavailable;
        } catch (RuntimeException bug) {
            // The letter stays open; a fault of ours must keep neither this file nor those behind it.
            LOG.error(
                    "{}: file {}: {} while a correction was applied",
                    letter.source(),
                    file.id(),
                    bug.getClass().getSimpleName());
            return false;
        }
    }
}
