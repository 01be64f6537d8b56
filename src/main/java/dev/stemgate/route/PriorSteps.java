// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Bean {@code prior}: reads the search for what of ours stands on the EHR, to its last page. Thread-safe. */
public final class PriorSteps {

    private final EhrConversation conversation;

    PriorSteps(EhrConversation conversation) {
        this.conversation = conversation;
    }

    /** Takes the page in the body and goes on to the next one. */
    public void addPage(Exchange exchange) {
        Optional<String> next = conversation.add(
                Properties.work(exchange).priorReading(), exchange.getMessage().getBody());
        if (next.isPresent()) {
            Properties.followingPage(exchange, next.get());
        } else {
            Properties.noMorePages(exchange);
        }
    }

    /** The EHR refuses a page. Where it has merely forgotten it, the search begins again; else it is a refusal. */
    public void pageRefused(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        EhrException refusal = Failure.of(exchange, EhrException.class);
        String again = work.priorReading()
                .restarts()
                .after(refusal, Properties.isFirstPage(exchange))
                .orElseThrow(() -> refusal);
        work.priorReading().restart();
        Properties.firstPage(exchange, again);
    }
}
