// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** A compressed file is read whole, or it is said that it was not. */
class GzipMembersTest {

    @Test
    void oneMemberAndManyAreReadWhole() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);

        assertThat(read(gzip(noise))).isEqualTo(noise);
        assertThat(read(joined(gzip(noise), gzip(new byte[0]), gzip(noise)))).isEqualTo(joined(noise, noise));
    }

    @Test
    void aHeaderWithNameCommentAndExtraFieldIsPassedOver() throws IOException {
        byte[] plain = gzip("text".getBytes(StandardCharsets.UTF_8));
        byte[] head = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
        byte[] fields = {3, 0, 9, 9, 9, 'n', 0, 'c', 0, 7, 7};

        assertThat(read(joined(head, fields, Arrays.copyOfRange(plain, 10, plain.length))))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("text");
    }

    @Test
    void zerosAfterTheLastMemberArePadding() throws IOException {
        assertThat(read(joined(gzip("text".getBytes(StandardCharsets.UTF_8)), new byte[100_000])))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("text");
    }

    @Test
    void whatFollowsAndIsNoMemberIsNotTakenForTheEnd() {
        byte[] one = gzip("text".getBytes(StandardCharsets.UTF_8));
        byte[] damaged = one.clone();
        damaged[1] = 0;

        assertThatThrownBy(() -> read(joined(one, damaged))).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> read(joined(one, new byte[] {'x'}))).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> read(joined(one, new byte[5], one))).isInstanceOf(ZipException.class);
    }

    @Test
    void aFileThatWasCutShortAnywhereIsNotTakenForWhole() {
        byte[] two =
                joined(gzip("text".getBytes(StandardCharsets.UTF_8)), gzip("more".getBytes(StandardCharsets.UTF_8)));
        int first = two.length / 2;
        for (int length = 0; length < two.length; length++) {
            byte[] cut = Arrays.copyOf(two, length);
            if (length != first) {
                assertThatThrownBy(() -> read(cut)).as("" + length).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void everyDamagedByteOfSumAndLengthIsSeen() {
        byte[] whole = gzip("text".getBytes(StandardCharsets.UTF_8));
        for (int at = whole.length - 8; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> read(damaged)).isInstanceOf(ZipException.class);
        }
    }

    private static byte[] read(byte[] file) throws IOException {
        try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
