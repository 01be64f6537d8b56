// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.util.Locale;

/** Live heap of the bridge after 1,000 and after 10,000 patients; the EHR is in another JVM. Arguments: the two sizes. */
public final class HeapBench {

    private HeapBench() {}

    public static void main(String[] args) throws Exception {
        int few = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int many = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        Machine.describe();
        try (SandboxProcess sandbox = new SandboxProcess(0, "Warm:200", "Few:" + few, "Many:" + many);
                BridgeRun bridge = new BridgeRun(sandbox.baseUrl(), "Patient?family=Warm")) {
            bridge.round();
            long before = Machine.liveHeap();
            long afterFew = after(bridge, new BenchPopulation("Few", few));
            long afterMany = after(bridge, new BenchPopulation("Many", many));
            System.out.printf(
                    Locale.ROOT,
                    "live heap: %.1f MB after warm-up, %.1f MB after %d more, %.1f MB after %d more: factor %.3f%n",
                    before / 1e6,
                    afterFew / 1e6,
                    few,
                    afterMany / 1e6,
                    many,
                    (double) afterMany / afterFew);
        }
        System.exit(0);
    }

    private static long after(BridgeRun bridge, BenchPopulation population) {
        bridge.request(population);
        bridge.round();
        return Machine.liveHeap();
    }
}
