// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The elements that a column can become, for each resource type, and how they stand in the JSON. Stateless. */
final class CsvElements {

    /** Puts one element; only called with something to put. */
    @FunctionalInterface
    interface Element {
        void put(ObjectNode resource, CsvField field, CsvRow row, ZoneId zone);
    }

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final String ALLERGY_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    private static final String ALLERGY_VERIFICATION =
            "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Pattern NO_ZONE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(\\.\\d+)?");

    private static final Map<String, Map<String, Element>> BY_TYPE = Map.of(
            "Condition",
            elements(Map.of(
                    "code", concept("code"),
                    "category", coded("category", CATEGORY, true),
                    "clinicalStatus", coded("clinicalStatus", CLINICAL, false),
                    "verificationStatus", coded("verificationStatus", VERIFICATION, false),
                    "onset", date("onsetDateTime"),
                    "abatement", date("abatementDateTime"),
                    "recorded", date("recordedDate"))),
            "MedicationRequest",
            elements(Map.of(
                    "medication", concept("medicationCodeableConcept"),
                    "status", word("status"),
                    "intent", word("intent"),
                    "authored", date("authoredOn"),
                    "start", within("dispenseRequest", "validityPeriod", "start"),
                    "end", within("dispenseRequest", "validityPeriod", "end"),
                    "reason", listed("reasonCode"))),
            "MedicationStatement",
            elements(Map.of(
                    "medication", concept("medicationCodeableConcept"),
                    "status", word("status"),
                    "start", within("effectivePeriod", "", "start"),
                    "end", within("effectivePeriod", "", "end"),
                    "asserted", date("dateAsserted"),
                    "reason", listed("reasonCode"))),
            "AllergyIntolerance",
            elements(Map.of(
                    "code", concept("code"),
                    "clinicalStatus", coded("clinicalStatus", ALLERGY_CLINICAL, false),
                    "verificationStatus", coded("verificationStatus", ALLERGY_VERIFICATION, false),
                    "criticality", word("criticality"),
                    "onset", date("onsetDateTime"),
                    "recorded", date("recordedDate"))),
            "Procedure",
            elements(Map.of(
                    "code", concept("code"),
                    "status", word("status"),
                    "start", within("performedPeriod", "", "start"),
                    "end", within("performedPeriod", "", "end"),
                    "performed", date("performedDateTime"))),
            "Observation",
            elements(Map.of(
                    "code", concept("code"),
                    "status", word("status"),
                    "effective", date("effectiveDateTime"),
                    "valueNumber", (resource, field, row, zone) -> number(resource, field.text(row)),
                    "valueUnit",
                            (resource, field, row, zone) -> quantity(resource)
                                    .put("unit", field.text(row))
                                    .put("system", UCUM)
                                    .put("code", field.text(row)),
                    "valueText", word("valueString"),
                    "valueCode", concept("valueCodeableConcept"))),
            "Patient",
            elements(Map.of("birthDate", date("birthDate"), "sex", word("gender"))));

    private CsvElements() {}

    static Map<String, Element> of(String resource) {
        return BY_TYPE.getOrDefault(resource, Map.of());
    }

    private static Map<String, Element> elements(Map<String, Element> elements) {
        return new TreeMap<>(elements);
    }

    private static Element word(String name) {
        return (resource, field, row, zone) -> resource.put(name, field.text(row));
    }

    private static Element coded(String name, String system, boolean list) {
        return (resource, field, row, zone) -> {
            ObjectNode concept = list ? resource.putArray(name).addObject() : resource.putObject(name);
            concept.putArray("coding").addObject().put("system", system).put("code", field.text(row));
        };
    }

    private static Element concept(String name) {
        return (resource, field, row, zone) -> fill(resource.putObject(name), field, row);
    }

    private static Element listed(String name) {
        return (resource, field, row, zone) -> fill(resource.putArray(name).addObject(), field, row);
    }

    /** A code with its system, or words alone where the row has no code. */
    private static void fill(ObjectNode concept, CsvField field, CsvRow row) {
        String code = field.text(row);
        String display = field.displayOf(row);
        if (!code.isEmpty()) {
            ObjectNode coding = concept.putArray("coding").addObject();
            String system = field.systemOf(row);
            if (!system.isEmpty()) {
                coding.put("system", system);
            }
            coding.put("code", code);
            if (!display.isEmpty()) {
                coding.put("display", display);
            }
        }
        if (!display.isEmpty()) {
            concept.put("text", display);
        }
    }

    private static Element date(String name) {
        return (resource, field, row, zone) -> resource.put(name, dateText(field, row, zone));
    }

    private static Element within(String outer, String inner, String name) {
        return (resource, field, row, zone) -> {
            ObjectNode holder = resource.withObject("/" + outer);
            (inner.isEmpty() ? holder : holder.withObject("/" + inner)).put(name, dateText(field, row, zone));
        };
    }

    /** In ISO where it can be read by its format; else as it stands, for the one judge of records to refuse. */
    private static String dateText(CsvField field, CsvRow row, ZoneId zone) {
        String text = field.text(row);
        if (field.format().isEmpty()) {
            return NO_ZONE.matcher(text).matches() ? withZone(text, zone) : text;
        }
        try {
            TemporalAccessor read = DateTimeFormatter.ofPattern(field.format().get())
                    .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return read instanceof LocalDateTime local
                    ? local.atZone(zone).toOffsetDateTime().toString()
                    : read.toString();
        } catch (DateTimeException otherwise) {
            return text;
        }
    }

    private static String withZone(String text, ZoneId zone) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    LocalDateTime.parse(text).atZone(zone).toOffsetDateTime());
        } catch (DateTimeException otherwise) {
            return text;
        }
    }

    private static ObjectNode quantity(ObjectNode resource) {
        return resource.withObject("/valueQuantity");
    }

    /** What is no number stays a text, which is judged as one. */
    private static void number(ObjectNode resource, String text) {
        if (text.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
            quantity(resource).put("value", new BigDecimal(text));
        } else {
            resource.put("valueString", text);
        }
    }
}
