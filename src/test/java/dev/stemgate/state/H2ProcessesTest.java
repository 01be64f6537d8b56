// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.PatientKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The H2 file between processes: two at once, and one that is killed. */
@Timeout(180)
class H2ProcessesTest {

    private static final Pattern SERVER = Pattern.compile("server=(.+)\\\\?:(\\d+)");

    @TempDir
    Path folder;

    @Test
    void whatWasCommittedRightBeforeAKillIsThere() throws Exception {
        Set<UnitId> acknowledged = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            try (RequestingProcess process = new RequestingProcess(state(), folder.resolve("errors"))) {
                assertThat(process.await("open")).isEqualTo(String.valueOf(acknowledged.size()));
                for (int i = 0; i <= round * 5; i++) {
                    acknowledged.add(process.request("p" + round + "-" + i));
                }
                process.kill();
            }
        }

        try (Database database = open()) {
            Ledger ledger = new Ledger(database);
            assertThat(ledger.openCount(RequestingProcess.EHR)).isEqualTo(acknowledged.size());
            assertThat(acknowledged).allMatch(unit -> ledger.trace(unit).isPresent());
        }
    }

    @Test
    void aSecondProcessReadsAndWritesWhileTheFirstRuns() throws Exception {
        try (Database database = open();
                RequestingProcess other = new RequestingProcess(state(), folder.resolve("errors"))) {
            Ledger ledger = new Ledger(database);
            ledger.request(new PatientKey(RequestingProcess.EHR, "here"), Trigger.COHORT, Instant.EPOCH);
            other.await("open");
            UnitId there = other.request("there");

            assertThat(ledger.openCount(RequestingProcess.EHR)).isEqualTo(2);
            assertThat(ledger.trace(there)).isPresent();
            assertThat(other.request("here"))
                    .isEqualTo(ledger.trace(new PatientKey(RequestingProcess.EHR, "here"))
                            .get(0)
                            .unit()
                            .id());
        }
    }

    @Test
    void theSecondProcessGoesOnWhenTheFirstIsKilled() throws Exception {
        try (RequestingProcess first = new RequestingProcess(state(), folder.resolve("errors"))) {
            first.await("open");
            first.request("one");
            try (Database database = open()) {
                Ledger ledger = new Ledger(database);
                assertThat(ledger.openCount(RequestingProcess.EHR)).isEqualTo(1);
                first.kill();
                ledger.request(new PatientKey(RequestingProcess.EHR, "two"), Trigger.COHORT, Instant.EPOCH);
                assertThat(ledger.openCount(RequestingProcess.EHR)).isEqualTo(2);
            }
        }
    }

    @Test
    void theFileIsServedOnLoopbackOnly() throws Exception {
        try (Database database = open()) {
            assertThat(new Ledger(database).openCount("north")).isZero();
            Matcher server = SERVER.matcher(Files.readString(state().resolve("stemgate.lock.db")));
            assertThat(server.find()).isTrue();
            int port = Integer.parseInt(server.group(2));

            assertThat(InetAddress.getByName(server.group(1).replace("\\", "")).isLoopbackAddress())
                    .isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(H2File.LOOPBACK, port), 2000);
                assertThat(socket.isConnected()).isTrue();
            }
            for (InetAddress address : otherAddresses()) {
                assertThatThrownBy(() -> connect(address, port)).isInstanceOf(ConnectException.class);
            }
            assertThat(listeningAddresses(port)).allMatch(address -> address.endsWith("0100007F"));
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            network.inetAddresses()
                    .filter(address -> !address.isLoopbackAddress())
                    .forEach(addresses::add);
        }
        return addresses;
    }

    /** The kernel's own word for it, where there is a Linux kernel: local addresses in state LISTEN (0A), hexadecimal. */
    private static List<String> listeningAddresses(int port) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            if (Files.isReadable(table)) {
                for (String line : Files.readAllLines(table)) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns[1].endsWith(":%04X".formatted(port)) && columns[3].equals("0A")) {
                        addresses.add(columns[1].substring(0, columns[1].indexOf(':')));
                    }
                }
            }
        }
        return addresses;
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Database open() {
        return Database.open(DatabaseSettings.file(state(), () -> "a-password"));
    }
}
