// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which scopes are asked for.
 *
 * @param syntax how they are written
 * @param listed the very scopes to ask for where the syntax is {@link Syntax#LISTED}; empty otherwise
 * @param reads the types that are read of its patients, {@code Medication} among them where medications are
 * @param writes the types that are written to this EHR, first the one that holds the result, which is read and updated too; none where
 *     nothing is written
 */
public record ScopeChoice(Syntax syntax, List<String> listed, List<String> reads, List<String> writes) {

    /** How a scope is written. */
    public enum Syntax {
        /** {@code V2} where the EHR's smart-configuration says {@code permission-v2}, else {@code V1}. */
        AUTO,
        /** {@code system/Condition.read}. */
        V1,
        /** {@code system/Condition.rs}. */
        V2,
        /** As listed. */
        LISTED
    }

    private static final List<String> LEAST =
            List.of("Patient", "Condition", "MedicationStatement", "MedicationRequest", "Medication");

    /** For an EHR of which only Conditions and medications are read, and to which Observations are written or nothing. */
    public ScopeChoice(Syntax syntax, List<String> listed, boolean writes) {
        this(syntax, listed, LEAST, writes ? List.of("Observation", "Provenance") : List.of());
    }

    public ScopeChoice {
        Objects.requireNonNull(syntax, "syntax");
        listed = List.copyOf(listed);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        if (listed.isEmpty() == (syntax == Syntax.LISTED)) {
            throw new IllegalArgumentException("scopes are listed, or their syntax is given");
        }
        if (!listed.stream().allMatch(scope -> scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"))) {
            throw new IllegalArgumentException("a scope holds a character that RFC 6749 does not allow");
        }
    }

    /** The scopes for what a screening reads, and writes where it does. */
    List<String> scopes(boolean ehrKnowsV2) {
        return switch (syntax) {
            case LISTED -> listed;
            case V1 -> needed(false);
            case V2 -> needed(true);
            case AUTO -> needed(ehrKnowsV2);
        };
    }

    private List<String> needed(boolean v2) {
        Set<String> scopes = new LinkedHashSet<>();
        List<String> results = writes.stream().limit(1).toList();
        reads.stream()
                .filter(type -> !(v2 && results.contains(type)))
                .forEach(type -> scopes.add("system/" + type + (v2 ? ".rs" : ".read")));
        for (String type : writes) {
            boolean result = results.contains(type);
            if (v2) {
                scopes.add("system/" + type + (result ? ".crus" : ".c"));
            } else if (result) {
                scopes.addAll(List.of("system/" + type + ".read", "system/" + type + ".write"));
            } else {
                scopes.add("system/" + type + ".write");
            }
        }
        return List.copyOf(scopes);
    }
}
