// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.terminology.Match;
import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Tests of what stands beside the record. */
sealed interface ContextTest extends RowTest {

    /** Another countable Condition stands in one of the lists or in the group; or, where allowed, the drug's reason does. */
    record Companion(Set<String> lists, Optional<CodeGroup> group, boolean orReason) implements ContextTest {
        public Companion {
            lists = Set.copyOf(lists);
            Objects.requireNonNull(group, "group");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            if (orReason && subject.reasonLists().stream().anyMatch(lists::contains)) {
                return Answer.yes("its reason is such a disease");
            }
            return Answer.of(
                    hasCompanion(situation),
                    "together with a related Condition",
                    "no related Condition stands beside it");
        }

        private boolean hasCompanion(Situation situation) {
            for (ClassifiedCondition condition : situation.patient().countableConditions()) {
                if (isCompanion(condition)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isCompanion(ClassifiedCondition condition) {
            for (Match match : condition.matches()) {
                if (lists.contains(match.criterion())) {
                    return true;
                }
            }
            return group.isPresent()
                    && group.filter(codes -> condition.fact().code().codings().stream()
                                    .filter(Code::hasCode)
                                    .anyMatch(codes::contains))
                            .isPresent();
        }
    }

    /**
     * No code tells how this pregnancy ended: no definite Condition of the classes lies between {@code before} its end and
     * {@code after} its end, and not before its onset.
     */
    record WithoutEnding(Set<String> lists, Set<String> classes, Period before, Period after) implements ContextTest {
        public WithoutEnding {
            lists = Set.copyOf(lists);
            classes = Set.copyOf(classes);
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            boolean told = situation.patient().countableConditions().stream()
                    .anyMatch(condition -> tells(condition, subject, situation));
            return Answer.of(!told, "no code says how it ended", "another code says how it ended");
        }

        private boolean tells(ClassifiedCondition condition, Subject subject, Situation situation) {
            boolean listed = condition.matches().stream()
                    .anyMatch(match -> !match.suggestiveOnly()
                            && lists.contains(match.criterion())
                            && match.classes().stream().anyMatch(classes::contains));
            Optional<LastDate> last = subject.last().filter(date -> !date.beginsAsOf());
            if (!listed || !ConditionStanding.doubt(condition.fact()).isEmpty() || last.isEmpty()) {
                return false;
            }
            DateRange end = last.get().range();
            LocalDate from = subject.onset()
                    .map(DateRange::earliest)
                    .orElse(end.earliest().minus(before));
            LocalDate to = end.latest().plus(after);
            return situation
                    .timing(condition)
                    .recorded()
                    .filter(date -> !date.earliest().isBefore(from)
                            && (last.get().endsAsOf() || !date.latest().isAfter(to))
                            && situation.day().hasCome(date.latest()))
                    .isPresent();
        }
    }

    /**
     * No drug of the lists, or of the group among them, is certainly taken now, and no Condition says that it is: an INR under
     * an anticoagulant says nothing of the patient's own clotting (MODEL §3, Other).
     */
    record UnlessCurrent(Set<String> lists, CodeGroup group) implements ContextTest {
        public UnlessCurrent {
            lists = Set.copyOf(lists);
            Objects.requireNonNull(group, "group");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            boolean current =
                    situation.patient().countableMedications().stream().anyMatch(medication -> medication
                                    .matches()
                                    .filter(this::picks)
                                    .anyMatch(match -> isTaken(situation.exposure(medication, match), situation)))
                            || situation.patient().countableConditions().stream()
                                    .anyMatch(condition -> isSaid(condition, situation));
            return Answer.of(!current, "", "such a drug is taken now, which explains it");
        }

        private boolean picks(Match match) {
            return !match.suggestiveOnly() && lists.contains(match.criterion()) && group.contains(match.code());
        }

        private static boolean isTaken(Exposure exposure, Situation situation) {
            return exposure.suggestive().isEmpty()
                    && exposure.last()
                            .filter(last ->
                                    last.within(situation.model().parameters().currentMedication(), situation.day())
                                            == Answer.Verdict.YES)
                            .isPresent();
        }

        private boolean isSaid(ClassifiedCondition condition, Situation situation) {
            return ConditionStanding.doubt(condition.fact()).isEmpty()
                    && condition.matches().stream().anyMatch(this::picks)
                    && situation.timing(condition).readings().stream()
                            .allMatch(reading ->
                                    reading.active() && reading.suggestive().isEmpty());
        }
    }

    /** The site's policy for drugs of class {@code dual-use}. */
    record DualUseIs(Policies.DualUse policy) implements ContextTest {
        public DualUseIs {
            Objects.requireNonNull(policy, "policy");
        }

        @Override
        public Answer ask(Subject subject, Situation situation) {
            return Answer.of(
                    situation.model().policies().dualUse() == policy,
                    "",
                    "the policy for drugs of more than one use is another");
        }
    }
}
