// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.nio.charset.StandardCharsets;

/** The elements of a screening Observation by the names they have in JSON, each encoded once. */
enum Name {
    /** No element. */
    NONE(""),
    CATEGORY("category"),
    CODE("code"),
    CODING("coding"),
    COMPONENT("component"),
    DATA_ABSENT_REASON("dataAbsentReason"),
    DEVICE("device"),
    DISPLAY("display"),
    DIV("div"),
    EFFECTIVE_DATE_TIME("effectiveDateTime"),
    END("end"),
    EXTENSION("extension"),
    IDENTIFIER("identifier"),
    INTERPRETATION("interpretation"),
    ISSUED("issued"),
    META("meta"),
    METHOD("method"),
    NOTE("note"),
    PROFILE("profile"),
    REFERENCE("reference"),
    RESOURCE_TYPE("resourceType"),
    SECURITY("security"),
    START("start"),
    STATUS("status"),
    SUBJECT("subject"),
    SYSTEM("system"),
    TEXT("text"),
    TYPE("type"),
    URL("url"),
    VALUE("value"),
    VALUE_CODE("valueCode"),
    VALUE_CODEABLE_CONCEPT("valueCodeableConcept"),
    VALUE_CODING("valueCoding"),
    VALUE_DATE("valueDate"),
    VALUE_DATE_TIME("valueDateTime"),
    VALUE_PERIOD("valuePeriod"),
    VALUE_REFERENCE("valueReference"),
    VALUE_STRING("valueString"),
    VALUE_UNSIGNED_INT("valueUnsignedInt");

    private final byte[] json;

    Name(String name) {
        this.json = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** With its quotes and colon. Not to be changed. */
    byte[] json() {
        return json;
    }
}
