// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.WriteConflictException;
import dev.stemgate.fhir.write.PriorObservation;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Screening;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole bridge against a FHIR server that is not ours. The rounds follow each other within the minute in which HAPI JPA gives
 * cached results to equal searches, so a bridge that let itself be given them would see none of the changes made here.
 */
@ExtendWith(JpaServerExtension.class)
class BridgeOnJpaIT {

    private final JpaServerProcess process;
    private final IGenericClient server;
    private final WrittenVersions written;

    @TempDir
    Path folder;

    BridgeOnJpaIT(JpaServerProcess process) {
        this.process = process;
        server = new JpaServerRecords(process).client();
        written = new WrittenVersions(server);
    }

    @Test
    void aChangedConditionGivesExactlyOneNewVersionThatIsAmended() {
        JpaCohort cohort = cohort(patient("jpa-change"), irrelevant("jpa-change-1", "jpa-change"));
        try (JpaBridge bridge = start(cohort)) {
            assertThat(bridge.screening("jpa-change").outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(written.observation("jpa-change").getStatus()).isEqualTo(ObservationStatus.FINAL);

            cohort.with(breastCancer("jpa-change-2", "jpa-change")).load();
            bridge.again();

            Observation amended = written.observation("jpa-change");
            assertThat(amended.getStatus()).isEqualTo(ObservationStatus.AMENDED);
            assertThat(amended.getMeta().getVersionId()).isEqualTo("2");
            assertThat(outcomeOf(amended)).isEqualTo("contraindicated");
            assertThat(written.history(amended)).isEqualTo(2);
            assertThat(written.provenances(amended)).hasSize(2);

            bridge.again();
            assertThat(written.history(amended)).isEqualTo(2);
            assertThat(bridge.counts()).containsEntry(UnitState.WRITTEN, 2L).containsEntry(UnitState.UNCHANGED, 1L);
        }
    }

    @Test
    void aNewVersionOfARecordAloneRewritesNothing() {
        JpaCohort cohort = cohort(patient("jpa-touch"), breastCancer("jpa-touch-1", "jpa-touch"));
        try (JpaBridge bridge = start(cohort)) {
            Map<String, String> before = written.all();
            cohort.with(breastCancer("jpa-touch-1", "jpa-touch")
                            .replace("\"onsetDateTime\"", "\"note\": [{\"text\": \"seen\"}], \"onsetDateTime\""))
                    .load();
            bridge.again();
            assertThat(written.all()).isEqualTo(before);
            assertThat(bridge.counts()).containsEntry(UnitState.UNCHANGED, 1L);
        }
    }

    @Test
    void aConditionThatTurnsOutToBeAnErrorAmendsTheResultThatUsedIt() {
        JpaCohort cohort = cohort(
                patient("jpa-error"), irrelevant("jpa-error-1", "jpa-error"), breastCancer("jpa-error-2", "jpa-error"));
        try (JpaBridge bridge = start(cohort)) {
            assertThat(outcomeOf(written.observation("jpa-error"))).isEqualTo("contraindicated");

            cohort.with(condition(
                            "jpa-error-2",
                            "jpa-error",
                            Records.BREAST_CANCER,
                            "Malignant neoplasm of breast (disorder)",
                            "",
                            "entered-in-error"))
                    .load();
            bridge.again();

            Observation amended = written.observation("jpa-error");
            assertThat(amended.getStatus()).isEqualTo(ObservationStatus.AMENDED);
            assertThat(outcomeOf(amended)).isEqualTo("no-contraindication-found");
            assertThat(written.history(amended)).isEqualTo(2);
        }
    }

    @Test
    void aPatientMergedAwayAfterTheWriteHasItsObservationWithdrawnAndTheSurvivorKeepsItsOwn() {
        JpaCohort cohort = cohort(
                patient("jpa-old"),
                breastCancer("jpa-old-1", "jpa-old"),
                patient("jpa-new"),
                irrelevant("jpa-new-1", "jpa-new"));
        try (JpaBridge bridge = start(cohort)) {
            cohort.with(patient(
                                    "jpa-old",
                                    "\"link\": [{\"other\": {\"reference\": \"Patient/jpa-new\"}, \"type\": \"replaced-by\"}]")
                            .replace("\"active\": true", "\"active\": false"))
                    .load();
            bridge.again();
            bridge.again();

            Observation withdrawn = written.observation("jpa-old");
            assertThat(withdrawn.getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);
            assertThat(written.history(withdrawn)).isEqualTo(2);
            assertThat(written.provenances(withdrawn)).hasSize(2);
            assertThat(written.history(written.observation("jpa-new"))).isEqualTo(1);
            assertThat(bridge.counts()).containsEntry(UnitState.DEAD_LETTERED, 0L);
        }
    }

    @Test
    void evidenceNamesTheVersionThatWasReadOnTheWireAndWhereTheServerStripsReferences() throws Exception {
        JpaCohort cohort = cohort(patient("jpa-version"), irrelevant("jpa-version-1", "jpa-version"));
        cohort.with(irrelevant("jpa-version-2", "jpa-version")).load();
        cohort.with(breastCancer("jpa-version-2", "jpa-version")).load();
        try (RecordingRelay relay = RecordingRelay.to(process.baseUrl());
                JpaBridge bridge = JpaBridge.start(folder, relay.baseUrl(), cohort, Clock.systemUTC())) {
            bridge.settle();
            String versioned = "Condition/jpa-version-2/_history/2";
            assertThat(relay.text()).contains("\"reference\":\"" + versioned + "\"");
            Observation stored = written.observation("jpa-version");
            assertThat(JpaServerRecords.CONTEXT.newJsonParser().encodeResourceToString(stored))
                    .as("as display, and as the extension's version")
                    .contains("\"display\":\"" + versioned + "\"", "\"url\":\"version\",\"valueString\":\"2\"");
            assertThat(written.provenances(stored)).singleElement().satisfies(provenance -> assertThat(
                            provenance.getEntity())
                    .extracting(entity -> entity.getWhat().getDisplay())
                    .contains(versioned));
        }
    }

    @Test
    void twoBridgesAtOnceMakeOneObservationForEachPatient() {
        JpaCohort cohort = new JpaCohort(server);
        for (int number = 0; number < 12; number++) {
            String id = "jpa-race-" + number;
            cohort.with(patient(id), breastCancer(id + "-c", id));
        }
        cohort.load();
        try (JpaBridge one = JpaBridge.start(folder.resolve("1"), process.baseUrl(), cohort, Clock.systemUTC());
                JpaBridge other = JpaBridge.start(folder.resolve("2"), process.baseUrl(), cohort, Clock.systemUTC())) {
            one.settle();
            other.settle();
            for (int number = 0; number < 12; number++) {
                assertThat(written.history(written.observation("jpa-race-" + number)))
                        .isEqualTo(1);
            }
            assertThat(one.counts()).containsEntry(UnitState.WRITTEN, 12L);
            assertThat(other.counts()).containsEntry(UnitState.WRITTEN, 12L);
        }
    }

    @Test
    void anObservationThatSomebodyElseReplacedIsNotOverwritten() {
        JpaCohort cohort = cohort(patient("jpa-stale"), breastCancer("jpa-stale-1", "jpa-stale"));
        try (JpaBridge bridge = start(cohort);
                EhrConversation conversation = new EhrConversation()) {
            Observation first = written.observation("jpa-stale");
            Observation theirs = first.copy();
            theirs.addNote().setText("Seen by Dr. Test");
            server.update().resource(theirs).execute();

            Screening screening = bridge.screening("jpa-stale");
            Bundle late = (Bundle) conversation.transaction(
                    conversation.observations(),
                    screening,
                    Judgement.of(screening, Instant.now()).fingerprint(),
                    Optional.of(PriorObservation.of(first)),
                    Instant.now());
            IGenericClient ours = (IGenericClient)
                    conversation.client(EhrSettings.of(BridgeFixture.EHR, process.baseUrl(), Authorization.NONE));
            assertThatThrownBy(() -> ours.transaction().withBundle(late).execute())
                    .isInstanceOf(WriteConflictException.class);
            assertThat(written.history(first)).isEqualTo(2);
            assertThat(written.provenances(first)).hasSize(1);
        }
    }

    @Test
    void anUnclassifiedCodeIsALetterAndTheResultSaysSo() {
        JpaCohort cohort = cohort(patient("jpa-code"), condition("jpa-code-1", "jpa-code", "123456789012", "Zzyzx"));
        try (JpaBridge bridge = start(cohort)) {
            assertThat(outcomeOf(written.observation("jpa-code"))).isEqualTo("indeterminate");
            assertThat(bridge.screening("jpa-code").finding("active-malignancy"))
                    .contains(Finding.UNKNOWN);
            assertThat(bridge.bridge().deadLetters().counts().values()).containsExactly(1L);
        }
    }

    private JpaCohort cohort(String... resources) {
        return new JpaCohort(server).with(resources).load();
    }

    private JpaBridge start(JpaCohort cohort) {
        return JpaBridge.start(folder, process.baseUrl(), cohort, Clock.systemUTC())
                .settle();
    }

    private static String outcomeOf(Observation observation) {
        return observation.getValueCodeableConcept().getCodingFirstRep().getCode();
    }
}
