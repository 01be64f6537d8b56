// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dates of a projected record. Each is brought to its literal local date (MODEL §3, Dates: a dateTime is its literal local date, so a
 * missing zone does no harm); one that is no date is taken out and named.
 */
final class RecordDates {

    private static final List<String> DATES = List.of(
            "birthDate",
            "deceasedDateTime",
            "onsetDateTime",
            "abatementDateTime",
            "recordedDate",
            "effectiveDateTime",
            "dateAsserted",
            "authoredOn",
            "performedDateTime",
            "occurrenceDateTime",
            "lastOccurrence",
            "whenPrepared",
            "whenHandedOver",
            "valueDateTime");
    private static final List<String> PERIODS = List.of(
            "onsetPeriod", "abatementPeriod", "effectivePeriod", "performedPeriod", "occurrencePeriod", "valuePeriod");
    private static final List<String> TIMINGS = List.of("effectiveTiming", "occurrenceTiming");
    private static final String ISSUED = "issued";
    /** Elements of time whatever their type. */
    private static final List<String> STEMS = List.of("onset", "abatement", "effective", "performed", "occurrence");

    private RecordDates() {}

    /** Changes the record in place. @return the elements that held no date */
    static List<String> settle(ObjectNode record) {
        List<String> broken = new ArrayList<>();
        asDateTime(record);
        DATES.forEach(name -> settle(record, name, name, broken));
        PERIODS.forEach(name -> period(record, name, name, broken));
        TIMINGS.forEach(name -> timing(record, name, broken));
        issued(record, broken);
        for (JsonNode component : record.path("component")) {
            if (component instanceof ObjectNode part) {
                settle(part, "valueDateTime", "component.valueDateTime", broken);
                period(part, "valuePeriod", "component.valuePeriod", broken);
            }
        }
        if (record.path("dispenseRequest") instanceof ObjectNode dispense) {
            period(dispense, "validityPeriod", "dispenseRequest.validityPeriod", broken);
        }
        return broken;
    }

    /** Takes out everything about time; used when an age, a range or a period is malformed in some other way. */
    static void remove(ObjectNode record) {
        for (String name : List.copyOf(names(record))) {
            String element = name.startsWith("_") ? name.substring(1) : name;
            if (DATES.contains(element)
                    || STEMS.stream().anyMatch(element::startsWith)
                    || element.equals(ISSUED)
                    || element.equals("daysSupply")
                    || element.equals("dispenseRequest")) {
                record.remove(name);
            }
        }
    }

    private static List<String> names(ObjectNode record) {
        List<String> names = new ArrayList<>();
        record.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void period(ObjectNode parent, String name, String path, List<String> broken) {
        if (parent.path(name) instanceof ObjectNode period) {
            settle(period, "start", path + ".start", broken);
            settle(period, "end", path + ".end", broken);
            if (period.isEmpty()) {
                parent.remove(name);
            }
        }
    }

    /** An instant may be less exact than FHIR wants it; as a dateTime it is still a date. */
    private static void asDateTime(ObjectNode record) {
        if (record.has("effectiveInstant") && !record.has("effectiveDateTime")) {
            record.set("effectiveDateTime", record.remove("effectiveInstant"));
            if (record.has("_effectiveInstant")) {
                record.set("_effectiveDateTime", record.remove("_effectiveInstant"));
            }
        }
    }

    /** An instant needs a time and a zone to be parsed; its local date is all that is read of it. */
    private static void issued(ObjectNode record, List<String> broken) {
        settle(record, ISSUED, ISSUED, broken);
        String date = record.path(ISSUED).asText();
        if (date.length() == "2024-05-01".length()) {
            record.put(ISSUED, date + "T00:00:00Z");
        } else if (!date.isEmpty()) {
            record.remove(ISSUED);
            broken.add(ISSUED);
        }
    }

    private static void timing(ObjectNode record, String name, List<String> broken) {
        if (!(record.path(name) instanceof ObjectNode timing)) {
            return;
        }
        ArrayNode events = timing.arrayNode();
        for (JsonNode event : timing.path("event")) {
            Optional<String> date = event.isTextual() ? FhirDates.literal(event.asText()) : Optional.empty();
            date.ifPresent(events::add);
            if (date.isEmpty() && !event.isNull()) {
                broken.add(name + ".event");
            }
        }
        if (events.isEmpty()) {
            timing.remove("event");
        } else {
            timing.set("event", events);
        }
        if (timing.path("repeat") instanceof ObjectNode repeat) {
            period(repeat, "boundsPeriod", name + ".repeat.boundsPeriod", broken);
        }
    }

    private static void settle(ObjectNode parent, String name, String path, List<String> broken) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        Optional<String> date = value.isTextual() ? FhirDates.literal(value.asText()) : Optional.empty();
        if (date.isPresent()) {
            parent.put(name, date.get());
        } else {
            parent.remove(name);
            parent.remove("_" + name);
            broken.add(path);
        }
    }
}
