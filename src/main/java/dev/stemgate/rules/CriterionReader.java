// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult.Kind;
import dev.stemgate.rules.Criterion.Hazard;
import dev.stemgate.rules.Criterion.Need;
import dev.stemgate.rules.Criterion.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one file of {@code model/criteria}. */
final class CriterionReader {

    static final Set<String> KEYS = Set.of(
            "id", "title", "meaning", "kind", "evaluated", "sources", "hazards", "needs", "rows", "counts", "ended-by");
    static final Set<String> SOURCE_KEYS = Set.of("mark", "says");
    static final Set<String> HAZARD_KEYS = Set.of("id", "major", "options", "route", "target", "unless-words", "note");
    static final Set<String> COUNTS_KEYS = Set.of("at-least", "criteria", "own-title");
    static final Set<String> ENDED_BY_KEYS = Set.of("lists", "classes", "aftermath", "possible-for", "says");

    static final Map<String, Kind> KINDS =
            Map.of("absolute", Kind.ABSOLUTE, "risk-safety", Kind.RISK_SAFETY, "risk-efficacy", Kind.RISK_EFFICACY);
    static final Map<String, Need> NEEDS = Map.of(
            "condition", Need.CONDITION,
            "medication", Need.MEDICATION,
            "procedure", Need.PROCEDURE,
            "allergy", Need.ALLERGY,
            "observation", Need.OBSERVATION,
            "person", Need.PERSON);
    private final Set<String> knownLists;
    private final Function<String, CodeGroup> groups;
    private final EvidenceModel evidence;
    private final Therapy therapy;

    /**
     * A reader for one model.
     *
     * @param evidence the tests and allergies that rows may name
     * @param therapy the hazards, options, routes and targets that a criterion may name
     */
    CriterionReader(
            Set<String> knownLists, Function<String, CodeGroup> groups, EvidenceModel evidence, Therapy therapy) {
        this.knownLists = knownLists;
        this.groups = groups;
        this.evidence = evidence;
        this.therapy = therapy;
    }

    Criterion read(YamlMap map, String expectedId) {
        map.only(KEYS);
        String id = map.text("id");
        if (!id.equals(expectedId)) {
            throw map.fault("id", "the id '" + id + "' is not the name of the file", "write 'id: " + expectedId + "'");
        }
        RowReader rows = new RowReader(id, knownLists, groups, evidence);
        boolean evaluated = map.flag("evaluated");
        List<Row> read = map.maps("rows", rows::read);
        if (evaluated && read.isEmpty()) {
            throw map.fault("evaluated", "an evaluated criterion has no rows", "add rows or write 'evaluated: false'");
        }
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        map.words("needs").forEach(word -> needs.add(map.choose("needs", word, NEEDS)));
        if (!needs.contains(Need.CONDITION)) {
            throw map.fault("needs", "every criterion needs Condition", "add 'condition'");
        }
        return new Criterion(
                id,
                map.text("title"),
                map.text("meaning"),
                map.oneOf("kind", KINDS),
                evaluated,
                map.maps("sources", CriterionReader::source),
                map.maps("hazards", this::hazard),
                needs,
                read,
                map.optionalMap("counts").map(rule -> counts(rule.only(COUNTS_KEYS), id)),
                map.optionalMap("ended-by").map(rule -> endedBy(rule.only(ENDED_BY_KEYS), rows, id)));
    }

    private static Source source(YamlMap map) {
        map.only(SOURCE_KEYS);
        return new Source(map.text("mark"), map.text("says"));
    }

    private Hazard hazard(YamlMap map) {
        map.only(HAZARD_KEYS);
        return new Hazard(
                known(map, "id", map.text("id"), therapy.hazardIds()),
                map.flag("major", false),
                map.words("options").stream()
                        .map(option -> known(map, "options", option, therapy.optionIds()))
                        .collect(Collectors.toSet()),
                map.optionalText("route")
                        .map(route -> known(map, "route", route, therapy.plan().routeIds()))
                        .orElse(""),
                map.optionalText("target")
                        .map(target ->
                                known(map, "target", target, therapy.plan().targetIds()))
                        .orElse(""),
                Set.copyOf(map.words("unless-words")),
                map.optionalText("note").orElse(""));
    }

    private static String known(YamlMap map, String key, String id, Set<String> ids) {
        if (!ids.contains(id)) {
            throw map.fault(
                    key,
                    "'" + id + "' is not known for '" + key + "'",
                    "use one of " + String.join(", ", new TreeSet<>(ids)) + " of model/therapy.yaml");
        }
        return id;
    }

    private DiseaseCount counts(YamlMap map, String id) {
        List<String> criteria = map.words("criteria");
        for (String criterion : criteria) {
            if (criterion.equals(id) || !knownLists.contains(criterion)) {
                throw map.fault(
                        "criteria", "'" + criterion + "' is no other criterion", "name criteria of model/criteria");
            }
        }
        int atLeast = map.number("at-least");
        if (atLeast < 1 || criteria.isEmpty()) {
            throw map.fault(
                    "at-least", "nothing can be counted", "give a number of diseases and the criteria to count");
        }
        return new DiseaseCount(atLeast, Set.copyOf(criteria), map.text("own-title"));
    }

    private static EndedBy endedBy(YamlMap map, RowReader rows, String id) {
        return new EndedBy(
                rows.lists(map, Set.of(id)),
                Set.copyOf(map.words("classes")),
                Set.copyOf(map.words("aftermath")),
                map.period("possible-for"),
                map.text("says"));
    }
}
