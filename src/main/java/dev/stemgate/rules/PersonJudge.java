// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Person;
import java.util.List;
import java.util.Optional;

/** Judges the rows that look at the person only: the age. A missing birth date is unknown, not absent (MODEL §3, Rows). */
final class PersonJudge {

    /**
     * What the rows about the person say.
     *
     * @param evidence at most one piece
     * @param unknown whole sentences: why it cannot be judged
     */
    record Ruling(List<Evidence> evidence, List<String> unknown) {}

    private static final Ruling NOTHING = new Ruling(List.of(), List.of());

    private final CriterionScope scope;
    private final Situation situation;

    PersonJudge(CriterionScope scope, Situation situation) {
        this.scope = scope;
        this.situation = situation;
    }

    Ruling judge() {
        return scope.age().isPresent() ? judge(scope.age().get()) : NOTHING;
    }

    private Ruling judge(PersonTest.AgeBetween age) {
        Person person = situation.patient().person();
        if (person.birthDate().isEmpty()) {
            return new Ruling(List.of(), List.of("The birth date is missing."));
        }
        DateRange birth = person.birthDate().get();
        if (!situation.day().hasCome(birth.earliest())) {
            return new Ruling(List.of(), List.of("The birth date lies after the evaluation date."));
        }
        Answer answer = age.ask(situation);
        Weight weight =
                switch (answer.verdict()) {
                    case YES -> Weight.DEFINITE;
                    case STRADDLES -> Weight.SUGGESTIVE;
                    case NO -> Weight.NOT_COUNTED;
                };
        String said = answer.words();
        String words = Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".";
        return new Ruling(
                List.of(new Evidence(
                        person.ref(), new Code("", "", "Birth date"), Optional.of(birth), "", weight, words)),
                List.of());
    }
}
