// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.Selector.Kind;
import dev.stemgate.terminology.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a criterion looks at, worked out once from its rows: which rows, code lists and tests per kind of record. Immutable. */
final class CriterionScope {

    private final Criterion criterion;
    private final Map<Kind, List<Row>> rows = new EnumMap<>(Kind.class);
    private final Map<Kind, Set<String>> lists = new EnumMap<>(Kind.class);
    private final Map<String, List<Row>> rowsByTest = new TreeMap<>();
    private final Optional<PersonTest.AgeBetween> age;

    CriterionScope(Criterion criterion) {
        this.criterion = criterion;
        for (Kind kind : Kind.values()) {
            List<Row> about = criterion.rows().stream()
                    .filter(row -> row.selector().record().covers(kind))
                    .toList();
            Set<String> named = new TreeSet<>();
            about.forEach(row -> named.addAll(row.selector().lists()));
            rows.put(kind, about);
            lists.put(kind, named);
        }
        rows.get(Kind.OBSERVATION).forEach(row -> row.selector().features().forEach(test -> rowsByTest
                .computeIfAbsent(test, key -> new ArrayList<>())
                .add(row)));
        this.age = rows.get(Kind.PERSON).stream()
                .flatMap(row -> row.tests().stream())
                .filter(PersonTest.AgeBetween.class::isInstance)
                .map(PersonTest.AgeBetween.class::cast)
                .findFirst();
    }

    Criterion criterion() {
        return criterion;
    }

    /** Whether it counts the diseases of other criteria, which are judged before it. */
    boolean counts() {
        return criterion.counts().isPresent();
    }

    /** Whether it counts the diseases of this one. */
    boolean countsThoseOf(CriterionScope other) {
        return criterion.counts().isPresent()
                && criterion.counts().get().criteria().contains(other.criterion.id());
    }

    /** The rows about this kind of record, in the order of the file. */
    List<Row> rows(Kind kind) {
        return rows.get(kind);
    }

    /** The tests of Observations that a row is about. */
    Collection<String> tests() {
        return rowsByTest.keySet();
    }

    /** The rows about a test of Observations, in the order of the file. */
    List<Row> rowsAbout(String test) {
        return rowsByTest.getOrDefault(test, List.of());
    }

    /** Whether a row about this kind of record names the code list. */
    boolean names(Kind kind, String list) {
        return lists.get(kind).contains(list);
    }

    /** How the codes of a concept bear on the criterion, in such a record, also by ending what others found; empty when they do not. */
    List<Bearing> bearings(Kind kind, List<Match> matches) {
        List<Bearing> bearings = new ArrayList<>(0);
        for (Match match : matches) {
            boolean ending = kind != Kind.DRUG
                    && criterion.endedBy().filter(rule -> rule.isEnding(match)).isPresent();
            if (ending || names(kind, match.criterion())) {
                bearings.add(new Bearing(this, match, picking(kind, match), ending));
            }
        }
        return bearings;
    }

    private List<Row> picking(Kind kind, Match match) {
        return rows(kind).stream()
                .filter(row -> row.selector().picks(kind, match))
                .toList();
    }

    /** The age that the criterion asks for. */
    Optional<PersonTest.AgeBetween> age() {
        return age;
    }
}
