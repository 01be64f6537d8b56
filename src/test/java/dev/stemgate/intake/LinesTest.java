// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private static final int BLOCK = 64 * 1024;
    private static final int NO_LIMIT = 10_000_000;

    private static List<Lines.Line> lines(InputStream in, int limit) throws IOException {
        Lines lines = new Lines(in, limit);
        List<Lines.Line> all = new ArrayList<>();
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }

    private static List<String> texts(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), NO_LIMIT).stream()
                .map(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aLineEndsWithItsEndOrWithTheStream() throws IOException {
        assertThat(texts("a\r\n\nb\rc\n\r\nd")).containsExactly("a", "", "b\rc", "", "d");
        assertThat(texts("a\n")).containsExactly("a");
        assertThat(texts("\n")).containsExactly("");
        assertThat(texts("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 3 * BLOCK + 7})
    void aLineMayEndAnywhereInABlock(int length) throws IOException {
        String first = "x".repeat(length);
        assertThat(texts(first + "\nsecond\n")).containsExactly(first, "second");
        assertThat(texts(first + "\r\nsecond")).containsExactly(first, "second");
        assertThat(texts(first)).containsExactly(first);
        assertThat(texts(first + "\r")).containsExactly(first);
        assertThat(texts(first + "\n")).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK})
    void ofALineBeyondTheLimitTheBeginningIsKept(int limit) throws IOException {
        String longer = "y".repeat(limit + 1);
        List<Lines.Line> all = lines(
                new ByteArrayInputStream(
                        (longer + "\n" + longer.substring(1) + "\nz").getBytes(StandardCharsets.UTF_8)),
                limit);
        assertThat(all).extracting(Lines.Line::cut).containsExactly(true, false, false);
        assertThat(all).extracting(Lines.Line::number).containsExactly(1L, 2L, 3L);
        assertThat(all).extracting(line -> line.bytes().length).containsExactly(Math.min(limit, BLOCK), limit, 1);
    }

    @Test
    void aStreamMayGiveAByteAtATime() throws IOException {
        InputStream slow = new ByteArrayInputStream("one\ntwo\r\nthree".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(1, length));
            }

            @Override
            public int read(byte[] into) {
                return read(into, 0, into.length);
            }
        };
        assertThat(lines(slow, NO_LIMIT))
                .extracting(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .containsExactly("one", "two", "three");
    }
}
