// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.MessageIntake.Receipt;
import dev.stemgate.intake.drop.FuzzReading.Fate;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Screening;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputState;
import dev.stemgate.state.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files (issue 5, Measured): a mutant of a file crashes nothing, ends in exactly one state, and, where it is rejected or read in
 * part, clears nobody whom the file it was made of did not clear. "Better" is what a clinic would take for it: a criterion that is
 * absent and was not, or an outcome without an absolute contraindication or open question that had one. A mutant that parses strictly is
 * another valid file, and is only counted.
 */
class MutationFuzzTest {

    private static final long SEED = 20261122;
    private static final int FEW = 500;
    private static final int MANY = 12_000;
    private static final int EVERY_LEDGER = 25;

    @TempDir
    Path folder;

    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final Map<Mutation, Map<Fate, Integer>> kinds = new EnumMap<>(Mutation.class);
    private final Map<InputState, Long> units = new EnumMap<>(InputState.class);
    private final List<String> better = new ArrayList<>();
    private int unattributed;

    @Test
    void noDamagedFileClearsAnybodyOrEndsInTwoStates() {
        fuzz(FEW);
    }

    @Test
    @Tag("full")
    void noDamagedFileOfManyClearsAnybodyOrEndsInTwoStates() {
        fuzz(MANY);
        assertThat(fates.keySet()).containsExactlyInAnyOrder(Fate.values());
    }

    private void fuzz(int mutants) {
        List<FuzzSample> samples = FuzzSample.all();
        List<Screening> originals = samples.stream()
                .map(sample -> FuzzReading.of(sample, sample.bytes()))
                .map(MutationFuzzTest::screen)
                .toList();
        Random chance = new Random(SEED);
        try (Database database = Database.open(DatabaseSettings.file(folder, () -> ""))) {
            Ledger ledger = new Ledger(database);
            IntakeStore store = IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
            for (int i = 0; i < mutants; i++) {
                int which = chance.nextInt(samples.size());
                FuzzSample sample = samples.get(which);
                Mutation mutation = Mutation.values()[chance.nextInt(Mutation.values().length)];
                byte[] mutant = mutation.of(sample.bytes(), chance);
                String name = i + " " + mutation + " of " + sample;
                Fate fate = judge(name, sample, mutant, originals.get(which));
                kinds.computeIfAbsent(mutation, kind -> new EnumMap<>(Fate.class))
                        .merge(fate, 1, Integer::sum);
                if (i % EVERY_LEDGER == 0) {
                    oneState(store, i + "-" + sample.name(), sample, mutant)
                            .forEach((state, count) -> units.merge(state, count, Long::sum));
                }
            }
        }
        System.out.println("fuzz: " + mutants + " mutants of " + samples.size() + " files, seed " + SEED + ": " + fates
                + ", of those " + unattributed + " with something that is nobody's");
        kinds.forEach((kind, ofKind) -> System.out.println("fuzz: " + kind + " " + ofKind));
        System.out.println("fuzz: units of every " + EVERY_LEDGER + "th mutant in the ledger: " + units);
        assertThat(fates.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(mutants);
        assertThat(better).as("mutants that clear somebody").isEmpty();
    }

    private Fate judge(String name, FuzzSample sample, byte[] mutant, Screening original) {
        FuzzReading reading;
        try {
            reading = FuzzReading.of(sample, mutant);
            fates.merge(reading.fate(), 1, Integer::sum);
        } catch (RuntimeException crash) {
            throw new AssertionError(name + " crashed", crash);
        }
        if (reading.fate() == Fate.STRICT) {
            return Fate.STRICT;
        }
        unattributed += reading.isAttributed() ? 0 : 1;
        Screening screening = screen(reading);
        List<String> cleared = screening.criteria().stream()
                .filter(result -> result.finding() == Finding.ABSENT)
                .map(CriterionResult::id)
                .filter(id -> original.finding(id).orElse(Finding.ABSENT) != Finding.ABSENT)
                .toList();
        boolean outcome = clears(screening.outcome()) && !clears(original.outcome());
        if (!cleared.isEmpty() || outcome) {
            better.add(name + ": " + cleared + ", " + original.outcome() + " to " + screening.outcome());
        }
        return reading.fate();
    }

    private static boolean clears(Outcome outcome) {
        return outcome == Outcome.CAUTION || outcome == Outcome.NO_CONTRAINDICATION_FOUND;
    }

    private static Screening screen(FuzzReading reading) {
        return BridgeFixture.core().evaluator().evaluate(reading.facts(), FuzzReading.AS_OF);
    }

    /** Through the ledger: the file is read or refused, each of its units is in one state, and the sum is what the format told. */
    private static Map<InputState, Long> oneState(IntakeStore store, String id, FuzzSample sample, byte[] mutant) {
        Receipt receipt =
                new ReceivedMessages(store, Clock.systemUTC()).take(FuzzSample.SOURCE, id, mutant, sample.format());
        InputFiles files = store.files();
        List<InputFile> entered = files.named(id);
        FuzzReading reading = FuzzReading.of(sample, mutant);
        assertThat(entered).as(id).hasSize(1);
        assertThat(entered.get(0).state())
                .isEqualTo(receipt == Receipt.REFUSED ? InputFile.State.REFUSED : InputFile.State.READ);
        assertThat(receipt == Receipt.REFUSED).isEqualTo(reading.fate() == Fate.REFUSED);
        Map<InputState, Long> counts = files.counts(entered.get(0).id());
        assertThat(Arrays.stream(InputState.values())
                        .mapToLong(state -> counts.getOrDefault(state, 0L))
                        .sum())
                .as(id)
                .isEqualTo(reading.told());
        return counts;
    }
}
