// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
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
            "authoredOn");
    private static final List<String> PERIODS = List.of("onsetPeriod", "abatementPeriod", "effectivePeriod");

    private RecordDates() {}

    /** Changes the record in place. @return the elements that held no date */
    static List<String> settle(ObjectNode record) {
        List<String> broken = new ArrayList<>();
        DATES.forEach(name -> settle(record, name, name, broken));
        PERIODS.forEach(name -> period(record, name, name, broken));
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
                    || element.startsWith("onset")
                    || element.startsWith("abatement")
                    || element.startsWith("effective")
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
