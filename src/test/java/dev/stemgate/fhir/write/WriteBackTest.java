// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.context.FhirContext;
import dev.stemgate.fhir.client.VersionedReferences;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.Test;

class WriteBackTest {

    private static final FhirContext CONTEXT = VersionedReferences.keep(FhirContext.forR4());
    private static final Screening SCREENING = ExampleScreenings.contraindicated();
    private static final Fingerprint FINGERPRINT = Fingerprint.of(SCREENING);
    private static final ScreeningIdentity IDENTITY = ScreeningIdentity.of(SCREENING);

    private final PriorSearch search = new PriorSearch(CONTEXT);

    @Test
    void firstWriteIsAConditionalCreateWithItsProvenance() {
        Bundle bundle = first();
        assertThat(bundle.getType()).isEqualTo(BundleType.TRANSACTION);
        assertThat(bundle.getEntry()).hasSize(2);
        Bundle.BundleEntryRequestComponent request = bundle.getEntryFirstRep().getRequest();
        assertThat(request.getMethod()).isEqualTo(HTTPVerb.POST);
        assertThat(request.getIfNoneExist())
                .isEqualTo("identifier=https://stemgate.dev/fhir/sid/screening%7C" + IDENTITY.value());
        Provenance provenance = (Provenance) bundle.getEntry().get(1).getResource();
        assertThat(provenance.getTargetFirstRep().getReference())
                .isEqualTo(bundle.getEntryFirstRep().getFullUrl());
        assertThat(provenance.getEntity())
                .extracting(entity -> entity.getWhat().getReference())
                .containsExactly(
                        "Patient/p-contraindicated/_history/3",
                        "Condition/lymphoma/_history/4",
                        "Condition/refuted/_history/2",
                        "MedicationRequest/methotrexate");
    }

    @Test
    void repeatedWriteSendsTheSameBytes() {
        assertThat(json(first())).isEqualTo(json(first()));
    }

    @Test
    void versionsOfReferencesSurviveEncoding() {
        assertThat(json(first())).contains("\"Condition/lymphoma/_history/4\"");
    }

    @Test
    void amendmentReplacesExactlyTheVersionThatWasRead() {
        Bundle bundle =
                WriteBack.transaction(SCREENING, FINGERPRINT, Optional.of(prior("77", "3")), ExampleScreenings.ISSUED);
        Bundle.BundleEntryRequestComponent request = bundle.getEntryFirstRep().getRequest();
        assertThat(request.getMethod()).isEqualTo(HTTPVerb.PUT);
        assertThat(request.getUrl()).isEqualTo("Observation/77");
        assertThat(request.getIfMatch()).isEqualTo("W/\"3\"");
        Observation observation = (Observation) bundle.getEntryFirstRep().getResource();
        assertThat(observation.getStatus()).isEqualTo(ObservationStatus.AMENDED);
        assertThat(observation.getIdPart()).isEqualTo("77");
    }

    @Test
    void withdrawalKeepsWhatWasSaidAndIsEnteredInError() {
        Bundle bundle = WriteBack.retract(prior("77", "3"), ExampleScreenings.ISSUED);
        Observation withdrawn = (Observation) bundle.getEntryFirstRep().getResource();
        assertThat(withdrawn.getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);
        assertThat(withdrawn.getComponent())
                .hasSize(SCREENING.criteria().size()
                        + SCREENING.risks().hazards().size()
                        + SCREENING.risks().options().size());
        assertThat(bundle.getEntryFirstRep().getRequest().getIfMatch()).isEqualTo("W/\"3\"");
    }

    @Test
    void ownObservationIsRecognisedByItsFingerprint() {
        PriorObservation prior = found("77", "3");
        assertThat(prior.says(FINGERPRINT)).isTrue();
        assertThat(prior.says(Fingerprint.of(ExampleScreenings.caution()))).isFalse();
        assertThat(prior).hasToString("Observation/77/_history/3");
    }

    @Test
    void withdrawnObservationSaysNothing() {
        Observation observation = held("77", "3");
        observation.setStatus(ObservationStatus.ENTEREDINERROR);
        assertThat(PriorObservation.of(observation).says(FINGERPRINT)).isFalse();
    }

