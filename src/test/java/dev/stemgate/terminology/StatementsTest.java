// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.Classification.Standing.CLASSIFIED;
import static dev.stemgate.terminology.Classification.Standing.NEGATIVE_STATEMENT;
import static dev.stemgate.terminology.Classification.Standing.NO_INFORMATION;
import static dev.stemgate.terminology.Classification.Standing.UNCLASSIFIED;
import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.clinical;
import static dev.stemgate.terminology.ShippedLists.drug;
import static dev.stemgate.terminology.ShippedLists.drugText;
import static dev.stemgate.terminology.ShippedLists.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final String IPS = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

    @Test
    void noKnownProblemsIsANegativeStatement() {
        assertThat(clinical(SNOMED, "160245001").standing()).isEqualTo(NEGATIVE_STATEMENT);
        assertThat(clinical(IPS, "no-known-problems").standing()).isEqualTo(NEGATIVE_STATEMENT);
        assertThat(drug(IPS, "no-known-medications", "").standing()).isEqualTo(NEGATIVE_STATEMENT);
        assertThat(text("No known problems.").standing()).isEqualTo(NEGATIVE_STATEMENT);
        assertThat(drugText("Keine Medikation").standing()).isEqualTo(NEGATIVE_STATEMENT);
    }

    @Test
    void noInformationIsNotNone() {
        assertThat(clinical(IPS, "no-problem-info").standing()).isEqualTo(NO_INFORMATION);
        assertThat(drug(IPS, "no-medication-info", "").standing()).isEqualTo(NO_INFORMATION);
        assertThat(clinical("http://terminology.hl7.org/CodeSystem/data-absent-reason", "masked")
                        .standing())
                .isEqualTo(NO_INFORMATION);
        assertThat(clinical("http://terminology.hl7.org/CodeSystem/list-empty-reason", "notasked")
                        .standing())
                .isEqualTo(NO_INFORMATION);
        assertThat(clinical("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown")
                        .standing())
                .isEqualTo(NEGATIVE_STATEMENT);
    }

    @Test
    void aStatementInTheWrongPlaceIsUnknown() {
        assertThat(drug(IPS, "no-known-problems", "").standing()).isEqualTo(UNCLASSIFIED);
        assertThat(clinical(IPS, "no-known-medications").standing()).isEqualTo(UNCLASSIFIED);
    }

    @Test
    void noKnownAllergyAmongProblemsSaysNothingOfProblems() {
        assertThat(clinical(SNOMED, "716186003").standing()).isEqualTo(CLASSIFIED);
    }

    @Test
    void anAbsentReasonWithNothingElseIsNoInformation() {
        assertThat(clinical(new Concept(List.of(), "", "masked")).standing()).isEqualTo(NO_INFORMATION);
        assertThat(clinical(Concept.nothing()).standing()).isEqualTo(UNCLASSIFIED);
        assertThat(clinical(new Concept(List.of(), "something odd", "unknown")).standing())
                .isEqualTo(UNCLASSIFIED);
        assertThat(clinical(new Concept(List.of(), "breast cancer", "unknown")).matches())
                .isNotEmpty();
    }

    @Test
    void wordsBesideANegativeStatementStillRaise() {
        Classification found = clinical(
                Concept.of(new Code(SNOMED, "160245001", ""), new Code("urn:local", "7", "Non-Hodgkin lymphoma")));

        assertThat(ShippedLists.criteria(found)).contains("active-malignancy");
    }

    @Test
    void aDiseaseOutweighsANegativeStatement() {
        Classification found =
                clinical(Concept.of(new Code(SNOMED, "160245001", ""), new Code(SNOMED, "254837009", "")));

        assertThat(found.standing()).isEqualTo(CLASSIFIED);
        assertThat(found.matches()).isNotEmpty();
    }
}
