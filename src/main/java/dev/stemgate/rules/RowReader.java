// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one row of a criterion file: a closed set of operators, no expression language. */
final class RowReader {

    static final Set<String> KEYS = Set.of(
            "finding",
            "says",
            "record",
            "lists",
            "role",
            "classes",
            "not-classes",
            "group",
            "not-group",
            "activity",
            "current",
            "within",
            "older-than",
            "longer-ago-than",
            "onset-within",
            "not-abated-before",
            "sex",
            "age",
            "companion",
            "without-ending",
            "course-not-longer-than-days",
            "course-longer-than-days",
            "reason-without-words",
            "reason-with-word",
            "dual-use",
            "tests",
            "result",
            "allergy",
            "unless-current");
    static final Set<String> UNLESS_CURRENT_KEYS = Set.of("lists", "group");
    static final Set<String> AGE_KEYS = Set.of("from", "to");
    static final Set<String> COMPANION_KEYS = Set.of("lists", "group", "or-reason");
    static final Set<String> WITHOUT_ENDING_KEYS = Set.of("lists", "classes", "before", "after");

    static final Map<String, Row.Level> LEVELS =
            Map.of("present", Row.Level.PRESENT, "possible", Row.Level.POSSIBLE, "not-counted", Row.Level.NOT_COUNTED);
    static final Map<String, Selector.Kind> RECORDS = Map.of(
            "condition", Selector.Kind.CONDITION,
            "procedure", Selector.Kind.PROCEDURE,
            "drug", Selector.Kind.DRUG,
            "person", Selector.Kind.PERSON,
            "observation", Selector.Kind.OBSERVATION,
            "allergy", Selector.Kind.ALLERGY);
    static final Map<String, Set<Role>> ROLES = Map.of(
            "include", EnumSet.of(Role.INCLUDE),
            "signal", EnumSet.of(Role.SIGNAL),
            "any", EnumSet.of(Role.INCLUDE, Role.SIGNAL));
    static final Map<String, List<RowTest>> ACTIVITIES = Map.of(
            "active", List.of(new RecordTest.Active()),
            "marked-active", List.of(new RecordTest.MarkedActive()),
            "ended", List.of(new RecordTest.Ended()),
            "any", List.of());
    static final Map<String, TestResult> RESULTS = Arrays.stream(TestResult.values())
            .collect(Collectors.toMap(result -> result.name().toLowerCase(Locale.ROOT), result -> result));
    static final Map<String, Boolean> SEXES = Map.of("male", true, "not-male", false);
    static final Map<String, Policies.DualUse> DUAL_USES =
            Map.of("count", Policies.DualUse.COUNT, "note", Policies.DualUse.NOTE);

    private final String criterion;
    private final Set<String> knownLists;
    private final Function<String, CodeGroup> groups;
    private final EvidenceModel evidence;

    /**
     * A reader for the rows of one criterion.
     *
     * @param knownLists ids of all criteria: each has a code list of its name
     * @param groups reads a code group by its id
     * @param evidence the tests and the traits of allergies that rows may name
     */
    RowReader(String criterion, Set<String> knownLists, Function<String, CodeGroup> groups, EvidenceModel evidence) {
        this.criterion = criterion;
        this.knownLists = knownLists;
        this.groups = groups;
        this.evidence = evidence;
    }

    Row read(YamlMap row) {
        row.only(KEYS);
        Selector selector = selector(row);
        List<RowTest> tests = new ArrayList<>();
        row.optionalText("activity").ifPresent(word -> tests.addAll(row.choose("activity", word, ACTIVITIES)));
        row.optionalText("sex").ifPresent(word -> tests.add(new PersonTest.SexIs(row.choose("sex", word, SEXES))));
        row.optionalMap("age").ifPresent(age -> tests.add(age(age.only(AGE_KEYS))));
        row.optionalText("dual-use")
                .ifPresent(word -> tests.add(new ContextTest.DualUseIs(row.choose("dual-use", word, DUAL_USES))));
        if (row.flag("current", false)) {
            tests.add(new DateTest.Current());
        }
        row.optionalPeriod("within").map(DateTest.Within::new).ifPresent(tests::add);
        row.optionalPeriod("older-than").map(DateTest.OlderThan::new).ifPresent(tests::add);
        row.optionalPeriod("longer-ago-than").map(DateTest.LongerAgoThan::new).ifPresent(tests::add);
        row.optionalPeriod("onset-within").map(DateTest.OnsetWithin::new).ifPresent(tests::add);
        row.optionalPeriod("not-abated-before")
                .map(DateTest.NotAbatedBefore::new)
                .ifPresent(tests::add);
        if (row.has("course-not-longer-than-days")) {
            tests.add(new RecordTest.CourseNotLongerThan(row.number("course-not-longer-than-days")));
        }
        if (row.has("course-longer-than-days")) {
            tests.add(new RecordTest.CourseLongerThan(row.number("course-longer-than-days")));
        }
        if (row.has("reason-with-word")) {
            tests.add(new RecordTest.ReasonWithWord(row.words("reason-with-word")));
        }
        if (row.has("reason-without-words")) {
            tests.add(new RecordTest.ReasonWithoutWords(row.words("reason-without-words")));
        }
        row.optionalMap("companion").ifPresent(other -> tests.add(companion(other.only(COMPANION_KEYS))));
        row.optionalMap("without-ending").ifPresent(other -> tests.add(withoutEnding(other.only(WITHOUT_ENDING_KEYS))));
        if (row.has("result")) {
            Set<TestResult> results = results(row, "result");
            if (results.isEmpty()) {
                throw row.fault("result", "no result is named", "name at least one");
            }
            tests.add(new RecordTest.ResultIs(results));
        }
        row.optionalMap("unless-current").ifPresent(other -> tests.add(unlessCurrent(other.only(UNLESS_CURRENT_KEYS))));
        return new Row(row.oneOf("finding", LEVELS), row.text("says"), selector, tests);
    }