    @Test
    void severalObservationsWithOurIdentifierAreAConflict() {
        assertThat(search.among(IDENTITY, List.of(bytes(held("1", "1")), bytes(held("2", "1")))))
                .isInstanceOfSatisfying(PriorSearch.Found.Several.class, several -> assertThat(several.priors())
                        .hasSize(2));
    }

    @Test
    void observationsOfOthersArePassedOver() {
        ScreeningIdentity other = ScreeningIdentity.of(new PatientKey("st-elsewhere", "other"), "msc");
        byte[] outcome = "{\"resourceType\":\"OperationOutcome\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(search.among(other, List.of(bytes(held("1", "1")), outcome)))
                .isInstanceOf(PriorSearch.Found.None.class);
    }

    @Test
    void brokenEntryIsUnreadableAndNotQuoted() {
        List<byte[]> broken = List.of("{\"secret".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> search.among(IDENTITY, broken))
                .withMessageNotContaining("secret");
    }

    @Test
    void identityTellsEveryPartApart() {
        assertThat(List.of(
                        ScreeningIdentity.of(new PatientKey("a", "bc"), "m"),
                        ScreeningIdentity.of(new PatientKey("ab", "c"), "m"),
                        ScreeningIdentity.of(new PatientKey("a", "bc"), "n"),
                        ScreeningIdentity.of(new PatientKey("a", "b"), "cm")))
                .doesNotHaveDuplicates();
    }

    @Test
    void receiptOfACreation() {
        assertThat(receipt("201 Created", "https://ehr.example/fhir/Observation/9/_history/1"))
                .isEqualTo(new WriteReceipt("9", "1", "W/\"1\"", WriteReceipt.Effect.CREATED));
    }

    @Test
    void receiptOfAConditionalCreateThatMatchedIsAlreadyThere() {
        assertThat(receipt("200 OK", "Observation/9/_history/4").effect()).isEqualTo(WriteReceipt.Effect.ALREADY_THERE);
    }

    @Test
    void receiptOfAnUpdateNeedsNoLocation() {
        Bundle request =
                WriteBack.transaction(SCREENING, FINGERPRINT, Optional.of(prior("77", "3")), ExampleScreenings.ISSUED);
        Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        response.addEntry().getResponse().setStatus("200").setEtag("W/\"4\"");
        response.addEntry().getResponse().setStatus("201 Created");
        assertThat(WriteReceipt.of(request, response))
                .isEqualTo(new WriteReceipt("77", "4", "W/\"4\"", WriteReceipt.Effect.UPDATED));
    }

    @Test
    void refusedEntryIsARefusal() {
        assertThatExceptionOfType(RefusedWriteException.class)
                .isThrownBy(() -> receipt("422 Unprocessable", "Observation/9"))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(422));
    }

    @Test
    void answerWithoutLocationIsUnreadable() {
        assertThatExceptionOfType(UnreadableAnswerException.class).isThrownBy(() -> receipt("201 Created", null));
    }

    private static WriteReceipt receipt(String status, String location) {
        Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        response.addEntry().getResponse().setStatus(status).setLocation(location);
        response.addEntry().getResponse().setStatus("201 Created");
        return WriteReceipt.of(first(), response);
    }

    private PriorObservation found(String id, String version) {
        return (PriorObservation)
                ((PriorSearch.Found.One) search.among(IDENTITY, List.of(bytes(held(id, version))))).prior();
    }

    private static PriorObservation prior(String id, String version) {
        return PriorObservation.of(held(id, version));
    }

    private static Observation held(String id, String version) {
        Observation observation = ((Observation) first().getEntryFirstRep().getResource());
        observation.setId(id);
        observation.getMeta().setVersionId(version);
        return observation;
    }

    private static Bundle first() {
        return WriteBack.transaction(SCREENING, FINGERPRINT, Optional.empty(), ExampleScreenings.ISSUED);
    }

    private static byte[] bytes(Observation observation) {
        return CONTEXT.newJsonParser().encodeResourceToString(observation).getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Bundle bundle) {
        return CONTEXT.newJsonParser().encodeResourceToString(bundle);
    }
}
