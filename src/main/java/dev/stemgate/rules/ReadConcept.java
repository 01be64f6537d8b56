// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;

/**
 * What a concept says wherever a record of one kind holds it. Immutable.
 *
 * @param classification what the terminology says of it
 * @param matches the criteria it bears on, as far as they are heard in such a record
 * @param bearings how these bear on the criteria that are evaluated; those on one criterion stand together
 */
record ReadConcept(Classification classification, List<Match> matches, List<Bearing> bearings) {

    ReadConcept {
        Objects.requireNonNull(classification, "classification");
        matches = List.copyOf(matches);
        bearings = List.copyOf(bearings);
    }
}
