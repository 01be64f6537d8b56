// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputState;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownRecordsTest {

    private static final String LINE =
            "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"code\":{\"text\":\"%s\"},\"subject\":{\"reference\":\"Patient/p\"}}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasSaidBeforeUnderItsKeyIsADuplicateOnEitherDatabase(TestDatabase kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Ledger ledger = new Ledger(database);
            IntakeStore store = IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
            take(store, "1.ndjson", LINE.formatted("a", "one") + LINE.formatted("b", "one"));
            take(
                    store,
                    "2.ndjson",
                    LINE.formatted("a", "one") + LINE.formatted("b", "other") + LINE.formatted("c", "x"));
            take(store, "3.ndjson", LINE.formatted("b", "one") + LINE.formatted("b", "other"));

            assertThat(store.files().counts("drops"))
                    .containsEntry(InputState.DUPLICATE, 3L)
                    .containsEntry(InputState.PENDING, 4L);
            assertThat(store.records().known("drops", List.of("Condition/a", "Condition/b", "Condition/z")))
                    .hasEntrySatisfying(
                            "Condition/a", hashes -> assertThat(hashes).hasSize(1))
                    .hasEntrySatisfying(
                            "Condition/b", hashes -> assertThat(hashes).hasSize(2))
                    .hasEntrySatisfying(
                            "Condition/z", hashes -> assertThat(hashes).isEmpty());
        }
    }

    private void take(IntakeStore store, String name, String content) throws IOException {
        SourceSettings source = new SourceSettings(
                "drops",
                "ehr",
                folder.resolve("in"),
                Formats.AUTO,
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.empty());
        Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
        new FileIntake(store, new Formats(Map.of()), Clock.systemUTC()).take(source, Files.writeString(file, content));
    }
}
