// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The model by which the bridge judges at this moment. Whoever judges a patient takes it once for that patient, so that each result is by
 * one model and carries its version. Thread-safe.
 */
final class CurrentCore implements Supplier<ScreeningCore> {

    private final AtomicReference<ScreeningCore> core;

    CurrentCore(ScreeningCore core) {
        this.core = new AtomicReference<>(Objects.requireNonNull(core, "core"));
    }

    @Override
    public ScreeningCore get() {
        return core.get();
    }

    void replace(ScreeningCore next) {
        core.set(Objects.requireNonNull(next, "next"));
    }
}
