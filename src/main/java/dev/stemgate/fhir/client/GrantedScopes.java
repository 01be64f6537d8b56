// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a token may do, read from the scopes of the token's answer (SMART App Launch 2.x, "Scopes for requesting FHIR resources", both
 * syntaxes). A scope that is narrowed by a query ({@code system/Condition.rs?category=…}) does not give the whole type and counts as
 * nothing. Immutable.
 *
 * @param actions the letters of {@code cruds} by resource type, or by {@code *}
 * @param judged false where not a single scope of SMART was asked for, so that nothing can be told
 */
record GrantedScopes(Map<String, Set<Character>> actions, boolean judged) {

    private static final Pattern SCOPE = Pattern.compile("system/([A-Z][A-Za-z]*|\\*)\\.(read|write|\\*|[cruds]+)");

    GrantedScopes {
        actions = Map.copyOf(actions);
    }

    static GrantedScopes of(List<String> asked, String granted) {
        Map<String, Set<Character>> actions = new TreeMap<>();
        for (String scope : granted.strip().split("\\s+")) {
            Matcher matcher = SCOPE.matcher(scope);
            if (matcher.matches()) {
                letters(matcher.group(2)).chars().forEach(letter -> actions.computeIfAbsent(
                                matcher.group(1), type -> new TreeSet<>())
                        .add((char) letter));
            }
        }
        return new GrantedScopes(
                actions, asked.stream().anyMatch(scope -> SCOPE.matcher(scope).matches()));
    }

    private static String letters(String permission) {
        return switch (permission) {
            case "read" -> "rs";
            case "write" -> "cud";
            case "*" -> "cruds";
            default -> permission;
        };
    }

    /** True when the token reaches all records of the type with this action, one of {@code c r u d s}. */
    boolean allows(String type, char action) {
        return !judged || has(type, action) || has("*", action);
    }

    /** True when what is asked lies within the scopes; for pages and operations, whose type cannot be told, always. */
    boolean covers(Asked asked) {
        if (asked.searchesType()) {
            return allows(asked.type(), 's');
        }
        if (asked.readsRecord()) {
            return allows(asked.type(), 'r');
        }
        if (asked.verb().equals("POST") && asked.path().matches("[A-Z][A-Za-z]+")) {
            return allows(asked.path(), 'c');
        }
        if (asked.verb().equals("PUT")) {
            return allows(asked.type(), 'u');
        }
        return !asked.sendsTransaction() || writesResults();
    }

    /** The types whose records cannot be read as a whole. */
    List<String> unread(ScopeChoice choice) {
        return Stream.concat(choice.reads().stream(), choice.writes().stream().limit(1))
                .distinct()
                .filter(type -> !allows(type, 's'))
                .toList();
    }

    /** The types that cannot be written though results are to be. */
    List<String> unwritten(ScopeChoice choice) {
        return choice.writes().stream()
                .filter(type -> !allows(type, 'c') || isResult(choice, type) && !allows(type, 'u'))
                .toList();
    }

    private static boolean isResult(ScopeChoice choice, String type) {
        return choice.writes().indexOf(type) == 0;
    }

    private boolean writesResults() {
        return Stream.of("Observation", "DocumentReference").anyMatch(type -> allows(type, 'c') || allows(type, 'u'));
    }

    private boolean has(String type, char action) {
        return actions.getOrDefault(type, Set.of()).contains(action);
    }
}
