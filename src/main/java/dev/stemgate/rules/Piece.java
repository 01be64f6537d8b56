// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A piece of evidence with what the rule about endings needs to know of it.
 *
 * @param evidence the evidence
 * @param last the date that windows look at; empty when undated
 * @param ending the record carries a code that ends a pregnancy
 * @param other the record carries a code that counts by a row, besides an ending one
 */
record Piece(Evidence evidence, Optional<LastDate> last, boolean ending, boolean other) {

    /** Strongest first; then by code, so that the choice does not depend on order. */
    static final Comparator<Piece> STRONGEST_FIRST = Comparator.comparing(
                    (Piece piece) -> piece.evidence().weight())
            .thenComparing(piece -> piece.evidence().code().system())
            .thenComparing(piece -> piece.evidence().code().code())
            .thenComparing(piece -> piece.evidence().code().display())
            .thenComparing(piece -> piece.evidence().why())
            .thenComparing(piece -> piece.evidence().ref().version())
            .thenComparing(piece -> piece.evidence().status())
            .thenComparing(
                    piece -> piece.evidence().date().map(Object::toString).orElse(""))
            .thenComparing(piece -> piece.last().map(Object::toString).orElse(""));

    Piece {
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(last, "last");
    }

    /** Of two readings of one record: it counts as the stronger, but is definite only when both are. */
    static Piece whichever(Piece one, Piece other) {
        Piece first = STRONGEST_FIRST.compare(one, other) <= 0 ? one : other;
        boolean sure = one.evidence().weight() == other.evidence().weight() || !first.isDefinite();
        Piece capped = sure ? first : first.weighing(Weight.SUGGESTIVE, "It is suggestive: it may have ended already.");
        Optional<LastDate> last = one.last().flatMap(date -> other.last().map(late -> LastDate.spanning(date, late)));
        return new Piece(capped.evidence(), last, one.ending() || other.ending(), one.other() || other.other());
    }

    private boolean isDefinite() {
        return evidence.weight() == Weight.DEFINITE;
    }

    String key() {
        return evidence.ref().key();
    }

    boolean counts() {
        return evidence.weight() != Weight.NOT_COUNTED;
    }

    Piece weighing(Weight weight, String why) {
        Evidence lighter =
                new Evidence(evidence.ref(), evidence.code(), evidence.date(), evidence.status(), weight, why);
        return new Piece(lighter, last, ending, other);
    }
}
