// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetterDesk;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrGates;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What the console shows and works on.
 *
 * @param hospitals every hospital of the configuration, in its order
 * @param database the state of the bridge; not closed by the console
 * @param desk on that state
 * @param codes the site's map of codes
 * @param gates what the bridge knows of its endpoints at this moment
 * @param clock of the bridge
 * @param zone in which times are shown
 */
public record ConsoleParts(
        List<HospitalName> hospitals,
        Database database,
        DeadLetterDesk desk,
        CodeMap codes,
        EhrGates gates,
        Clock clock,
        ZoneId zone) {

    /**
     * A hospital as the configuration names it.
     *
     * @param ehr its name
     * @param writeBack its write-back mode in one word
     */
    public record HospitalName(String ehr, String writeBack) {
        public HospitalName {
            Objects.requireNonNull(ehr, "ehr");
            Objects.requireNonNull(writeBack, "writeBack");
        }
    }

    public ConsoleParts {
        hospitals = List.copyOf(hospitals);
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(desk, "desk");
        Objects.requireNonNull(codes, "codes");
        Objects.requireNonNull(gates, "gates");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(zone, "zone");
    }
}
