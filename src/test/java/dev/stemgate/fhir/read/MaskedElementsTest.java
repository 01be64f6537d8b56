// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.Sex;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An element of which only is said that its value is masked: {@code _status} with a data-absent-reason, and no {@code status}. */
class MaskedElementsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "{\"extension\":[{\"url\":"
            + "\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]}";

    private final ExactLineReader reader = new ExactLineReader(new Origin(URI.create("https://ehr.example.org/fhir")));

    @Test
    void aMaskedGenderIsUnknown() {
        LineReading reading = read("{\"resourceType\":\"Patient\",\"id\":\"p\",\"_gender\":" + REASON + "}");

        BulkRecord record = ((LineReading.Read) reading).record();
        assertThat(((BulkRecord.Person) record).person().sex()).isEqualTo(Sex.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MedicationStatement",
                "MedicationRequest",
                "MedicationAdministration",
                "MedicationDispense",
                "Observation",
                "Procedure",
                "ServiceRequest"
            })
    void aRecordWhoseStatusIsMaskedIsRead(String type) {
        String drug = type.startsWith("Medication") ? "\"medicationCodeableConcept\"" : "\"code\"";

        LineReading reading = read("{\"resourceType\":\"" + type + "\",\"id\":\"r\",\"_status\":" + REASON
                + ",\"_intent\":" + REASON + ",\"subject\":{\"reference\":\"Patient/p\"}," + drug
                + ":{\"text\":\"words\"}}");

        assertThat(reading).isInstanceOf(LineReading.Read.class);
    }

    @Test
    void aMedicationThatIsNullIsNone() {
        LineReading reading = read("{\"resourceType\":\"MedicationRequest\",\"id\":\"r\",\"status\":\"active\","
                + "\"intent\":\"order\",\"medicationReference\":null,\"subject\":{\"reference\":\"Patient/p\"}}");

        assertThat(((LineReading.Refused) reading).why()).isEqualTo("the record names no medication");
    }

    @Test
    void anyElementOfAnyRecordMayBeMasked() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String line : SampleLines.all()) {
            List<ObjectNode> masked = new ArrayList<>();
            ObjectNode record = (ObjectNode) JSON.readTree(line);
            mask(record, record, record.path("resourceType").asText(), seen, masked);
            for (ObjectNode one : masked) {
                assertThatCode(() -> read(one.toString())).as(one.toString()).doesNotThrowAnyException();
            }
        }
        assertThat(seen).hasSizeGreaterThan(300);
    }

    private LineReading read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }

    /** A copy of the record for each primitive that was not masked before at this path. */
    private static void mask(ObjectNode record, JsonNode at, String path, Set<String> seen, List<ObjectNode> masked)
            throws IOException {
        if (at instanceof ArrayNode list) {
            for (JsonNode item : list) {
                mask(record, item, path, seen, masked);
            }
        } else if (at instanceof ObjectNode object) {
            for (String name : List.copyOf(names(object))) {
                JsonNode value = object.get(name);
                if (value.isContainerNode()) {
                    mask(record, value, path + "." + name, seen, masked);
                } else if (!name.equals("resourceType") && seen.add(path + "." + name)) {
                    object.remove(name);
                    object.set("_" + name, JSON.readTree(REASON));
                    masked.add(record.deepCopy());
                    object.remove("_" + name);
                    object.set(name, value);
                }
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
