// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Person;
import dev.stemgate.model.Reading;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.ServiceRequestFact;
import dev.stemgate.model.Sex;
import dev.stemgate.model.TherapyOption;
import dev.stemgate.terminology.Terminology;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hazards, therapy options and plan as {@code therapy/cases.yaml} expects them. */
class TherapyCasesTest {

    private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "cases");
    private static final Terminology CODES = new CaseTerminology();

    record Case(Map<String, Object> yaml) {
        @Override
        public String toString() {
            return String.valueOf(yaml.get("about"));
        }
    }

    static Stream<Case> cases() {
        return maps(ScreeningCase.yaml(Path.of("src/test/resources/therapy/cases.yaml"))
                        .get("cases"))
                .stream()
                .map(Case::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void followsFromWhatWasFoundAndPlanned(Case given) {
        Plan plan = new PlanReader(MODEL.therapy().plan(), CODES)
                .read(
                        requests(given.yaml()),
                        Boolean.TRUE.equals(given.yaml().get("requests-not-read"))
                                ? Reading.incomplete(new Gap(Gap.Cause.ACCESS_DENIED, "HTTP 403"))
                                : Reading.COMPLETE);
        RiskProfile profile = new RiskAssessment(situation(), plan, new HazardMemory(new RiskWords()))
                .profile(results(given.yaml()), Set.copyOf(words(given.yaml().get("not-whole"))), Outcome.CAUTION);

        strings(given.yaml().get("hazards")).forEach((id, level) -> assertThat(
                        hazard(profile.hazards(), id).level().code())
                .as(id)
                .isEqualTo(level));
        strings(given.yaml().get("options"))
                .forEach((id, efficacy) ->
                        assertThat(option(profile, id).efficacy().code()).as(id).isEqualTo(efficacy));
        map(given.yaml().get("under")).forEach((id, levels) -> strings(levels).forEach((hazard, level) -> assertThat(
                        hazard(option(profile, id).hazards(), hazard).level().code())
                .as(id + " " + hazard)
                .isEqualTo(level)));
        strings(given.yaml().get("says"))
                .forEach((id, words) ->
                        assertThat(hazard(profile.hazards(), id).why()).contains(words));
        strings(given.yaml().get("remark"))
                .forEach((id, words) ->
                        assertThat(option(profile, id).remarks()).anyMatch(remark -> remark.contains(words)));
        assertThat(plan.outOfScope()).isEqualTo(Boolean.TRUE.equals(given.yaml().get("out-of-scope")));
        Map<String, Object> planned = map(given.yaml().get("planned"));
        if (!planned.isEmpty()) {
            assertThat(plan.planned().orElseThrow().products()).isEqualTo(words(planned.get("products")));
            assertThat(plan.planned().orElseThrow().routes()).isEqualTo(words(planned.get("routes")));
            assertThat(plan.planned().orElseThrow().targets()).isEqualTo(words(planned.get("targets")));
        }
    }

    private static Situation situation() {
        PatientFacts facts = RandomFacts.facts(
                new Person(
                        new ResourceRef("Patient", "p", "1"),
                        Optional.empty(),
                        Sex.FEMALE,
                        Optional.empty(),
                        true,
                        true,
                        Optional.empty(),
                        List.of()),
                List.of(),
                List.of(),
                Map.of());
        return new Situation(
                new EvaluationDay(LocalDate.of(2026, 1, 1)), new Evaluator(MODEL, CODES).classify(facts), MODEL);
    }

    private static List<CriterionResult> results(Map<String, Object> yaml) {
        List<String> unknown = words(yaml.get("unknown"));
        List<CriterionResult> results = new ArrayList<>();
        for (Criterion criterion : MODEL.criteria()) {
            List<Evidence> evidence = maps(yaml.get("records")).stream()
                    .filter(record -> criterion.id().equals(record.get("criterion")))
                    .map(TherapyCasesTest::evidence)
                    .collect(Collectors.toList());
            Finding finding = unknown.contains(criterion.id()) ? Finding.UNKNOWN : Finding.ABSENT;
            for (Evidence piece : evidence) {
                finding = finding.max(piece.weight() == Weight.DEFINITE ? Finding.PRESENT : Finding.POSSIBLE);
            }
            results.add(new CriterionResult(
                    criterion.id(), criterion.title(), criterion.kind(), finding, evidence, List.of()));
        }
        return results;
    }

    private static Evidence evidence(Map<String, Object> record) {
        return new Evidence(
                ref(String.valueOf(record.get("ref"))),
                new Code(ICD_10, String.valueOf(record.get("code")), String.valueOf(record.get("display"))),
                Optional.empty(),
                "active",
                Weight.valueOf(String.valueOf(record.getOrDefault("weight", "definite"))
                        .toUpperCase(Locale.ROOT)),
                "It counts.");
    }

    private static List<ServiceRequestFact> requests(Map<String, Object> yaml) {
        List<ServiceRequestFact> requests = new ArrayList<>();
        for (Map<String, Object> request : maps(yaml.get("requests"))) {
            String code = String.valueOf(request.getOrDefault("system-code", ""));
            String words = String.valueOf(request.get("code"));
            requests.add(new ServiceRequestFact(
                    ref("ServiceRequest/r" + requests.size()),
                    code.isEmpty() ? Concept.text(words) : Concept.of(new Code("http://snomed.info/sct", code, words)),
                    ServiceRequestFact.Status.valueOf(String.valueOf(request.getOrDefault("status", "active"))
                            .toUpperCase(Locale.ROOT)),
                    Intent.valueOf(String.valueOf(request.getOrDefault("intent", "order"))
                            .toUpperCase(Locale.ROOT)),
                    Boolean.TRUE.equals(request.get("do-not-perform")),
                    words(request.get("details")).stream().map(Concept::text).collect(Collectors.toList()),
                    request.containsKey("body-site")
                            ? List.of(Concept.text(String.valueOf(request.get("body-site"))))
                            : List.of(),
                    request.containsKey("reason")
                            ? List.of(Concept.of(new Code(
                                    ICD_10,
                                    String.valueOf(request.get("reason-code")),
                                    String.valueOf(request.get("reason")))))
                            : List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
        }
        return requests;
    }

    private static ResourceRef ref(String key) {
        String[] parts = key.split("/");
        return new ResourceRef(parts[0], parts[1], "1");
    }

    private static Hazard hazard(List<Hazard> hazards, String id) {
        return hazards.stream()
                .filter(hazard -> hazard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no hazard " + id));
    }

    private static TherapyOption option(RiskProfile profile, String id) {
        return profile.options().stream()
                .filter(option -> option.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no option " + id));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return yaml == null ? Map.of() : (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object yaml) {
        return yaml == null ? List.of() : (List<Map<String, Object>>) yaml;
    }

    private static Map<String, String> strings(Object yaml) {
        return map(yaml).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    private static List<String> words(Object yaml) {
        return yaml == null
                ? List.of()
                : ((List<?>) yaml).stream().map(String::valueOf).collect(Collectors.toList());
    }
}
