// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which scopes are asked for.
 *
 * @param syntax how they are written
 * @param listed the very scopes to ask for where the syntax is {@link Syntax#LISTED}; empty otherwise
 * @param writes true where results are written to this EHR
 */
public record ScopeChoice(Syntax syntax, List<String> listed, boolean writes) {

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

    /** The types that a screening reads. */
    static final List<String> READ =
            List.of("Patient", "Condition", "MedicationStatement", "MedicationRequest", "Medication");

    public ScopeChoice {
        Objects.requireNonNull(syntax, "syntax");
        listed = List.copyOf(listed);
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
        List<String> scopes = new ArrayList<>();
        READ.forEach(type -> scopes.add("system/" + type + (v2 ? ".rs" : ".read")));
        if (writes && v2) {
            scopes.addAll(List.of("system/Observation.crus", "system/Provenance.c"));
        } else if (writes) {
            scopes.addAll(List.of("system/Observation.read", "system/Observation.write", "system/Provenance.write"));
        }
        return List.copyOf(scopes);
    }
}
