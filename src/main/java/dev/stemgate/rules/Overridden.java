// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.terminology.SiteOverride;
import java.util.Optional;

/**
 * What the code lists match and the site's local map takes away: shown as evidence that does not count, and said beside evidence
 * of the same record that does.
 *
 * @param ref the record
 * @param status the record's status in words
 * @param override what the site says
 */
record Overridden(ResourceRef ref, String status, SiteOverride override) {

    /** What is overridden, with the kind of record that it stands in. */
    record OfList(Selector.Kind kind, Overridden overridden) {

        /** The criterion in whose list the code stands. */
        String list() {
            return overridden.override().criterion();
        }
    }

    Piece piece() {
        return new Piece(
                ref,
                override.code(),
                Optional.empty(),
                status,
                Weight.NOT_COUNTED,
                this::sentence,
                Optional.empty(),
                false,
                false);
    }

    /** The piece of the same record, with the site's reason said too. */
    Piece saidBeside(Piece piece) {
        return piece.key().equals(ref.key())
                ? piece.weighing(piece.weight(), () -> said(piece.why().get()))
                : piece;
    }

    private String said(String why) {
        return why.contains(sentence()) ? why : why + " " + sentence();
    }

    String sentence() {
        return "The site's local map overrides the code lists: " + override.reason() + ".";
    }
}
