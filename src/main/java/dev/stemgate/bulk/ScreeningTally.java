// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.Tally.Of;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.model.UnclassifiedCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts what one screening says. */
final class ScreeningTally {

    private ScreeningTally() {}

    static void add(PatientFacts facts, Screening screening, Tally tally) {
        tally.add(Of.OUTCOME, screening.outcome().code());
        for (CriterionResult result : screening.criteria()) {
            tally.add(Of.CRITERION, result.id(), result.finding().code());
        }
        String age = AgeBand.of(facts.person().birthDate(), screening.asOf()).code();
        int place = 0;
        for (Hazard hazard : screening.risks().hazards()) {
            tally.add(
                    Of.HAZARD,
                    String.valueOf(place++),
                    hazard.id(),
                    hazard.title(),
                    age,
                    hazard.level().name());
        }
        tally.add(Of.FALL, screening.outcome().code(), why(screening));
        incomplete(screening, facts.conditions().isEmpty(), tally);
        unclassified(screening, tally);
    }

    /** Why a patient falls out at the step of the flow that the outcome stands for: the first reason, so that each counts once. */
    private static String why(Screening screening) {
        return switch (screening.outcome()) {
            case NOT_APPLICABLE -> screening.qualifier();
            case CONTRAINDICATED -> first(screening, CriterionResult.Kind.ABSOLUTE, Finding.PRESENT);
            case INDETERMINATE -> indeterminate(screening);
            case CAUTION -> screening.qualifier().isEmpty() ? "safety" : screening.qualifier();
            case NO_CONTRAINDICATION_FOUND -> "";
        };
    }

    private static String indeterminate(Screening screening) {
        boolean possible = screening.criteria().stream()
                .anyMatch(result ->
                        result.kind() == CriterionResult.Kind.ABSOLUTE && result.finding() == Finding.POSSIBLE);
        if (possible) {
            return "possible-contraindication";
        }
        return screening.toClassify().isEmpty() ? "incomplete-record" : "codes-to-classify";
    }

    private static String first(Screening screening, CriterionResult.Kind kind, Finding finding) {
        return screening.criteria().stream()
                .filter(result -> result.kind() == kind && result.finding() == finding)
                .map(CriterionResult::id)
                .findFirst()
                .orElse(Outcome.CONTRAINDICATED.code());
    }

    /** @param noConditions whether there is no Condition at all: a record that is empty is not taken for that of a healthy person */
    private static void incomplete(Screening screening, boolean noConditions, Tally tally) {
        Set<String> said = new HashSet<>();
        if (noConditions && screening.readings().get(RecordKind.CONDITION) instanceof Reading.Complete) {
            count(RecordKind.CONDITION.fhirType(), "EMPTY", said, tally);
        }
        for (Map.Entry<RecordKind, Reading> reading : screening.readings().entrySet()) {
            String kind = reading.getKey().fhirType();
            if (reading.getValue() instanceof Reading.Incomplete incomplete) {
                for (Gap gap : incomplete.gaps()) {
                    count(kind, gap.cause().name(), said, tally);
                }
            } else if (reading.getValue() instanceof Reading.NotServed) {
                count(kind, "NOT_EXPORTED", said, tally);
            } else if (reading.getValue() instanceof Reading.NotAvailable) {
                count(kind, "NOT_AVAILABLE", said, tally);
            }
        }
        for (UnclassifiedCode code : screening.toClassify()) {
            count(code.kind().fhirType(), "UNCLASSIFIED", said, tally);
        }
    }

    private static void count(String kind, String cause, Set<String> said, Tally tally) {
        String word = cause.toLowerCase(Locale.ROOT).replace('_', '-');
        if (said.add(kind + word)) {
            tally.add(Of.INCOMPLETE, kind, word);
        }
    }

    /** A patient counts once for a code, in however many records it stands. Words without a code are a clinician's own and may name a person: they are counted together. */
    private static void unclassified(Screening screening, Tally tally) {
        Set<List<String>> seen = new HashSet<>();
        for (UnclassifiedCode item : screening.toClassify()) {
            boolean coded = item.code().hasCode();
            String which = coded ? item.code().system() + "|" + item.code().code() : "";
            if (!seen.add(List.of(item.kind().name(), which))) {
                continue;
            }
            tally.add(
                    Of.UNCLASSIFIED,
                    item.kind().fhirType(),
                    coded ? item.code().system() : "",
                    coded ? item.code().code() : "",
                    coded ? item.code().display() : "");
        }
    }
}
