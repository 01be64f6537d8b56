// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.MessageIntake;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.intake.hl7.ToldSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener's protocol, with an intake that keeps in memory; {@code MllpBridgeTest} has the ledger behind it. */
class MllpListenerTest {

    private static final String HIV = "PID|1||4711^^^HOSP^MR\rDG1|1||B20^^I10|||F\r";

    private static final InMemory INTAKE = new InMemory();
    private static ListenerFixture listener;

    private final InMemory intake = INTAKE;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        listener = new ListenerFixture(
                folder, INTAKE, "- name: maxBytes\n  value: \"2000\"\n- name: senders\n  value: 127.0.0.0/8, ::1");
    }

    @AfterAll
    static void stop() throws IOException {
        listener.close();
    }

    @BeforeEach
    void forget() {
        INTAKE.forget();
    }

    private static String message(String id, String rest, String segments) {
        return "MSH|^~\\&|ADTApp|Hospital|B|C|20260301120000+0100||ADT^A01^ADT_A01|" + id + "|P|2.5" + rest + "\r"
                + segments;
    }

    @Test
    void messageIsAnsweredAfterItIsStored() throws Exception {
        try (MllpClient client = listener.client()) {
            assertThat(client.ask(message("C-1", "", HIV))).contains("\rMSA|AA|C-1\r");
            assertThat(intake.ids()).containsExactly("C-1@ADTApp/Hospital");
        }
    }

    @Test
    void repeatIsAnsweredAgainAndNotStoredTwice() throws Exception {
        try (MllpClient client = listener.client()) {
            assertThat(client.ask(message("C-1", "", HIV))).contains("MSA|AA|C-1");
            assertThat(client.ask(message("C-1", "", HIV))).contains("MSA|AA|C-1");
            assertThat(intake.ids()).hasSize(1);
        }
    }

    @Test
    void messageWithADeadLetterIsAnsweredAsStored() throws Exception {
        try (MllpClient client = listener.client()) {
            assertThat(client.ask(message("C-1", "", "PID|1||\rDG1|1||B20^^I10|||F\r")))
                    .contains("MSA|AA|C-1");
            assertThat(client.ask(message("C-2", "", "PID|1||1^^^HOSP\rdamaged\r")))
                    .contains("MSA|AA|C-2");
            assertThat(client.ask(message("C-3", "", "ZZZ|1\r").replace("ADT^A01", "ZZZ^Z01")))
                    .contains("MSA|AA|C-3");
        }
    }

    @Test
    void whatCouldNotBeStoredIsAnsweredAsAnErrorAndTheConnectionGoesOn() throws Exception {
        try (MllpClient client = listener.client()) {
            intake.broken = true;
            assertThat(client.ask(message("C-1", "", HIV))).contains("MSA|AE|C-1", "207^Application internal error");
            intake.broken = false;
            assertThat(client.ask(message("C-1", "", HIV))).contains("MSA|AA|C-1");
        }
    }

    @Test
    void failureForASenderWithoutAnswersClosesItsConnection() throws Exception {
        try (MllpClient client = listener.client()) {
            intake.broken = true;
            client.send("\u000b" + message("C-1", "|||NE|NE", HIV) + "\u001c\r");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void senderWithoutAnswersIsNotDisturbed() throws Exception {
        try (MllpClient client = listener.client()) {
            client.send("\u000b" + message("C-1", "|||NE|NE", HIV) + "\u001c\r");
            assertThat(client.ask(message("C-2", "|||AL|NE", HIV))).contains("MSA|CA|C-2");
            assertThat(intake.ids()).hasSize(2);
        }
    }

    @Test
    void unreadableHeaderIsRejectedAndTheConnectionGoesOn() throws Exception {
        try (MllpClient client = listener.client()) {
            assertThat(client.ask("MSH|no header\r")).contains("MSA|AR|");
            assertThat(client.ask(message("", "", HIV))).contains("MSA|AR|");
            assertThat(client.ask("")).contains("MSA|AR|");
            assertThat(client.ask(message("C-1", "", HIV))).contains("MSA|AA|C-1");
            assertThat(intake.refused).hasSize(2);
            assertThat(rejected())
                    .as("the one whose PID can be read is missing for its patient")
                    .hasSize(1);
            assertThat(intake.told.records).hasSize(1);
        }
    }

    @Test
    void unframedBytesAreRejectedAndTheConnectionEnds() throws Exception {
        try (MllpClient client = listener.client()) {
            client.send(message("C-1", "", HIV));
            assertThat(client.answer()).contains("MSA|AR|");
            assertThat(client.isEnded()).isTrue();
            assertThat(rejected()).hasSize(1);
        }
    }

    @Test
    void frameOverTheLimitIsRejectedWithItsControlIdAndTheConnectionEnds() throws Exception {
        try (MllpClient client = listener.client()) {
            client.send("\u000b" + message("C-1", "", HIV + "NTE|" + "x".repeat(5000)) + "\u001c\r");
            assertThat(client.answer()).contains("MSA|AR|C-1");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void connectionCutWithinAFrameStoresNothing() throws Exception {
        try (MllpClient client = listener.client()) {
            client.send("\u000b" + message("C-1", "", HIV));
        }
        try (MllpClient client = listener.client()) {
            assertThat(client.ask(message("C-1", "", HIV))).contains("MSA|AA|C-1");
        }
        assertThat(intake.ids()).hasSize(1);
    }

    @Test
    void severalMessagesAtOnceAreAnsweredInTheirOrder() throws Exception {
        try (MllpClient client = listener.client()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                all.append('\u000b').append(message("C-" + i, "", HIV)).append("\u001c\r");
            }
            client.send(all.toString());
            for (int i = 0; i < 20; i++) {
                assertThat(client.answer()).contains("MSA|AA|C-" + i + "\r");
            }
        }
    }

    @Test
    void connectionsAreServedSideBySide() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int sender = 0; sender < 8; sender++) {
                String name = "S" + sender + "-";
                all.add(senders.submit(() -> send(name)));
            }
            int accepted = 0;
            for (Future<Integer> each : all) {
                accepted += each.get();
            }
            assertThat(accepted).isEqualTo(200);
            assertThat(intake.ids()).hasSize(200);
        } finally {
            senders.shutdownNow();
        }
    }

    private static int send(String name) throws IOException {
        int accepted = 0;
        try (MllpClient client = listener.client()) {
            for (int i = 0; i < 25; i++) {
                accepted += client.ask(message(name + i, "", HIV)).contains("MSA|AA|" + name + i + "\r") ? 1 : 0;
            }
        }
        return accepted;
    }

    @Test
    void addressThatIsNoSenderIsClosedUnread(@TempDir Path other) throws Exception {
        try (ListenerFixture elsewhere = new ListenerFixture(other, intake, "- name: senders\n  value: 192.0.2.0/24");
                MllpClient client = elsewhere.client()) {
            assertThat(client.isEnded()).isTrue();
            assertThat(intake.ids()).isEmpty();
        }
    }

    /** Keeps what it is given. */
    private static final class InMemory implements MessageIntake {

        private final Set<String> seen = new HashSet<>();
        private final List<String> stored = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final ToldSink told = new ToldSink();
        private volatile boolean broken;

        @Override
        public synchronized Receipt take(SourceSettings source, String id, byte[] message, FileFormat format) {
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            if (!seen.add(id + " " + new String(message, StandardCharsets.ISO_8859_1))) {
                return Receipt.REPEATED;
            }
            try {
                format.read(new ByteArrayInputStream(message), dev.stemgate.intake.Place.whole(id), source, told);
                stored.add(id);
                return Receipt.STORED;
            } catch (UnreadableFileException e) {
                refused.add(id);
                return Receipt.REFUSED;
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        synchronized void forget() {
            seen.clear();
            stored.clear();
            refused.clear();
            told.records.clear();
            told.refusals.clear();
            broken = false;
        }

        synchronized List<String> ids() {
            return List.copyOf(stored);
        }
    }

    private List<Refusal> rejected() {
        return intake.told.refusals.stream()
                .filter(refusal -> refusal.reason() == Reason.REJECTED_MESSAGE)
                .toList();
    }
}
