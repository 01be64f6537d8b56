// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.fhir.write.ScreeningIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/**
 * One transaction for several patients: each patient's own transaction is made and judged as if it went alone; here they are only put
 * behind each other, and the answer is cut into the same parts. Stateless.
 */
public final class SharedTransaction {

    private SharedTransaction() {}

    /** {@code Observation?identifier=…,…}: what stands on the EHR under any of our identifiers. */
    public static String searchUrl(List<ScreeningIdentity> identities) {
        return "Observation?"
                + "identifier="
                + identities.stream()
                        .map(identity -> identity.searchCriteria().substring("identifier=".length()))
                        .collect(Collectors.joining(","))
                + "&_count=" + 2 * identities.size();
    }

    /**
     * Whether the answer is that of a server that understood the list: a whole one, that holds the witness, which is known to be there, and
     * nothing that was not asked for.
     */
    public static boolean isWhole(Object answer, List<ScreeningIdentity> asked, ScreeningIdentity witness) {
        SearchPage page = SearchPage.of(EhrConversation.bundle(answer));
        List<String> texts =
                page.entries().stream().map(SharedTransaction::text).toList();
        return page.next().isEmpty()
                && page.entries().stream()
                        .allMatch(entry -> entry instanceof SearchPage.Record found
                                && found.type().equals("Observation"))
                && texts.stream().anyMatch(text -> text.contains(witness.value()))
                && texts.stream().allMatch(text -> asked.stream().anyMatch(one -> text.contains(one.value())));
    }

    /** The part of the answer that speaks of one identity, as a search for it alone would have been answered. */
    public static Object foundOf(ScreeningIdentity identity, Object answer) {
        Bundle part = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        Bundle whole = EhrConversation.bundle(answer);
        List<SearchPage.Entry> entries = SearchPage.of(whole).entries();
        for (int place = 0; place < entries.size(); place++) {
            if (text(entries.get(place)).contains(identity.value())) {
                part.addEntry(whole.getEntry().get(place));
            }
        }
        return part;
    }

    /** One transaction of several. */
    public static Object joined(List<Object> transactions) {
        Bundle joined = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transactions.forEach(one -> EhrConversation.bundle(one).getEntry().forEach(joined::addEntry));
        return joined;
    }

    /** The answer's part for each of the transactions; empty when it has another number of entries than was sent. */
    public static Optional<List<Object>> parts(List<Object> transactions, Object answer) {
        List<BundleEntryComponent> entries = EhrConversation.bundle(answer).getEntry();
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (Object transaction : transactions) {
            int to = from + EhrConversation.bundle(transaction).getEntry().size();
            if (to > entries.size()) {
                return Optional.empty();
            }
            Bundle part = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
            entries.subList(from, to).forEach(part::addEntry);
            parts.add(part);
            from = to;
        }
        return from == entries.size() ? Optional.of(parts) : Optional.empty();
    }

    private static String text(SearchPage.Entry entry) {
        return new String(entry.bytes(), StandardCharsets.UTF_8);
    }
}
