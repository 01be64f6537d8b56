// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Corrections;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Trigger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The claims of a batch are kept alive as long as somebody works on them, or is going to. */
class BatchClaimsTest {

    private static final List<String> IDS = List.of("p0", "p1", "p2");

    @TempDir
    Path folder;

    @Test
    void aUnitThatWaitsToBeWrittenStaysInWorkUntilItsBatchEnds() throws Exception {
        BridgeSettings settings = BridgeFixture.settings(
                folder, URI.create("http://127.0.0.1:9/fhir"), "observation", "- name: concurrency\n  value: \"1\"\n");
        Clock clock = Clock.systemUTC();
        try (Database database = StateConnection.open(settings.state());
                DefaultCamelContext camel = new DefaultCamelContext()) {
            Ledger ledger = new Ledger(database);
            IDS.forEach(id -> ledger.request(new PatientKey(BridgeFixture.EHR, id), Trigger.COHORT, clock.instant()));
            EndpointGate gate = new EndpointGate(clock);
            BatchClaims claims = new BatchClaims(ledger, gate, new BatchManners(), new WholeBatches(), clock, "worker");
            UnitSteps units = new UnitSteps(settings, ledger, new Corrections(database), gate, clock, claims);
            Exchange round = new DefaultExchange(camel);
            round.setProperty(Properties.EHR, BridgeFixture.EHR);
            ClaimedUnits claim = (ClaimedUnits) units.claimed(round).next();
            assertThat(units.inWork()).as("claimed, and not begun").hasSize(IDS.size());

            Exchange whole = new DefaultExchange(camel);
            whole.getMessage().setBody(claim);
            units.beginBatch(whole);
            PatientBatch batch = new PatientBatch(settings.hospital(BridgeFixture.EHR), claim, IDS);
            for (PatientUnit unit : claim.units()) {
                Exchange own = new DefaultExchange(camel);
                own.getMessage().setBody(unit);
                Properties.batch(own, batch);
                units.begin(own);
                if (!unit.patient().patientId().equals("p0")) {
                    batch.toWrite().add(Properties.work(own));
                }
                end(own);
            }
            assertThat(units.inWork())
                    .extracting(unit -> unit.patient().patientId())
                    .containsExactlyInAnyOrder("p1", "p2");
            end(whole);
            assertThat(units.inWork()).isEmpty();
        }
    }

    private static void end(Exchange exchange) {
        exchange.getExchangeExtension().handoverCompletions().forEach(completion -> completion.onComplete(exchange));
    }
}
