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
    static final CriterionPieces NONE = new CriterionPieces(List.of(), List.of(), List.of());

    private final List<List<DatedPiece>> dated;
    private final List<Piece> strongest;
    private final List<Piece> ofRecords;
    private final LocalDate until;

    /**
     * @param dated what the codes of each record say, the records in the order of their key
     * @param strongest the strongest of each record
     * @param ofRecords these with what the site says of them
     */
    private CriterionPieces(List<List<DatedPiece>> dated, List<Piece> strongest, List<Piece> ofRecords) {
        this.dated = dated;
        this.strongest = strongest;
        this.ofRecords = ofRecords;
        LocalDate first = EvaluationDay.NEVER;
        for (List<DatedPiece> record : dated) {
            first = EvaluationDay.earlier(first, until(record));
        }
        this.until = first;
    }

    static CriterionPieces of(CriterionScope scope, Situation situation) {
        List<Candidate> candidates = new EvidenceFinder(scope, situation.patient()).candidates();
        if (candidates.isEmpty() && situation.patient().overridden().isEmpty()) {
            return NONE;
        }
        List<List<DatedPiece>> dated = new ArrayList<>(candidates.size());
        List<Piece> strongest = new ArrayList<>(candidates.size());
        DatedPiece before = null;
        for (Candidate candidate : candidates) {
            DatedPiece piece = DatedPiece.of(candidate, situation).orElse(null);
            if (piece != null) {
                int last = dated.size() - 1;
                if (before != null && piece.isOfTheRecordOf(before)) {
                    dated.set(last, and(dated.get(last), piece));
                    strongest.set(last, Piece.stronger(strongest.get(last), piece.piece()));
                } else {
                    dated.add(List.of(piece));
                    strongest.add(piece.piece());
                }
                before = piece;
            }
        }
        return new CriterionPieces(dated, strongest, withOverrides(strongest, scope, situation.patient()));
    }

    private static List<DatedPiece> and(List<DatedPiece> record, DatedPiece piece) {
        List<DatedPiece> both = new ArrayList<>(record);
        both.add(piece);
        return both;
    }

    /** The same records on a later day. */
    CriterionPieces on(CriterionScope scope, Situation situation) {
        LocalDate asOf = situation.day().date();
        if (asOf.isBefore(until)) {
            return this;
        }
        List<List<DatedPiece>> again = new ArrayList<>(dated);
        List<Piece> strongestAgain = strongest;
        for (int i = 0; i < again.size(); i++) {
            if (!asOf.isBefore(until(dated.get(i)))) {
                again.set(i, judged(dated.get(i), situation));
                Piece piece = strongest(again.get(i));
                if (!piece.saysTheSameAs(strongest.get(i))) {
                    strongestAgain = strongestAgain == strongest ? new ArrayList<>(strongest) : strongestAgain;
                    strongestAgain.set(i, piece);
                }
            }
        }
        return new CriterionPieces(
                again,
                strongestAgain,
                strongestAgain == strongest ? ofRecords : withOverrides(strongestAgain, scope, situation.patient()));
    }

    private static List<DatedPiece> judged(List<DatedPiece> record, Situation situation) {
        if (record.size() == 1) {
            return List.of(DatedPiece.of(record.get(0).candidate(), situation).orElseThrow());
        }
        List<DatedPiece> again = new ArrayList<>(record.size());
        for (DatedPiece piece : record) {
            again.add(
                    piece.standsOn(situation.day().date())
                            ? piece
                            : DatedPiece.of(piece.candidate(), situation).orElseThrow());
        }
        return again;
    }

    private static Piece strongest(List<DatedPiece> record) {
        Piece strongest = record.get(0).piece();
        for (int i = 1; i < record.size(); i++) {
            strongest = Piece.stronger(strongest, record.get(i).piece());
        }
        return strongest;
    }

    private static LocalDate until(List<DatedPiece> record) {
        LocalDate first = EvaluationDay.NEVER;
        for (DatedPiece piece : record) {
            first = EvaluationDay.earlier(first, piece.until());
        }
        return first;
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

    private static List<Piece> withOverrides(List<Piece> strongest, CriterionScope scope, PatientRecord patient) {
        List<Overridden> overridden = overridden(scope, patient);
        return overridden.isEmpty() ? strongest : saying(strongest, overridden);
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
