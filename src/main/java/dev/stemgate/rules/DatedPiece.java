// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ResourceRef;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a candidate said on a day, with how long that stands.
 *
 * @param candidate the candidate
 * @param piece what it said; empty when no row is about it
 * @param until the first later day on which it may say something else
 */
record DatedPiece(Candidate candidate, Optional<Piece> piece, LocalDate until) {

    static DatedPiece of(Candidate candidate, LocalDate asOf, PatientRecord patient, Model model) {
        EvaluationDay day = new EvaluationDay(asOf);
        Optional<Piece> piece = candidate.on(new Situation(day, patient, model));
        return new DatedPiece(candidate, piece, day.until());
    }

    boolean standsOn(LocalDate day) {
        return day.isBefore(until);
    }

    boolean saysTheSameAs(DatedPiece other) {
        return piece.isEmpty() || piece.get().saysTheSameAs(other.piece.get());
    }

    boolean isOfTheRecord(ResourceRef record) {
        ResourceRef own = candidate.record();
        return own.id().equals(record.id()) && own.type().equals(record.type());
    }
}
