// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.read.ObservationSelection;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which kinds of record are read of a hospital's patients, and which Observations. A kind that is not read is named in each result
 * as not available.
 *
 * @param kinds the kinds that are read, the Patient among them
 * @param observations how Observations are asked for
 * @param categories for {@link Observations#BY_CATEGORY}; empty otherwise
 * @param includeMedications whether the Medications of a medication search are asked for with {@code _include}
 * @param localCodes codes of the hospital's own, asked for beside those of the model with {@link Observations#BY_CODE}
 */
public record KindsRead(
        Set<RecordKind> kinds,
        boolean includeMedications,
        Observations observations,
        List<String> categories,
        List<Code> localCodes) {

    /** How Observations are asked for. */
    public enum Observations {
        BY_CODE,
        BY_CATEGORY,
        ALL
    }

    public KindsRead {
        kinds = Set.copyOf(kinds);
        Objects.requireNonNull(observations, "observations");
        categories = List.copyOf(categories);
        localCodes = List.copyOf(localCodes);
    }

    /** @param questions the codes of Observations that the model asks for */
    public ReadingPlan plan(List<Code> questions) {
        return new ReadingPlan(
                kinds,
                switch (observations) {
                    case BY_CODE ->
                        new ObservationSelection.ByCode(Stream.concat(questions.stream(), localCodes.stream())
                                .toList());
                    case BY_CATEGORY -> new ObservationSelection.ByCategory(categories);
                    case ALL -> new ObservationSelection.All();
                });
    }
}
