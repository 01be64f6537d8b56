// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.intake.drop.KeptRecords;
import java.time.Clock;
import org.apache.camel.Exchange;

/** Bean {@code imported}: lets what files and messages said of a patient count beside what the EHR says. Thread-safe. */
public final class ImportedSteps {

    private final KeptRecords kept;
    private final Clock clock;

    ImportedSteps(KeptRecords kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** Adds to the record that is being pulled. */
    public void add(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        work.record().addImported(kept.of(work.unit().patient()));
    }

    /** The patient was merged away: what is kept goes to the surviving record. */
    public void rekey(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        kept.rekey(work.unit().patient(), PullSteps.survivor(work), clock.instant());
    }
}
