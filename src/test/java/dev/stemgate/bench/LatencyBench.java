// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.util.Locale;

/**
 * Throughput against {@code concurrency} on a sandbox EHR that answers every request 50 ms late, read together and one by one. Argument: how
 * many patients (400).
 */
public final class LatencyBench {

    private static final int LATENCY = 50;

    private LatencyBench() {}

    public static void main(String[] args) throws Exception {
        int patients = args.length > 0 ? Integer.parseInt(args[0]) : 400;
        Machine.describe();
        System.out.printf(
                "%-6s %-12s %9s %9s %12s %9s%n",
                "batch", "concurrency", "patients", "wall s", "patients/s", "per pat.");
        for (String batch : new String[] {"auto", "off"}) {
            for (int concurrency : new int[] {1, 2, 4, 8, 16}) {
                run(patients, batch, concurrency);
            }
        }
        System.exit(0);
    }

    private static void run(int patients, String batch, int concurrency) throws Exception {
        try (SandboxProcess sandbox = new SandboxProcess(LATENCY, "Warm:100", "Alpha:" + patients)) {
            try (BridgeRun warm = bridge(sandbox, "Warm", batch, concurrency)) {
                warm.round();
            }
            try (CountingRelay relay = new CountingRelay(sandbox.baseUrl());
                    BridgeRun bridge = new BridgeRun(
                            relay.baseUrl(),
                            "Patient?family=Nobody",
                            "batch: " + batch,
                            "concurrency: " + concurrency)) {
                long requests = relay.requests();
                long begun = System.nanoTime();
                bridge.request(new BenchPopulation("Alpha", patients));
                long written = bridge.round();
                double wall = (System.nanoTime() - begun) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%-6s %-12d %9d %9.2f %12.1f %9.3f%n",
                        batch,
                        concurrency,
                        written,
                        wall,
                        written / wall,
                        (double) (relay.requests() - requests) / written);
            }
        }
    }

    private static BridgeRun bridge(SandboxProcess sandbox, String family, String batch, int concurrency)
            throws Exception {
        return new BridgeRun(
                sandbox.baseUrl(), "Patient?family=" + family, "batch: " + batch, "concurrency: " + concurrency);
    }
}
