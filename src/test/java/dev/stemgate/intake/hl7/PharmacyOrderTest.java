// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static dev.stemgate.intake.hl7.Hl7Text.PID;
import static dev.stemgate.intake.hl7.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PharmacyOrderTest {

    private static final String RXE = "RXE||L04AX03^Methotrexate^ATC|10||mg|||||10||3";

    private static ToldSink told(String... segments) {
        String[] all = new String[segments.length + 1];
        all[0] = PID;
        System.arraycopy(segments, 0, all, 1, segments.length);
        return ToldSink.read(message("RDE^O11^RDE_O11", all));
    }

    @Test
    void encodedOrderBecomesAMedicationRequest() {
        JsonNode request = told("ORC|NW|100^KIS|200^RX||||||20260201", RXE).resource(0);
        assertThat(request.path("resourceType").asText()).isEqualTo("MedicationRequest");
        assertThat(request.path("status").asText()).isEqualTo("active");
        assertThat(request.path("intent").asText()).isEqualTo("order");
        assertThat(request.path("authoredOn").asText()).isEqualTo("2026-02-01");
        assertThat(request.at("/medicationCodeableConcept/coding/0/system").asText())
                .isEqualTo("http://www.whocc.no/atc");
        assertThat(request.at("/dispenseRequest/numberOfRepeatsAllowed").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORM^O01", "OMP^O09", "RDE^O01", "RDE^O25"})
    void requestedOrderIsReadFromRxo(String type) {
        ToldSink told = ToldSink.read(message(type, PID, "ORC|NW|100^KIS", "RXO|723^Amoxicillin^RXNORM", "RXR|PO"));
        assertThat(told.resource(0)
                        .at("/medicationCodeableConcept/coding/0/system")
                        .asText())
                .isEqualTo("http://www.nlm.nih.gov/research/umls/rxnorm");
    }

    @Test
    void anotherDrugThanOrderedCountsBesideIt() {
        JsonNode request = told("ORC|NW|100", "RXO|723^Amoxicillin^RXN", RXE).resource(0);
        assertThat(request.at("/medicationCodeableConcept/coding")).hasSize(2);
    }

    @Test
    void componentsOfAMixtureAreIngredients() {
        JsonNode request = told("ORC|NW|100", "RXE||X^Infusion^L", "RXC|B|1^Saline^L", "RXC|A|L01AA03^Melphalan^ATC")
                .resource(0);
        assertThat(request.at("/contained/0/ingredient")).hasSize(2);
        assertThat(request.at("/medicationReference/reference").asText()).isEqualTo("#mixture");
    }

    @ParameterizedTest
    @CsvSource({
        "NW,'',active", "XO,'',active", "UC,'',active", "??,'',active", "CA,'',cancelled", "OC,'',cancelled",
        "DC,'',stopped", "OD,'',stopped", "HD,'',on-hold", "RP,'',stopped", "SC,CM,completed", "SC,DC,stopped",
        "NW,IP,active"
    })
    void orderControlAndStatusGiveTheStatus(String control, String status, String expected) {
        ToldSink told = told("ORC|" + control + "|100^KIS|||" + status, RXE);
        assertThat(told.resource(0).path("status").asText()).isEqualTo(expected);
    }

    @Test
    void orderInErrorIsWithdrawn() {
        String key = told("ORC|NW|100^KIS", RXE).records.get(0).key();
        assertThat(told("ORC|SC|100^KIS|||ER", RXE).withdrawn).containsExactly(key);
    }

    @Test
    void stoppedOrderEndsWhenItTakesEffect() {
        JsonNode request =
                told("ORC|DC|100^KIS|||||||20260210||||||20260212", RXE).resource(0);
        assertThat(request.at("/dispenseRequest/validityPeriod/end").asText()).isEqualTo("2026-02-12");
    }

    @Test
    void laterMessageOfTheSameOrderHasTheSameKey() {
        String key = told("ORC|NW|100^KIS", RXE).records.get(0).key();
        assertThat(told("ORC|DC|100^KIS|200^RX", RXE).records.get(0).key()).isEqualTo(key);
        assertThat(told("ORC|DC|101^KIS|200^RX", RXE).records.get(0).key()).isNotEqualTo(key);
    }

    @Test
    void cancelWithoutADrugWithdrawsTheOrder() {
        String key = told("ORC|NW|100^KIS", RXE).records.get(0).key();
        assertThat(told("ORC|CA|100^KIS").withdrawn).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DC", "HD", "NW", "XO"})
    void otherChangeWithoutADrugIsADeadLetterAndLeavesTheOrderAsItWas(String control) {
        ToldSink told = told("ORC|" + control + "|100^KIS");
        assertThat(told.withdrawn).isEmpty();
        assertThat(told.records).isEmpty();
        assertThat(told.refusals).singleElement().satisfies(refusal -> assertThat(refusal.type())
                .isEqualTo("MedicationRequest"));
    }

    @Test
    void cancelWithoutANumberAndDrugIsADeadLetter() {
        assertThat(told("ORC|CA").refusals).hasSize(1);
    }

    @Test
    void severalOrdersAreSeveralRecords() {
        ToldSink told =
                told("ORC|NW|100^KIS", RXE, "ORC|NW|101^KIS", "RXE||J01CA04^Amoxicillin^ATC", "RXE||J01FA10^^ATC");
        assertThat(told.records)
                .extracting(record -> record.place().within())
                .containsExactly("ORC-1", "ORC-2", "RXE-3");
        assertThat(told.records)
                .extracting(dev.stemgate.intake.IntakeRecord::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void orderOfATestIsIrrelevant() {
        ToldSink told = ToldSink.read(message("ORM^O01", PID, "ORC|NW|100", "OBR|1|100||718-7^Haemoglobin^LN"));
        assertThat(told.irrelevant).containsExactly("adt.hl7:1/ORC-1 no pharmacy order");
    }

    @Test
    void diagnosisBesideAnOrderIsReadToo() {
        ToldSink told = told("ORC|NW|100^KIS", RXE, "DG1|1||C50.9^^I10|||F");
        assertThat(told.records).hasSize(2);
    }
}
