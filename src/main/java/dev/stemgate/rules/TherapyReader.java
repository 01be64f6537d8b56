// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Hazard.Level;
import dev.stemgate.rules.PlanVocabulary.Item;
import dev.stemgate.rules.PlanVocabulary.OutOfScope;
import dev.stemgate.rules.Therapy.AtLeast;
import dev.stemgate.rules.Therapy.HazardKind;
import dev.stemgate.rules.Therapy.OptionKind;
import dev.stemgate.terminology.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code model/therapy.yaml}. Refuses keys and names that it does not know. */
final class TherapyReader {

    static final Set<String> KEYS = Set.of("hazards", "options", "plan");
    static final Set<String> HAZARD_KEYS = Set.of("id", "title", "source", "raised-says", "options");
    static final Set<String> OPTION_KEYS = Set.of("id", "title", "says", "poor-with", "poor-source", "at-least");
    static final Set<String> AT_LEAST_KEYS = Set.of("hazard", "level", "says", "with-criteria", "with-group");
    static final Set<String> PLAN_KEYS = Set.of("about", "products", "routes", "targets", "out-of-scope");
    static final Set<String> PATTERN_KEYS = Set.of("lists", "group", "words");
    static final Set<String> ITEM_KEYS = Set.of("id", "group", "words", "unless", "at-least");
    static final Set<String> OUT_OF_SCOPE_KEYS = Set.of("products", "reason-lists", "reason-group");
    static final Map<String, Level> LEVELS = Map.of("elevated", Level.ELEVATED, "high", Level.HIGH);

    private final Set<String> criteria;
    private final Function<String, CodeGroup> groups;
    private Set<String> hazards = Set.of();

    /**
     * A reader for one file; not for reuse.
     *
     * @param criteria ids of all criteria
     * @param groups reads a code group by its id
     */
    TherapyReader(Set<String> criteria, Function<String, CodeGroup> groups) {
        this.criteria = criteria;
        this.groups = groups;
    }

    Therapy read(YamlMap file) {
        file.only(KEYS);
        List<HazardKind> kinds = file.maps("hazards", TherapyReader::hazard);
        hazards = unique(file, "hazards", kinds.stream().map(HazardKind::id).collect(Collectors.toList()));
        List<OptionKind> options = file.maps("options", this::option);
        Set<String> optionIds =
                unique(file, "options", options.stream().map(OptionKind::id).collect(Collectors.toList()));
        kinds.forEach(kind -> kind.options().forEach(option -> known(file, "hazards", option, optionIds)));
        return new Therapy(kinds, options, plan(file.map("plan").only(PLAN_KEYS)));
    }

    private static HazardKind hazard(YamlMap map) {
        map.only(HAZARD_KEYS);
        return new HazardKind(
                map.text("id"),
                map.text("title"),
                map.text("source"),
                map.optionalText("raised-says").orElse(""),
                Set.copyOf(map.words("options")));
    }

    private OptionKind option(YamlMap map) {
        map.only(OPTION_KEYS);
        return new OptionKind(
                map.text("id"),
                map.text("title"),
                map.text("says"),
                criteria(map, "poor-with"),
                map.optionalText("poor-source").orElse(""),
                map.maps("at-least", this::atLeast));
    }

    private AtLeast atLeast(YamlMap map) {
        map.only(AT_LEAST_KEYS);
        return new AtLeast(
                known(map, "hazard", map.text("hazard"), hazards),
                map.oneOf("level", LEVELS),
                map.text("says"),
                criteria(map, "with-criteria"),
                group(map, "with-group"));
    }

    private PlanVocabulary plan(YamlMap map) {
        List<Item> products = items(map, "products");
        YamlMap outOfScope = map.map("out-of-scope").only(OUT_OF_SCOPE_KEYS);
        Set<String> unjudged = Set.copyOf(outOfScope.words("products"));
        unjudged.forEach(product -> known(outOfScope, "products", product, PlanVocabulary.ids(products)));
        return new PlanVocabulary(
                pattern(map.map("about").only(PATTERN_KEYS)),
                products,
                items(map, "routes"),
                items(map, "targets"),
                new OutOfScope(
                        unjudged,
                        new PlanPattern(
                                criteria(outOfScope, "reason-lists"), group(outOfScope, "reason-group"), List.of())));
    }

    private List<Item> items(YamlMap map, String key) {
        List<Item> items = map.maps(key, this::item);
        Set<String> ids = unique(map, key, items.stream().map(Item::id).collect(Collectors.toList()));
        items.forEach(item -> item.unless().forEach(other -> known(map, key, other, ids)));
        return items;
    }

    private Item item(YamlMap map) {
        map.only(ITEM_KEYS);
        return new Item(
                map.text("id"), pattern(map), Set.copyOf(map.words("unless")), map.maps("at-least", this::atLeast));
    }

    private PlanPattern pattern(YamlMap map) {
        List<List<String>> words = map.words("words").stream().map(Words::of).collect(Collectors.toList());
        if (words.isEmpty() && !map.has("group") && !map.has("lists")) {
            throw map.fault("id", "nothing says how it is recognised", "add 'words' or 'group'");
        }
        return new PlanPattern(criteria(map, "lists"), group(map, "group"), words);
    }

    private Set<String> criteria(YamlMap map, String key) {
        return map.words(key).stream().map(id -> known(map, key, id, criteria)).collect(Collectors.toSet());
    }

    private Optional<CodeGroup> group(YamlMap map, String key) {
        return map.optionalText(key).map(groups);
    }

    private static String known(YamlMap map, String key, String id, Set<String> ids) {
        if (!ids.contains(id)) {
            throw map.fault(key, "'" + id + "' is not known for '" + key + "'", "name one that the model has");
        }
        return id;
    }

    private static Set<String> unique(YamlMap map, String key, List<String> ids) {
        if (ids.isEmpty()) {
            throw map.missing(key);
        }
        if (Set.copyOf(ids).size() != ids.size()) {
            throw map.fault(key, "an id stands twice under '" + key + "'", "name each once");
        }
        return Set.copyOf(ids);
    }
}
