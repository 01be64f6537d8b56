// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static dev.stemgate.intake.hl7.Hl7Text.admission;
import static dev.stemgate.intake.hl7.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisSegmentTest {

    private static JsonNode condition(String dg1) {
        return ToldSink.read(admission(dg1)).resource(0);
    }

    private static String verification(JsonNode condition) {
        return condition.at("/verificationStatus/coding/0/code").asText();
    }

    @Test
    void finalDiagnosisBecomesAConfirmedEncounterDiagnosis() {
        JsonNode condition = condition("DG1|1||C50.9^Malignant neoplasm of breast^I10C|Breast cancer|20260214|F");
        assertThat(condition.path("resourceType").asText()).isEqualTo("Condition");
        assertThat(condition.at("/code/coding/0/system").asText()).isEqualTo("http://hl7.org/fhir/sid/icd-10-cm");
        assertThat(condition.at("/code/coding/0/code").asText()).isEqualTo("C50.9");
        assertThat(condition.at("/code/coding/0/display").asText()).isEqualTo("Malignant neoplasm of breast");
        assertThat(condition.at("/code/text").asText()).isEqualTo("Breast cancer");
        assertThat(condition.path("onsetDateTime").asText()).isEqualTo("2026-02-14");
        assertThat(condition.at("/category/0/coding/0/code").asText()).isEqualTo("encounter-diagnosis");
        assertThat(condition.has("clinicalStatus")).isFalse();
        assertThat(verification(condition)).isEqualTo("confirmed");
    }

    @ParameterizedTest
    @CsvSource({"F,confirmed", "A,provisional", "W,provisional", "'',unconfirmed", "X,unconfirmed"})
    void onlyAFinalDiagnosisIsDefinite(String type, String expected) {
        assertThat(verification(condition("DG1|1||C50.9^^I10|||" + type))).isEqualTo(expected);
    }

    @Test
    void admittingDiagnosisIsDefiniteWhereTheSiteSaysSo() {
        byte[] bytes = admission("DG1|1||C50.9^^I10|||A").getBytes(StandardCharsets.UTF_8);
        ToldSink told = ToldSink.read(bytes, new Hl7Settings(StandardCharsets.UTF_8, true, false));
        assertThat(verification(told.resource(0))).isEqualTo("confirmed");
    }

    @ParameterizedTest
    @CsvSource({
        "I10,http://hl7.org/fhir/sid/icd-10",
        "ICD-10,http://hl7.org/fhir/sid/icd-10",
        "I10C,http://hl7.org/fhir/sid/icd-10-cm",
        "ICD-10-CM,http://hl7.org/fhir/sid/icd-10-cm",
        "I9,http://hl7.org/fhir/sid/icd-9-cm",
        "I9C,http://hl7.org/fhir/sid/icd-9-cm",
        "SCT,http://snomed.info/sct",
        "SNM,http://snomed.info/sct",
        "2.16.840.1.113883.6.96,urn:oid:2.16.840.1.113883.6.96",
        "L,urn:stemgate:hl7v2:adt:L",
        "99KIS,urn:stemgate:hl7v2:adt:99KIS",
        "MYCODES,MYCODES",
    })
    void systemsAreNamedByTable0396(String name, String uri) {
        assertThat(condition("DG1|1||X^^" + name + "|||F")
                        .at("/code/coding/0/system")
                        .asText())
                .isEqualTo(uri);
        assertThat(condition("DG1|1|" + name + "|X|||F")
                        .at("/code/coding/0/system")
                        .asText())
                .isEqualTo(uri);
    }

    @Test
    void codeWithoutSystemKeepsNone() {
        assertThat(condition("DG1|1||B45678|||F").at("/code/coding/0").has("system"))
                .isFalse();
    }

    @Test
    void textOnlyDiagnosisKeepsItsWords() {
        JsonNode condition = condition("DG1|1||^Diffuse large cell lymphoma & sepsis|||F");
        assertThat(condition.at("/code/text").asText()).isEqualTo("Diffuse large cell lymphoma & sepsis");
        assertThat(condition.at("/code").has("coding")).isFalse();
    }

    @Test
    void everyCodingOfTheElementIsKept() {
        JsonNode condition =
                condition("DG1|1||B20^HIV disease^I10C^86406008^HIV infection^SCT^^^said so^042^HIV^I9C|||F");
        assertThat(condition.at("/code/coding")).hasSize(3);
        assertThat(condition.at("/code/coding/2/code").asText()).isEqualTo("042");
        assertThat(condition.at("/code/text").asText()).isEqualTo("said so");
    }

    @Test
    void brokenDateIsPassedOnForTheReaderToFindIt() {
        assertThat(condition("DG1|1||B20^^I10||T16: 09: 08|F")
                        .path("onsetDateTime")
                        .asText())
                .isEqualTo("T16: 09: 08");
    }

    @Test
    void undatedDiagnosisIsRecordedAtAdmissionElseAtTheEventElseWithTheMessage() {
        assertThat(condition("DG1|1||B20^^I10|||F").path("recordedDate").asText())
                .isEqualTo("2026-03-01");
        String pv1 = "PV1|1|I" + "|".repeat(42) + "20260228101500+0100";
        assertThat(ToldSink.read(admission(pv1, "DG1|1||B20^^I10|||F"))
                        .resource(0)
                        .path("recordedDate")
                        .asText())
                .isEqualTo("2026-02-28");
    }

    @Test
    void attestationDateIsTheRecordedDate() {
        assertThat(condition("DG1|1||B20^^I10||2019|F|||||||||||||202502031011-0500")
                        .path("recordedDate")
                        .asText())
                .isEqualTo("2025-02-03T10:11:00-05:00");
    }

    @Test
    void laterMessageOfTheSameVisitHasTheSameKey() {
        String first = admission("PV1|1|I|||||||||||||||||V-9", "DG1|1||B20^^I10|||W");
        String later = admission("PV1|1|I|||||||||||||||||V-9", "DG1|7||B20^HIV disease^I10|||F");
        String other = admission("PV1|1|I|||||||||||||||||V-10", "DG1|1||B20^^I10|||F");
        String key = ToldSink.read(first).records.get(0).key();
        assertThat(ToldSink.read(later).records.get(0).key()).isEqualTo(key);
        assertThat(ToldSink.read(other).records.get(0).key()).isNotEqualTo(key);
        assertThat(key).doesNotContain("4711");
    }

    @Test
    void identifierOfTheDiagnosisIsItsKey() {
        String identified = "|".repeat(14) + "D-77^KIS";
        String first = admission("DG1|1||B20^^I10|||W" + identified);
        String corrected = admission("DG1|1||B24^^I10|||F" + identified);
        assertThat(ToldSink.read(first).records.get(0).key())
                .isEqualTo(ToldSink.read(corrected).records.get(0).key());
    }

    @Test
    void twoPatientsNeverShareARecord() {
        String dg1 = "DG1|1||B20^^I10|||F" + "|".repeat(14) + "1";
        String other = message("ADT^A01", "PID|1||4712^^^HOSP^MR", dg1);
        assertThat(ToldSink.read(admission(dg1)).records.get(0).key())
                .isNotEqualTo(ToldSink.read(other).records.get(0).key());
    }

    @Test
    void actionCodeDeleteWithdraws() {
        String key =
                ToldSink.read(admission("DG1|1||B20^^I10|||F")).records.get(0).key();
        ToldSink told = ToldSink.read(admission("DG1|1||B20^^I10|||F" + "|".repeat(15) + "D"));
        assertThat(told.records).isEmpty();
        assertThat(told.withdrawn).containsExactly(key);
    }

    @Test
    void deleteByIdentifierAloneWithdraws() {
        String identified = "|".repeat(14) + "D-77^KIS";
        String key = ToldSink.read(admission("DG1|1||B20^^I10|||F" + identified))
                .records
                .get(0)
                .key();
        assertThat(ToldSink.read(admission("DG1|1||||||" + identified.substring(1) + "|D")).withdrawn)
                .containsExactly(key);
    }

    @Test
    void diagnosisWithoutCodeAndTextIsRefusedForItsPatient() {
        ToldSink told = ToldSink.read(admission("DG1|1|I10||||F", "DG1|2||B20^^I10|||F"));
        assertThat(told.records).hasSize(1);
        assertThat(told.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.place()).hasToString("adt.hl7:1/DG1-1");
            assertThat(refusal.subject().isNobody()).isFalse();
            assertThat(refusal.type()).isEqualTo("Condition");
        });
    }

    @Test
    void removingAllDiagnosesAtOnceIsRefusedAndSaidSo() {
        assertThat(ToldSink.read(admission("DG1|\"\"")).refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.line()).contains("only a named diagnosis is removed"));
    }

    @Test
    void admittingAndFinalOfOneCodeAreOneRecordAndTheFinalCounts() {
        for (String[] order : new String[][] {{"A", "F"}, {"F", "A"}}) {
            ToldSink told = ToldSink.read(admission("DG1|1||B20^^I10|||" + order[0], "DG1|2||B20^^I10|||" + order[1]));
            assertThat(told.records).hasSize(1);
            assertThat(verification(told.resource(0))).isEqualTo("confirmed");
            assertThat(told.duplicates).hasSize(1);
        }
    }

    @Test
    void updateWithoutAnyDiagnosisWithdrawsNothing() {
        ToldSink told = ToldSink.read(message("ADT^A08^ADT_A01", Hl7Text.PID));
        assertThat(told.withdrawn).isEmpty();
        assertThat(told.irrelevant).hasSize(1);
    }
}
