// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One running bridge among those that share a database.
 *
 * @param worker its name in the claims; no two processes and no two starts have the same
 * @param place where process ids mean the same: host, its boot, and the process id namespace (of a container)
 * @param pid its process id there
 * @param began when that process began, where the system tells; a process id is used again by others
 */
public record BridgeProcess(String worker, String place, long pid, Optional<Instant> began) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    public BridgeProcess {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(place, "place");
        began = began.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** This process, under a name of its own. */
    public static BridgeProcess current() {
        ProcessHandle self = ProcessHandle.current();
        String name = "bridge@" + host() + "/" + self.pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return new BridgeProcess(name, here(), self.pid(), self.info().startInstant());
    }

    /** Whether this process is known to be over: it ran where we run, and there is no such process any more. */
    boolean isOverAsSeenFrom(BridgeProcess observer) {
        return place.equals(observer.place()) && !runsHere();
    }

    /** Whether this process is known to run: it runs where we run. */
    boolean isAliveAsSeenFrom(BridgeProcess observer) {
        return place.equals(observer.place()) && runsHere();
    }

    private boolean runsHere() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> began.isEmpty()
                        || process.info()
                                .startInstant()
                                .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                                .filter(at -> !at.equals(began.get()))
                                .isEmpty())
                .isPresent();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed-host";
        }
    }

    /** Host names alone do not tell: containers that share their host's network share its name and not its process ids. */
    private static String here() {
        return host() + " " + boot() + " " + namespace();
    }

    private static String boot() {
        try {
            return Files.isReadable(BOOT) ? Files.readString(BOOT).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String namespace() {
        try {
            return Files.isSymbolicLink(NAMESPACE)
                    ? Files.readSymbolicLink(NAMESPACE).toString()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
