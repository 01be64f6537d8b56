// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.LocalDate;

record DemoPopulation(LocalDate asOf) implements Population {
    @Override
    public void loadInto(RecordStore store) {}
}
