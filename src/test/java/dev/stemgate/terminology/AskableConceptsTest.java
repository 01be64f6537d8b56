// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.TERMINOLOGY;
import static dev.stemgate.terminology.ShippedLists.criteria;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Classification.Standing;
import dev.stemgate.terminology.ServerAnswers.ValueSetMembers;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered from patient to patient of concepts and of the codes that a server could be asked for. */
class AskableConceptsTest {

    private static final AskedCode ASKED = new AskedCode(SNOMED, "999000001");
    private static final Concept UNKNOWN = Concept.of(new Code(SNOMED, "999000001", "Zzz of the yyy"));
    private static final Concept CANCER = Concept.of(new Code(SNOMED, "254837009", "Malignant neoplasm of breast"));

    private final AskableConcepts concepts = new AskableConcepts(TERMINOLOGY);

    @Test
    void aConceptIsHeardAsTheListsHearItAndOnlyOnce() {
        for (Concept concept : List.of(UNKNOWN, CANCER)) {
            AskableConcepts.Heard heard = concepts.of(concept, Domain.CLINICAL);
            assertThat(heard.classification()).isEqualTo(TERMINOLOGY.classify(concept, Domain.CLINICAL));
            assertThat(heard.codes()).isEqualTo(TERMINOLOGY.codesToAsk(concept, Domain.CLINICAL));
            assertThat(concepts.of(concept, Domain.CLINICAL)).isSameAs(heard);
        }
    }

    @Test
    void theSameConceptAsADrugIsAnotherQuestion() {
        assertThat(concepts.of(UNKNOWN, Domain.CLINICAL).codes()).containsExactly(ASKED);
        assertThat(concepts.of(UNKNOWN, Domain.DRUG).codes())
                .as("no roots for drugs")
                .isEmpty();
        assertThat(concepts.of(UNKNOWN, Domain.CLINICAL).codes()).containsExactly(ASKED);
    }

    @Test
    void aLongTextIsHeardAndNotKept() {
        Concept note = new Concept(UNKNOWN.codings(), "note ".repeat(100), "");
        AskableConcepts.Heard heard = concepts.of(note, Domain.CLINICAL);
        assertThat(heard.codes()).containsExactly(ASKED);
        assertThat(concepts.of(note, Domain.CLINICAL)).isEqualTo(heard).isNotSameAs(heard);
    }

    @Test
    void whatIsRememberedOfOnePatientIsStillAskedForTheNext() {
        CodesToAsk first = new CodesToAsk(concepts);
        first.classify(UNKNOWN, Domain.CLINICAL);
        first.classify(CANCER, Domain.CLINICAL);
        CodesToAsk second = new CodesToAsk(concepts);
        assertThat(second.codes()).as("nothing was met yet").isEmpty();
        second.classify(UNKNOWN, Domain.CLINICAL);
        assertThat(first.codes()).containsExactly(ASKED);
        assertThat(second.codes()).containsExactly(ASKED);
        assertThat(second.system("urn:oid:2.16.840.1.113883.6.96"))
                .isEqualTo(TERMINOLOGY.system("urn:oid:2.16.840.1.113883.6.96"))
                .isPresent();
    }

    @Test
    void aMemberOfAValueSetOfTheSiteIsHeardAsOneAndAskedForAllTheSame() {
        ServerAnswers members = new ServerAnswers(
                Map.of(),
                List.of(new ValueSetMembers("hiv", Role.INCLUDE, "http://example.org/ValueSet/hiv", Set.of(ASKED))),
                false);
        AskableConcepts withMembers = new AskableConcepts(TERMINOLOGY.with(members));
        assertThat(criteria(withMembers.of(UNKNOWN, Domain.CLINICAL).classification()))
                .containsExactly("hiv");
        assertThat(withMembers.of(UNKNOWN, Domain.CLINICAL).codes())
                .as("it may lie under roots of other criteria too")
                .isEqualTo(TERMINOLOGY.with(members).codesToAsk(UNKNOWN, Domain.CLINICAL));
        assertThat(concepts.of(UNKNOWN, Domain.CLINICAL).classification().standing())
                .as("the lists alone have not changed")
                .isEqualTo(Standing.UNCLASSIFIED);
    }
}
