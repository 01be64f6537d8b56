// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.UnitState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Observation, Procedure, AllergyIntolerance, ServiceRequest and given medications, through the real routes. */
class OtherKindsRoundTest {

    private static final Set<RecordKind> MORE = EnumSet.of(
            RecordKind.OBSERVATION, RecordKind.PROCEDURE, RecordKind.ALLERGY_INTOLERANCE, RecordKind.SERVICE_REQUEST);
    private static final Set<RecordKind> GIVEN =
            EnumSet.of(RecordKind.MEDICATION_ADMINISTRATION, RecordKind.MEDICATION_DISPENSE);

    @TempDir
    Path folder;

    @Test
    void everyKindIsReadToTheEndAndGivenMedicationsAreNamedAsNotAvailable() {
        try (BridgeFixture fixture = chart(SandboxSettings.empty()).startAndSettle()) {
            assertThat(MORE)
                    .allSatisfy(kind -> assertThat(reading(fixture, kind)).isEqualTo(Reading.COMPLETE));
            assertThat(GIVEN).allSatisfy(kind -> {
                assertThat(reading(fixture, kind)).isEqualTo(Reading.NOT_AVAILABLE);
                assertThat(asked(fixture, kind)).isEmpty();
            });
            assertThat(asked(fixture, RecordKind.OBSERVATION))
                    .filteredOn(query -> query.contains("patient="))
                    .singleElement()
                    .satisfies(query -> assertThat(query).contains("code=http%3A%2F%2Floinc.org%7C1988-5,"));
            assertThat(fixture.bridge()
                            .ledger()
                            .trace(new PatientKey(BridgeFixture.EHR, "a"))
                            .toString())
                    .as("Patient, Condition, and one record of each of the four kinds")
                    .contains("6 entries read: 6 accepted");
        }
    }

    @Test
    void whatTheSiteDoesNotGiveIsNotAskedForAndWhatItAsksForIsRead() {
        try (BridgeFixture fixture = chart(SandboxSettings.empty())) {
            fixture.start(
                            "observation",
                            """
                            - name: notAvailable
                              value: "Observation, Procedure, AllergyIntolerance, ServiceRequest"
                            - name: alsoRead
                              value: "MedicationAdministration, MedicationDispense\"""")
                    .settle();
            assertThat(MORE).allSatisfy(kind -> {
                assertThat(reading(fixture, kind)).isEqualTo(Reading.NOT_AVAILABLE);
                assertThat(asked(fixture, kind))
                        .filteredOn(query -> query.contains("patient="))
                        .isEmpty();
            });
            assertThat(GIVEN).allSatisfy(kind -> {
                assertThat(reading(fixture, kind)).isEqualTo(Reading.COMPLETE);
                assertThat(asked(fixture, kind)).singleElement().satisfies(query -> assertThat(query)
                        .contains("_include=" + kind.fhirType() + "%3Amedication"));
            });
        }
    }

    @Test
    void aTypeThatIsNotServedOrRefusedCostsNoOther() {
        Set<String> served = new HashSet<>(SandboxSettings.DEFAULT_TYPES);
        served.remove("ServiceRequest");
        try (BridgeFixture fixture = chart(
                        SandboxSettings.empty().withServedTypes(served).withAccessDeniedTypes(Set.of("Procedure")))
                .startAndSettle()) {
            assertThat(reading(fixture, RecordKind.SERVICE_REQUEST)).isEqualTo(Reading.NOT_SERVED);
            assertThat(reading(fixture, RecordKind.PROCEDURE))
                    .isEqualTo(Reading.incomplete(new Gap(Gap.Cause.ACCESS_DENIED, "HTTP 403")));
            assertThat(reading(fixture, RecordKind.OBSERVATION)).isEqualTo(Reading.COMPLETE);
            assertThat(reading(fixture, RecordKind.ALLERGY_INTOLERANCE)).isEqualTo(Reading.COMPLETE);
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
        }
    }

    @Test
    void aTypeThatWasServedOnceIsNotUnservedBecauseOfOne404() {
        try (BridgeFixture fixture = chart(SandboxSettings.empty()).startAndSettle()) {
            fixture.sandbox()
                    .misbehave(request ->
                            request.path().equals("AllergyIntolerance") ? FaultAction.status(404) : FaultAction.pass());
            fixture.given(patient("b"), irrelevant("b1", "b")).again();
            assertThat(reading(fixture, "b", RecordKind.ALLERGY_INTOLERANCE))
                    .isEqualTo(Reading.incomplete(new Gap(Gap.Cause.PAGED_SHORT, "HTTP 404")));
        }
    }

    @Test
    void observationsAreReadByCategoryAndOurOwnIsNoEvidence() {
        try (BridgeFixture fixture = chart(SandboxSettings.empty())) {
            fixture.start("observation", "- name: observations\n  value: by-category(survey)")
                    .settle()
                    .again();
            assertThat(asked(fixture, RecordKind.OBSERVATION))
                    .filteredOn(query -> query.contains("patient="))
                    .allSatisfy(query -> assertThat(query).contains("category=survey"));
            assertThat(fixture.counts())
                    .as("the screening that was written is passed over")
                    .containsEntry(UnitState.UNCHANGED, 1L);
            assertThat(fixture.bridge()
                            .ledger()
                            .trace(new PatientKey(BridgeFixture.EHR, "a"))
                            .toString())
                    .contains("1 irrelevant");
        }
    }

