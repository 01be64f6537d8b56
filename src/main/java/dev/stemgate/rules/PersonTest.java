// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** Tests of the person. */
sealed interface PersonTest extends RowTest {

    Answer ask(Situation situation);

    @Override
    default Answer ask(Subject subject, Situation situation) {
        return ask(situation);
    }

    /** Certainly male, or possibly female: other, unknown and missing count as possibly female (MODEL §3, Dates). */
    record SexIs(boolean male) implements PersonTest {
        @Override
        public Answer ask(Situation situation) {
            boolean certainlyMale = situation.patient().person().sex().certainlyMale();
            return Answer.of(
                    certainlyMale == male,
                    male ? "the patient is male" : "",
                    male ? "the patient is not certainly male" : "the patient is male");
        }
    }

    /** Completed years of age between two bounds, inclusive; an unknown birth date straddles. */
    record AgeBetween(int from, OptionalInt to) implements PersonTest {
        @Override
        public Answer ask(Situation situation) {
            Optional<DateRange> birth = situation.patient().person().birthDate();
            if (birth.isEmpty()) {
                return Answer.straddles("the birth date is missing");
            }
            EvaluationDay day = situation.day();
            LocalDate oldest = birth.get().earliest();
            LocalDate youngest = birth.get().latest();
            boolean certainlyBelow = !day.hasCome(oldest.plusYears(from));
            boolean certainlyAbove = to.isPresent() && day.hasCome(youngest.plusYears(to.getAsInt() + 1L));
            if (certainlyBelow || certainlyAbove) {
                return answer(Answer.Verdict.NO, birth.get(), "not ");
            }
            boolean notBelow = day.hasCome(youngest.plusYears(from));
            boolean notAbove = to.isEmpty() || !day.hasCome(oldest.plusYears(to.getAsInt() + 1L));
            return notBelow && notAbove
                    ? answer(Answer.Verdict.YES, birth.get(), "")
                    : answer(Answer.Verdict.STRADDLES, birth.get(), "not certainly ");
        }

        private Answer answer(Answer.Verdict verdict, DateRange birth, String sure) {
            return new Answer(
                    verdict,
                    () -> "age at the evaluation date by birth date " + birth + ": " + sure + from
                            + (to.isPresent() ? " to " + to.getAsInt() : " or over"));
        }
    }
}
