// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That an EHR takes no transactions is known to every process, for some days, at the address where it was seen. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TransactionRefusalsTest {

    private static final String EHR = "north";
    private static final URI BASE = URI.create("https://north.example.org/fhir");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Parameter
    private TestDatabase store;

    @TempDir
    Path folder;

    private Database database;
    private TransactionRefusals refusals;

    @BeforeEach
    void open() {
        database = store.open(folder);
        refusals = new TransactionRefusals(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itOutlivesTheProcessAndIsOfOneEhrAtOneAddress() {
        assertThat(refusals.believed(EHR, BASE, NOON)).isEmpty();
        refusals.learnt(EHR, BASE, NOON);
        database.close();
        open();
        assertThat(refusals.believed(EHR, BASE, NOON.plusSeconds(60))).contains(NOON);
        assertThat(refusals.believed("south", BASE, NOON)).isEmpty();
        URI moved = URI.create("https://north.example.org/fhir/r4");
        assertThat(refusals.believed(EHR, moved, NOON)).isEmpty();
        refusals.learnt(EHR, moved, NOON.plusSeconds(9));
        assertThat(refusals.believed(EHR, moved, NOON.plusSeconds(9))).contains(NOON.plusSeconds(9));
    }

    @Test
    void afterSomeDaysItIsFoundOutAgain() {
        refusals.learnt(EHR, BASE, NOON);
        Instant over = NOON.plus(TransactionRefusals.BELIEVED);
        assertThat(refusals.believed(EHR, BASE, over.minusSeconds(1))).contains(NOON);
        assertThat(refusals.believed(EHR, BASE, over)).isEmpty();
        refusals.learnt(EHR, BASE, over);
        assertThat(refusals.believed(EHR, BASE, over.plusSeconds(1))).contains(over);
    }

    @Test
    void anAddressOfAnyLengthIsKept() {
        URI endless = URI.create(BASE + "/" + "x".repeat(3000));
        refusals.learnt(EHR, endless, NOON);
        assertThat(refusals.believed(EHR, endless, NOON)).contains(NOON);
    }
}