    @Test
    void aBadRecordOfAnyKindIsADeadLetterUntilItReadsFine() {
        try (BridgeFixture fixture = chart(SandboxSettings.empty())) {
            for (RecordKind kind : MORE) {
                fixture.sandbox()
                        .store()
                        .putRaw(
                                kind.fhirType(),
                                "bad",
                                "a",
                                record(kind, "bad", "\"oops\": {}")
                                        .replace(
                                                "\"oops\": {}",
                                                "\"modifierExtension\": [{\"url\": \"http://example.org/not\"}]"));
            }
            fixture.startAndSettle();
            List<DeadLetter> letters = open(fixture);
            assertThat(letters).hasSize(4).allSatisfy(letter -> assertThat(letter.reason())
                    .isEqualTo(Reason.UNKNOWN_MODIFIER));
            assertThat(letters)
                    .extracting(DeadLetter::place)
                    .containsExactlyInAnyOrder(
                            "Observation/bad", "Procedure/bad", "AllergyIntolerance/bad", "ServiceRequest/bad");
            assertThat(fixture.bridge().deadLetters().payload(letters.get(0).id()))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .contains("example.org/not"));
            assertThat(MORE)
                    .allSatisfy(kind -> assertThat(reading(fixture, kind)).isInstanceOf(Reading.Incomplete.class));
            for (RecordKind kind : MORE) {
                fixture.given(record(kind, "bad", "\"language\": \"en\""));
            }
            fixture.again();
            assertThat(open(fixture)).isEmpty();
        }
    }

    @Test
    void aPageOfAnyKindThatIsNoFhirIsKeptAndTheKindIsReadShort() {
        try (BridgeFixture fixture = chart(SandboxSettings.empty())) {
            fixture.sandbox()
                    .misbehave(request -> request.path().equals("Procedure")
                            ? new FaultAction.Answer(200, java.util.Map.of("Content-Type", "text/html"), "<html/>")
                            : FaultAction.pass());
            fixture.startAndSettle();
            assertThat(open(fixture)).singleElement().satisfies(letter -> assertThat(letter.reason())
                    .isEqualTo(Reason.MALFORMED_PAGE));
            assertThat(reading(fixture, RecordKind.PROCEDURE)).isInstanceOf(Reading.Incomplete.class);
            assertThat(reading(fixture, RecordKind.OBSERVATION)).isEqualTo(Reading.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    void aPlanThatWasNotReadIsNotTakenForNone(int status) {
        try (BridgeFixture fixture = chart(SandboxSettings.empty())) {
            fixture.sandbox()
                    .misbehave(request -> request.path().equals("ServiceRequest")
                            ? new FaultAction.Answer(status, java.util.Map.of("Content-Type", "text/html"), "<html/>")
                            : FaultAction.pass());
            fixture.startAndSettle();
            assertThat(hazard(fixture, "neurological")).isEqualTo(Hazard.Level.UNKNOWN);
            assertThat(hazard(fixture, "tumour-formation")).isEqualTo(Hazard.Level.UNKNOWN);
            fixture.sandbox().misbehave(Fault.NONE);
            fixture.again();
            assertThat(hazard(fixture, "neurological")).isEqualTo(Hazard.Level.BASELINE);
        }
    }

    private static Hazard.Level hazard(BridgeFixture fixture, String id) {
        return fixture
                .bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, "a"),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening()
                .risks()
                .hazards()
                .stream()
                .filter(hazard -> hazard.id().equals(id))
                .findFirst()
                .orElseThrow()
                .level();
    }

    private BridgeFixture chart(SandboxSettings settings) {
        BridgeFixture fixture = BridgeFixture.in(folder, settings).given(patient("a"), irrelevant("a1", "a"));
        for (RecordKind kind : MORE) {
            fixture.given(record(kind, "ok", "\"language\": \"en\""));
        }
        return fixture;
    }

    private static String record(RecordKind kind, String id, String more) {
        String code = kind == RecordKind.OBSERVATION
                ? "{\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"1988-5\"}]}"
                : "{\"coding\": [{\"system\": \"" + Records.SNOMED + "\", \"code\": \"" + Records.IRRELEVANT_CODE
                        + "\"}]}";
        String subject = kind == RecordKind.ALLERGY_INTOLERANCE ? "patient" : "subject";
        return "{\"resourceType\": \"%s\", \"id\": \"%s\", \"code\": %s, \"%s\": {\"reference\": \"Patient/a\"}, %s}"
                .formatted(kind.fhirType(), id, code, subject, more);
    }

    private static List<DeadLetter> open(BridgeFixture fixture) {
        return fixture.bridge().deadLetters().find(LetterFilter.open()).stream()
                .filter(letter -> letter.reason() != Reason.UNCLASSIFIED_CODE)
                .toList();
    }

    private static List<String> asked(BridgeFixture fixture, RecordKind kind) {
        return fixture.sandbox().requests().all().stream()
                .filter(request -> request.path().equals(kind.fhirType()))
                .map(ReceivedRequest::query)
                .toList();
    }

    private static Reading reading(BridgeFixture fixture, RecordKind kind) {
        return reading(fixture, "a", kind);
    }

    private static Reading reading(BridgeFixture fixture, String patientId, RecordKind kind) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, patientId),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening()
                .readings()
                .get(kind);
    }
}
