// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import dev.stemgate.terminology.ObservationQuestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatientSearchesTest {

    private static final Set<RecordKind> EVERY_KIND = EnumSet.allOf(RecordKind.class);
    private static final ObservationSelection ONE_CODE =
            new ObservationSelection.ByCode(List.of(new Code("http://loinc.org", "1988-5", "")));

    @Test
    void everyKindIsSearchedByPatientAndIdsAreEncoded() {
        assertThat(urls("a b&_id=*", new ReadingPlan(EVERY_KIND, ONE_CODE)))
                .containsExactly(
                        "Patient?_id=a%20b%26_id%3D*",
                        "Condition?patient=a%20b%26_id%3D*&_count=100",
                        "MedicationStatement?patient=a%20b%26_id%3D*&_include=MedicationStatement:medication&_count=100",
                        "MedicationRequest?patient=a%20b%26_id%3D*&_include=MedicationRequest:medication&_count=100",
                        "MedicationAdministration?patient=a%20b%26_id%3D*&_include=MedicationAdministration:medication&_count=100",
                        "MedicationDispense?patient=a%20b%26_id%3D*&_include=MedicationDispense:medication&_count=100",
                        "Observation?patient=a%20b%26_id%3D*&code=http%3A%2F%2Floinc.org%7C1988-5&_count=100",
                        "Procedure?patient=a%20b%26_id%3D*&_count=100",
                        "AllergyIntolerance?patient=a%20b%26_id%3D*&_count=100",
                        "ServiceRequest?patient=a%20b%26_id%3D*&_count=100");
        assertThat(PatientSearches.medications(List.of("1", "2"))).containsExactly("Medication?_id=1,2&_count=2");
    }

    @Test
    void aPatientIsReadByAnIdThatCannotLeadElsewhere() {
        assertThat(PatientSearches.byId("e63-x.A", Pages.SETTINGS))
                .contains(Pages.SETTINGS.origin().base() + "/Patient/e63-x.A");
        for (String id :
                List.of("..", ".", "", "a/b", "a?b", "$everything", "_history", "a b", "a%2fb", "x".repeat(129))) {
            assertThat(PatientSearches.byId(id, Pages.SETTINGS)).as(id).isEmpty();
        }
    }

    @Test
    void everySearchParameterExistsInR4() {
        List<String> urls = new ArrayList<>(urls("1", new ReadingPlan(EVERY_KIND, ONE_CODE)));
        urls.addAll(observations(new ObservationSelection.ByCategory(List.of("laboratory"))));
        Pattern parameter = Pattern.compile("[?&]([a-z]\\w*)=|_include=\\w+:(\\w+)");
        Set<String> checked = new TreeSet<>();
        for (String url : urls) {
            String type = url.substring(0, url.indexOf('?'));
            Matcher found = parameter.matcher(url);
            while (found.find()) {
                String name = found.group(1) == null ? found.group(2) : found.group(1);
                assertThat(R4.context().getResourceDefinition(type).getSearchParam(name))
                        .as(type + " " + name)
                        .isNotNull();
                checked.add(type + " " + name);
            }
        }
        assertThat(checked)
                .contains("AllergyIntolerance patient", "Observation category", "MedicationDispense medication")
                .hasSize(15);
    }

    @Test
    void whatIsNotInThePlanIsNotAskedFor() {
        ReadingPlan plan = new ReadingPlan(Set.of(RecordKind.PATIENT, RecordKind.PROCEDURE), ONE_CODE);
        assertThat(urls("1", plan)).containsExactly("Patient?_id=1", "Procedure?patient=1&_count=100");
        assertThat(plan.notRead()).hasSize(8).doesNotContain(RecordKind.PATIENT, RecordKind.PROCEDURE);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadingPlan(Set.of(RecordKind.CONDITION), ONE_CODE));
    }

    @Test
    void theCodesOfTheShippedModelGoIntoOneUrl() {
        List<Code> questions = ObservationQuestions.read(Path.of("model"));
        assertThat(questions)
                .hasSize(48)
                .contains(new Code("http://loinc.org", "82810-3", ""))
                .as("an intention is no question")
                .doesNotContain(new Code("http://loinc.org", "86645-9", ""));
        assertThat(observations(new ObservationSelection.ByCode(questions)))
                .singleElement()
                .satisfies(url -> assertThat(url.length()).isLessThan(ObservationSearches.LONGEST_URL));
    }

    @Test
    void codesThatDoNotGoIntoOneUrlAreAskedForInSeveralAndNoneIsLost() {
        List<Code> many = IntStream.range(0, 1000)
                .mapToObj(number -> new Code("http://loinc.org", number + "-1", ""))
                .toList();
        List<String> urls = observations(new ObservationSelection.ByCode(many));
        assertThat(urls).hasSizeBetween(6, 8).allSatisfy(url -> assertThat("https://ehr.example/fhir/" + url)
                .hasSizeLessThanOrEqualTo(ObservationSearches.LONGEST_URL));
        assertThat(urls.stream()
                        .flatMap(url -> Arrays.stream(
                                url.replaceAll(".*&code=|&_count.*", "").split(",")))
                        .map(token -> token.replace("http%3A%2F%2Floinc.org%7C", "")))
                .containsExactlyElementsOf(many.stream().map(Code::code).toList());
    }

    @Test
    void separatorsInsideACodeAreEscapedAndACodeMayHaveNoSystem() {
        assertThat(observations(new ObservationSelection.ByCode(
                        List.of(new Code("", "CRP,hs", ""), new Code("urn:x", "a|b", ""), new Code("", "CRP,hs", "")))))
                .containsExactly("Observation?patient=1&code=CRP%5C%2Chs,urn%3Ax%7Ca%5C%7Cb&_count=100");
    }

    @Test
    void observationsAreAlsoReadByCategoryOrAll() {
        assertThat(observations(new ObservationSelection.ByCategory(List.of("laboratory", "vital-signs"))))
                .containsExactly("Observation?patient=1&category=laboratory,vital-signs&_count=100");
        assertThat(observations(new ObservationSelection.All())).containsExactly("Observation?patient=1&_count=100");
        assertThatIllegalArgumentException().isThrownBy(() -> new ObservationSelection.ByCode(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObservationSelection.ByCategory(List.of(" ")));
    }

    private static List<String> observations(ObservationSelection selection) {
        return urls("1", new ReadingPlan(Set.of(RecordKind.PATIENT, RecordKind.OBSERVATION), selection)).stream()
                .skip(1)
                .toList();
    }

    private static List<String> urls(String patient, ReadingPlan plan) {
        return PatientSearches.forPatient(patient, Pages.SETTINGS, plan).stream()
                .map(PatientSearch::relativeUrl)
                .toList();
    }
}
