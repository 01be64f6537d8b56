// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.codes;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.Expansion;
import dev.stemgate.terminology.ServerAnswer.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/** Reads one expansion to its last page. An expansion that ends before its own total, or
 * whose pages repeat themselves, is not read. For one expansion. */
final class ExpansionPages {

    private static final int PAGE = 1000;
    private static final int MOST_CODES = 100_000;

    private final IGenericClient client;
    private final String url;
    private final Set<AskedCode> codes = new HashSet<>();
    private int entries;

    ExpansionPages(IGenericClient client, String url) {
        this.client = client;
        this.url = url;
    }

    Expansion read() {
        while (true) {
            ValueSet answer = page(entries);
            if (!answer.hasExpansion()) {
                return new Expansion.CannotSay(Reason.MALFORMED);
            }
            int before = entries;
            int codesBefore = codes.size();
            add(answer.getExpansion().getContains());
            int read = entries - before;
            int total = answer.getExpansion().getTotal();
            boolean hasTotal = answer.getExpansion().hasTotal();
            if (entries > MOST_CODES) {
                return new Expansion.CannotSay(Reason.REFUSED);
            }
            boolean repeated = before > 0 && read > 0 && codes.size() == codesBefore;
            if (repeated) {
                return new Expansion.CannotSay(Reason.MALFORMED);
            }
            if (hasTotal ? entries >= total : read < PAGE || read > PAGE) {
                return whole();
            }
            if (codes.size() == codesBefore) {
                return new Expansion.CannotSay(Reason.MALFORMED);
            }
        }
    }

    private Expansion whole() {
        return codes.isEmpty() ? new Expansion.Empty() : new Expansion.Members(codes);
    }

    /** An abstract entry is a heading; what stands below it is nested in it. */
    private void add(List<ValueSetExpansionContainsComponent> contains) {
        for (ValueSetExpansionContainsComponent entry : contains) {
            entries++;
            if (!entry.getAbstract() && entry.hasSystem() && entry.hasCode()) {
                codes.add(new AskedCode(entry.getSystem(), entry.getCode()));
            }
            add(entry.getContains());
        }
    }

    private ValueSet page(int offset) {
        Parameters parameters = new Parameters();
        parameters.addParameter("url", new UriType(url));
        parameters.addParameter("offset", new IntegerType(offset));
        parameters.addParameter("count", new IntegerType(PAGE));
        return client.operation()
                .onType(ValueSet.class)
                .named("$expand")
                .withParameters(parameters)
                .useHttpGet()
                .returnResourceType(ValueSet.class)
                .execute();
    }
}
