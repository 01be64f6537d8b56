// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a granted scope allows, and what is said to be missing. */
class GrantedScopesTest {

    private static final ScopeChoice V1 = new ScopeChoice(ScopeChoice.Syntax.V1, List.of(), true);
    private static final ScopeChoice V2 = new ScopeChoice(ScopeChoice.Syntax.V2, List.of(), true);
    private static final ScopeChoice AUTO = new ScopeChoice(ScopeChoice.Syntax.AUTO, List.of(), false);

    @ParameterizedTest
    @CsvSource({
        "system/Condition.read, Condition, rs",
        "system/Condition.write, Condition, cud",
        "system/Condition.rs, Condition, rs",
        "system/Condition.r, Condition, r",
        "system/Condition.cruds, Condition, cruds",
        "system/*.read, Condition, rs",
        "system/*.*, Condition, cruds",
        "system/*.s, Condition, s",
        "system/Patient.read, Condition, ''",
        "user/Condition.read, Condition, ''",
        "patient/Condition.read, Condition, ''",
        "system/Condition.rs?category=problem-list-item, Condition, ''",
        "system/ConditionX.read, Condition, ''",
        "openid, Condition, ''"
    })
    void aScopeAllows(String granted, String type, String actions) {
        GrantedScopes scopes = GrantedScopes.of(V2.scopes(false), granted);
        for (char action : "cruds".toCharArray()) {
            assertThat(scopes.allows(type, action)).as("%c", action).isEqualTo(actions.indexOf(action) >= 0);
        }
    }

    @Test
    void whatIsAskedForSuffices() {
        for (ScopeChoice choice : List.of(V1, V2)) {
            GrantedScopes all = GrantedScopes.of(choice.scopes(false), String.join(" ", choice.scopes(false)));
            assertThat(all.unread(choice)).isEmpty();
            assertThat(all.unwritten(choice)).isEmpty();
        }
    }

    @Test
    void autoTakesTheSyntaxThatTheEhrKnows() {
        assertThat(AUTO.scopes(true)).contains("system/Condition.rs").noneMatch(scope -> scope.endsWith(".read"));
        assertThat(AUTO.scopes(false))
                .contains("system/Condition.read")
                .noneMatch(scope -> scope.contains("Observation"));
    }

    @Test
    void whatIsMissingIsNamed() {
        GrantedScopes some = GrantedScopes.of(V1.scopes(false), "system/Patient.read system/Condition.read");
        assertThat(some.unread(V1))
                .containsExactly("MedicationStatement", "MedicationRequest", "Medication", "Observation");
        assertThat(some.unwritten(V1)).containsExactly("Observation", "Provenance");
        assertThat(some.unwritten(AUTO)).isEmpty();
    }

    @Test
    void aSearchNeedsSearchAndAReadNeedsRead() {
        GrantedScopes scopes = GrantedScopes.of(V2.scopes(false), "system/Condition.s system/Patient.r");
        assertThat(scopes.covers(new Asked("GET", "Condition"))).isTrue();
        assertThat(scopes.covers(new Asked("GET", "Condition/1"))).isFalse();
        assertThat(scopes.covers(new Asked("POST", "Patient/_search"))).isFalse();
        assertThat(scopes.covers(new Asked("GET", "Patient/1"))).isTrue();
        assertThat(scopes.covers(new Asked("GET", ""))).as("a page").isTrue();
        assertThat(scopes.covers(new Asked("POST", ""))).as("a transaction").isFalse();
    }

    @Test
    void listedScopesThatAreNotSmartAreNotJudged() {
        ScopeChoice own = new ScopeChoice(ScopeChoice.Syntax.LISTED, List.of("fhir.api"), true);
        assertThat(GrantedScopes.of(own.scopes(true), "fhir.api").unread(own)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a b", "ä"})
    void aScopeOfOtherCharactersIsRefused(String scope) {
        assertThatThrownBy(() -> new ScopeChoice(ScopeChoice.Syntax.LISTED, List.of(scope), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