    private Selector selector(YamlMap row) {
        Selector.Kind record = row.oneOf("record", RECORDS);
        RecordKeys.check(row, record);
        boolean byCode = RecordKeys.isByCode(record);
        return new Selector(
                record,
                byCode ? lists(row, Set.of(criterion)) : Set.of(),
                byCode ? row.oneOf("role", ROLES) : Set.of(),
                Set.copyOf(row.words("classes")),
                Set.copyOf(row.words("not-classes")),
                group(row, "group"),
                group(row, "not-group"),
                record == Selector.Kind.OBSERVATION ? tests(row) : Set.copyOf(features(row)));
    }

    private Set<String> tests(YamlMap row) {
        List<String> known = evidence.observations().tests().stream()
                .map(ObservationTest::id)
                .toList();
        return known(row, "tests", known, "name a test of model/observations/tests.yaml");
    }

    private Set<String> features(YamlMap row) {
        List<String> known = new ArrayList<>(List.of(AllergyModel.ANY, AllergyModel.HIGH_CRITICALITY));
        evidence.allergies().traits().forEach(trait -> known.add(trait.id()));
        return known(row, "allergy", known, "name a trait of model/allergies.yaml, high-criticality or any");
    }

    private static Set<String> known(YamlMap row, String key, List<String> known, String remedy) {
        for (String word : row.words(key)) {
            if (!known.contains(word)) {
                throw row.fault(key, "'" + word + "' is not known for '" + key + "'", remedy);
            }
        }
        return Set.copyOf(row.words(key));
    }

    static Set<TestResult> results(YamlMap row, String key) {
        EnumSet<TestResult> results = EnumSet.noneOf(TestResult.class);
        row.words(key).forEach(word -> results.add(row.choose(key, word, RESULTS)));
        return results;
    }

    private ContextTest.UnlessCurrent unlessCurrent(YamlMap other) {
        return new ContextTest.UnlessCurrent(
                lists(other, Set.of()), group(other, "group").orElseThrow(() -> other.missing("group")));
    }

    Set<String> lists(YamlMap map, Set<String> otherwise) {
        if (!map.has("lists")) {
            return otherwise;
        }
        List<String> lists = map.words("lists");
        for (String list : lists) {
            if (!knownLists.contains(list)) {
                throw map.fault("lists", "unknown list '" + list + "'", "name a criterion of model/criteria");
            }
        }
        return Set.copyOf(lists);
    }

    private Optional<CodeGroup> group(YamlMap map, String key) {
        return map.optionalText(key).map(id -> {
            if (!id.matches("[a-z0-9-]+")) {
                throw map.fault(key, "'" + id + "' is not the name of a group", "use small letters, digits and '-'");
            }
            return groups.apply(id);
        });
    }

    static PersonTest.AgeBetween age(YamlMap age) {
        return new PersonTest.AgeBetween(
                age.number("from"), age.has("to") ? OptionalInt.of(age.number("to")) : OptionalInt.empty());
    }

    private ContextTest.Companion companion(YamlMap other) {
        return new ContextTest.Companion(lists(other, Set.of()), group(other, "group"), other.flag("or-reason", false));
    }

    private ContextTest.WithoutEnding withoutEnding(YamlMap other) {
        return new ContextTest.WithoutEnding(
                lists(other, Set.of(criterion)),
                Set.copyOf(other.words("classes")),
                other.period("before"),
                other.period("after"));
    }
}
