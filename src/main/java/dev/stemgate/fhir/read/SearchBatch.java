// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.NestedPage;
import dev.stemgate.fhir.client.Origin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * Several searches in one Bundle of type {@code batch} (FHIR R4, "Batch/Transaction"): each is a search of its own for one patient, and is
 * answered in its place. Immutable.
 *
 * @param searches in the order in which they are sent
 */
public record SearchBatch(List<BatchSearch> searches) {

    public SearchBatch {
        searches = List.copyOf(searches);
    }

    /** The Bundle to send. */
    public Bundle request() {
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        for (BatchSearch search : searches) {
            batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(search.relativeUrl());
        }
        return batch;
    }

    /**
     * Takes the answer apart. A search that was refused, that cannot be read, or that goes on behind its first page has no answer here and is
     * asked alone.
     *
     * @return the answers in the order of the searches; empty when the server did not answer each in its place: another number of answers, or
     *     a record of somebody who was asked for in another place
     */
    public Optional<List<Optional<BatchAnswer>>> answers(Bundle answer, Origin origin) {
        Objects.requireNonNull(answer, "answer");
        if (answer.getType() != Bundle.BundleType.BATCHRESPONSE
                || answer.getEntry().size() != searches.size()) {
            return Optional.empty();
        }
        List<Optional<BatchAnswer>> answers = IntStream.range(0, searches.size())
                .mapToObj(place -> one(searches.get(place), answer.getEntry().get(place), origin))
                .toList();
        boolean misplaced = answers.stream()
                .flatMap(Optional::stream)
                .flatMap(single -> single.doubt().stream())
                .anyMatch(BatchAnswer.Doubt.FOREIGN_RECORD::equals);
        return misplaced
                ? Optional.empty()
                : Optional.of(answers.stream()
                        .map(single -> single.filter(SearchBatch::isUsable))
                        .toList());
    }

    private static Optional<BatchAnswer> one(BatchSearch search, BundleEntryComponent entry, Origin origin) {
        String status = entry.getResponse().getStatus();
        if (status == null || !status.strip().startsWith("2") || !(entry.getResource() instanceof Binary page)) {
            return Optional.empty();
        }
        byte[] bytes = page.hasData() ? page.getData() : new byte[0];
        return NestedPage.of(bytes, R4.context(), origin).map(searchset -> {
            BatchAnswer single = new BatchAnswer(search, origin, 1, Map.of());
            single.addPage(searchset);
            return single;
        });
    }

    /** The page is the only one, nothing in it is in doubt, and every Medication came along. */
    private static boolean isUsable(BatchAnswer single) {
        return single.doubt().isEmpty()
                && single.isWhole(single.search().patientIds().get(0));
    }
}
