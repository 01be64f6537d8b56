// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConceptTest {

    private static final Code DIABETES = new Code("http://snomed.info/sct", "44054006", "Diabetes type 2");
    private static final Code ICD = new Code("http://hl7.org/fhir/sid/icd-10-cm", "E11.9", "");

    @Test
    void conceptsWithTheSameContentAreEqual() {
        Concept one = new Concept(List.of(DIABETES, ICD), "Diabetes", "");
        Concept other = new Concept(
                List.of(new Code(DIABETES.system(), DIABETES.code(), DIABETES.display()), ICD), "Diabetes", "");
        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    }

    @Test
    void everyPartTellsConceptsApart() {
        Concept concept = new Concept(List.of(DIABETES, ICD), "Diabetes", "");
        assertThat(List.of(
                        new Concept(List.of(DIABETES), "Diabetes", ""),
                        new Concept(List.of(ICD, DIABETES), "Diabetes", ""),
                        new Concept(List.of(DIABETES, ICD), "diabetes", ""),
                        new Concept(List.of(DIABETES, ICD), "Diabetes", "masked")))
                .doesNotContain(concept);
    }

    @Test
    void everyPartTellsCodesApart() {
        assertThat(List.of(
                        new Code("", DIABETES.code(), DIABETES.display()),
                        new Code(DIABETES.system(), "", DIABETES.display()),
                        new Code(DIABETES.system(), DIABETES.code(), "")))
                .doesNotContain(DIABETES);
    }
}
