// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static dev.stemgate.intake.hl7.Hl7Text.PID;
import static dev.stemgate.intake.hl7.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemSegmentTest {

    private static ToldSink told(String event, String prb) {
        return ToldSink.read(message("PPR^" + event, PID, prb));
    }

    private static JsonNode condition(String prb) {
        return told("PC1", prb).resource(0);
    }

    @Test
    void problemBecomesAProblemListItem() {
        JsonNode condition = condition(
                "PRB|AD|20260110|C50.9^Breast cancer^I10C|P-1^KIS||V|20250601||20260101||||confirmed|resolved||20240301");
        assertThat(condition.at("/category/0/coding/0/code").asText()).isEqualTo("problem-list-item");
        assertThat(condition.at("/clinicalStatus/coding/0/code").asText()).isEqualTo("resolved");
        assertThat(condition.at("/verificationStatus/coding/0/code").asText()).isEqualTo("confirmed");
        assertThat(condition.path("onsetDateTime").asText()).isEqualTo("2024-03-01");
        assertThat(condition.path("abatementDateTime").asText()).isEqualTo("2026-01-01");
        assertThat(condition.path("recordedDate").asText()).isEqualTo("2025-06-01");
    }

    @ParameterizedTest
    @CsvSource({
        "Active,active",
        "ACTIVE,active",
        "Active-Improving,active",
        "Inactive,inactive",
        "remission,remission",
        "Relapse,relapse",
        "'',''",
        "chronic,''"
    })
    void lifeCycleStatusIsTheClinicalStatusAndUnknownWordsAreMissing(String word, String expected) {
        JsonNode condition = condition("PRB|AD|20260110|C50.9^^I10|P-1||||||||||" + word);
        assertThat(condition.at("/clinicalStatus/coding/0/code").asText("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "confirmed,confirmed",
        "Provisional,provisional",
        "differential,differential",
        "Rule-Out,differential",
        "refuted,refuted",
        "whatever,unconfirmed",
        "'',''"
    })
    void confirmationStatusIsTheVerificationStatusAndUnknownWordsAreSuggestive(String word, String expected) {
        JsonNode condition = condition("PRB|AD|20260110|C50.9^^I10|P-1|||||||||" + word);
        assertThat(condition.at("/verificationStatus/coding/0/code").asText("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PC1,DE", "PC2,DE", "PC2,de", "PC3,''", "PC3,DE", "PC3,UC"})
    void deletedProblemIsWithdrawnByItsInstance(String event, String action) {
        String key =
                told("PC1", "PRB|AD|20260110|C50.9^^I10|P-1^KIS").records.get(0).key();
        assertThat(told(event, "PRB|" + action + "|20260210|C50.9^^I10|P-1^KIS").withdrawn)
                .containsExactly(key);
        assertThat(told(event, "PRB|" + action + "|20260210||P-1^KIS").withdrawn)
                .containsExactly(key);
    }

    @Test
    void correctionOfAnInstanceHasItsKeyWhateverTheCode() {
        String key =
                told("PC1", "PRB|AD|20260110|C50.9^^I10|P-1^KIS").records.get(0).key();
        assertThat(told("PC2", "PRB|CO|20260110|D05.1^^I10|P-1^KIS")
                        .records
                        .get(0)
                        .key())
                .isEqualTo(key);
        assertThat(told("PC2", "PRB|CO|20260110|D05.1^^I10|P-2^KIS")
                        .records
                        .get(0)
                        .key())
                .isNotEqualTo(key);
    }

    @Test
    void updateThatNamesNoProblemIsADeadLetterAndOverwritesNothing() {
        ToldSink told = told("PC2", "PRB|UP|20260110||P-1^KIS||||20260101");
        assertThat(told.records).isEmpty();
        assertThat(told.refusals).hasSize(1);
    }

    @Test
    void deleteThatSaysKeepIsADeadLetter() {
        ToldSink told = told("PC3", "PRB|UP|20260110|C50.9^^I10|P-1");
        assertThat(told.withdrawn).isEmpty();
        assertThat(told.refusals).hasSize(1);
    }

    @Test
    void refutedProblemIsKeptAsRefuted() {
        assertThat(condition("PRB|UP|20260110|C50.9^^I10|P-1|||||||||entered in error|active")
                        .has("clinicalStatus"))
                .isFalse();
    }
}
