// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * All that the records of a patient say for one criterion on a day, and until when each of them does. On a later day only those
 * are judged again whose own day has come. Immutable.
 */
final class CriterionPieces {

    /** No record bears on it. */
    static final CriterionPieces NONE = new CriterionPieces(List.of(), List.of());

    private final List<DatedPiece> dated;
    private final List<Piece> ofRecords;
    private final LocalDate until;

    private CriterionPieces(List<DatedPiece> dated, List<Piece> ofRecords) {
        this.dated = dated;
        this.ofRecords = ofRecords;
        LocalDate first = EvaluationDay.NEVER;
        for (DatedPiece piece : dated) {
            first = EvaluationDay.earlier(first, piece.until());
        }
        this.until = first;
    }

    static CriterionPieces of(CriterionScope scope, LocalDate asOf, PatientRecord patient, Model model) {
        List<Candidate> candidates = new EvidenceFinder(scope, patient).candidates();
        List<DatedPiece> dated = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            dated.add(DatedPiece.of(candidate, asOf, patient, model));
        }
        return new CriterionPieces(dated, ofRecords(dated, overridden(scope, patient)));
    }

    /** The same records on a later day. */
    CriterionPieces on(LocalDate asOf, CriterionScope scope, PatientRecord patient, Model model) {
        if (asOf.isBefore(until)) {
            return this;
        }
        List<DatedPiece> again = new ArrayList<>(dated.size());
        boolean same = true;
        for (DatedPiece piece : dated) {
            if (piece.standsOn(asOf)) {
                again.add(piece);
            } else {
                DatedPiece judged = DatedPiece.of(piece.candidate(), asOf, patient, model);
                same = same && judged.saysTheSameAs(piece);
                again.add(judged);
            }
        }
        return new CriterionPieces(again, same ? ofRecords : ofRecords(again, overridden(scope, patient)));
    }

    /**
     * One piece a record however many codings match, in the order of the record's key. The same list as before on a day on which no
     * record says anything else.
     */
    List<Piece> ofRecords() {
        return ofRecords;
    }

    /** The first later day on which some record may say something else. */
    LocalDate until() {
        return until;
    }

    private static List<Piece> ofRecords(List<DatedPiece> dated, List<Overridden> overridden) {
        List<Piece> merged = new ArrayList<>(dated.size());
        Piece strongest = null;
        for (DatedPiece one : dated) {
            if (one.piece().isPresent()) {
                Piece piece = one.piece().get();
                if (strongest != null && one.isOfTheRecord(strongest.record())) {
                    strongest = Piece.stronger(strongest, piece);
                    merged.set(merged.size() - 1, strongest);
                } else {
                    strongest = piece;
                    merged.add(piece);
                }
            }
        }
        return overridden.isEmpty() ? merged : saying(merged, overridden);
    }

    /** What a site's local map takes away is shown, and said beside what counts all the same. */
    private static List<Piece> saying(List<Piece> pieces, List<Overridden> overridden) {
        TreeMap<String, Piece> byKey = new TreeMap<>();
        pieces.forEach(piece -> byKey.put(piece.key(), piece));
        for (Overridden one : overridden) {
            byKey.merge(one.ref().key(), one.piece(), Piece::stronger);
        }
        List<Piece> said = new ArrayList<>(byKey.size());
        for (Piece piece : byKey.values()) {
            Piece all = piece;
            for (Overridden one : overridden) {
                all = one.saidBeside(all);
            }
            said.add(all);
        }
        return said;
    }

    private static List<Overridden> overridden(CriterionScope scope, PatientRecord patient) {
        return patient.overridden().isEmpty()
                ? List.of()
                : patient.overridden().stream()
                        .filter(one -> scope.names(one.kind(), one.list()))
                        .map(Overridden.OfList::overridden)
                        .sorted(Comparator.comparing(Overridden::sentence))
                        .toList();
    }
}
