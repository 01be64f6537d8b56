// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ResourceRef;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one record says for a criterion at a date: a piece of evidence that is not yet put into words, with what the rule about
 * endings needs to know of it.
 *
 * @param record where it comes from
 * @param code the coding that matched
 * @param date the date as recorded
 * @param status status words
 * @param weight how strongly it counts
 * @param why one sentence, put into words only where somebody reads it
 * @param last the date that windows look at; empty when undated
 * @param ending the record carries a code that ends a pregnancy
 * @param other the record carries a code that counts by a row, besides an ending one
 */
record Piece(
        ResourceRef record,
        Code code,
        Optional<DateRange> date,
        String status,
        Weight weight,
        Supplier<String> why,
        Optional<LastDate> last,
        boolean ending,
        boolean other) {

    /** Strongest first; then by code, so that the choice does not depend on order. */
    static final Comparator<Piece> STRONGEST_FIRST = Comparator.comparing(Piece::weight)
            .thenComparing(piece -> piece.code().system())
            .thenComparing(piece -> piece.code().code())
            .thenComparing(piece -> piece.code().display())
            .thenComparing(piece -> piece.last().map(LastDate::words).orElse(""))
            .thenComparing(piece -> piece.record().version())
            .thenComparing(Piece::status)
            .thenComparing(piece -> piece.date().map(Object::toString).orElse(""))
            .thenComparing(piece -> piece.why().get());

    Piece {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(last, "last");
    }

    /** Of two readings of one record: it counts as the stronger, but is definite only when both are. */
    static Piece whichever(Piece one, Piece other) {
        Piece first = STRONGEST_FIRST.compare(one, other) <= 0 ? one : other;
        boolean sure = one.weight() == other.weight() || first.weight() != Weight.DEFINITE;
        Piece capped =
                sure ? first : first.weighing(Weight.SUGGESTIVE, () -> "It is suggestive: it may have ended already.");
        Optional<LastDate> last = one.last().flatMap(date -> other.last().map(late -> LastDate.spanning(date, late)));
        return capped.of(last, one.ending() || other.ending(), one.other() || other.other());
    }

    /** Of two codes of one record: the stronger. */
    static Piece stronger(Piece one, Piece other) {
        Piece first = STRONGEST_FIRST.compare(one, other) <= 0 ? one : other;
        boolean isEnding = one.ending() || other.ending();
        boolean isOther = one.other() || other.other();
        return first.ending == isEnding && first.other == isOther ? first : first.of(first.last(), isEnding, isOther);
    }

    private Piece of(Optional<LastDate> lastDate, boolean isEnding, boolean isOther) {
        return new Piece(record, code, date, status, weight, why, lastDate, isEnding, isOther);
    }

    String key() {
        return record.key();
    }

    boolean counts() {
        return weight != Weight.NOT_COUNTED;
    }

    Piece weighing(Weight lighter, Supplier<String> because) {
        return new Piece(record, code, date, status, lighter, because, last, ending, other);
    }

    /** Nothing that another rule looks at differs; the words may name another date. */
    boolean saysTheSameAs(Piece same) {
        return weight == same.weight
                && ending == same.ending
                && other == same.other
                && code.equals(same.code)
                && record.equals(same.record)
                && last.isPresent() == same.last.isPresent()
                && (last.isEmpty() || last.get().saysTheSameAs(same.last.get()));
    }

    Evidence evidence() {
        return new Evidence(record, code, date, status, weight, why.get());
    }

    /** The evidence without the sentence that says why: for a date whose screening nobody reads. */
    Evidence unworded() {
        return new Evidence(record, code, date, status, weight, "");
    }
}
