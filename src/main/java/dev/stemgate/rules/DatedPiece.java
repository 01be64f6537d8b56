// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ResourceRef;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a candidate said on a day, with how long that stands.
 *
 * @param candidate the candidate
 * @param piece what it said
 * @param until the first later day on which it may say something else
 */
record DatedPiece(Candidate candidate, Piece piece, LocalDate until) {

    /** Empty when no row is about the candidate, on whatever day. */
    static Optional<DatedPiece> of(Candidate candidate, Situation situation) {
        situation.day().begin();
        Optional<Piece> piece = candidate.on(situation);
        return piece.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DatedPiece(candidate, piece.get(), situation.day().until()));
    }

    boolean standsOn(LocalDate day) {
        return day.isBefore(until);
    }

    /** Both are of one record, perhaps of two versions of it. */
    boolean isOfTheRecordOf(DatedPiece other) {
        ResourceRef own = candidate.record();
        ResourceRef its = other.candidate.record();
        return own.id().equals(its.id()) && own.type().equals(its.type());
    }
}
