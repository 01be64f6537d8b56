// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.RowMatcher.Ruling;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Applies the rule about codes that end a pregnancy to the pieces of a criterion (MODEL §3, Rows, pregnancy). */
final class Endings {

    private final EndedBy rule;
    private final Situation situation;

    Endings(EndedBy rule, Situation situation) {
        this.rule = rule;
        this.situation = situation;
    }

    /** What an ending code by itself says: possible for a while after it. */
    static Ruling ruling(EndedBy rule, Subject subject, Situation situation) {
        Answer recent = new DateTest.Within(rule.possibleFor()).ask(subject, situation);
        return recent.verdict() == Answer.Verdict.NO
                ? Ruling.notCounted(recent.said())
                : new Ruling(
                        Weight.SUGGESTIVE,
                        () -> "It is suggestive: " + recent.words() + "; " + rule.says() + ".",
                        false);
    }

    List<Piece> apply(List<Piece> pieces) {
        List<Piece> evidence =
                pieces.stream().filter(piece -> piece.other() && piece.counts()).collect(Collectors.toList());
        Optional<Piece> ending = pieces.stream()
                .filter(piece -> piece.ending() && !piece.other() && laterThanAll(piece, evidence))
                .min((a, b) -> start(b).compareTo(start(a)));
        return ending.map(end -> pieces.stream()
                        .map(piece -> piece.other() && piece.counts() ? superseded(piece, end) : piece)
                        .collect(Collectors.toList()))
                .orElse(pieces);
    }

    private boolean laterThanAll(Piece ending, List<Piece> evidence) {
        if (ending.last().isEmpty() || ending.last().get().beginsAsOf()) {
            return false;
        }
        LocalDate start = start(ending);
        return evidence.stream().allMatch(piece -> isBefore(piece, start));
    }

    private boolean isBefore(Piece piece, LocalDate start) {
        return piece.last()
                .filter(last -> !last.endsAsOf() && last.range().latest().isBefore(start))
                .isPresent();
    }

    private static LocalDate start(Piece ending) {
        return ending.last().orElseThrow().range().earliest();
    }

    private Piece superseded(Piece piece, Piece end) {
        Answer.Verdict recent = end.last().orElseThrow().within(rule.possibleFor(), situation.day());
        Supplier<String> words = () -> "a later record (" + end.key() + ") says that it ended "
                + end.last().orElseThrow().words();
        return recent == Answer.Verdict.NO
                ? piece.weighing(Weight.NOT_COUNTED, () -> "It does not count: " + words.get() + ".")
                : piece.weighing(
                        Weight.SUGGESTIVE, () -> "It is suggestive: " + words.get() + "; " + rule.says() + ".");
    }
}
