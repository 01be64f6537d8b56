// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;

/**
 * A {@link Screening} as JSON: one property for each record component, dates as ISO text, a {@link Reading} told apart by its
 * {@code is} property. Properties that a later release adds are ignored. Thread-safe.
 */
public final class ScreeningJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .addMixIn(Reading.class, ReadingByName.class)
            .build();

    /** A screening that an earlier release stored had no hazards. */
    private static final String RISKS = "risks";

    private ScreeningJson() {}

    public static String write(Screening screening) {
        try {
            return MAPPER.writeValueAsString(screening);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a screening could not be written as JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no screening; the message holds none of it */
    public static Screening read(String json) {
        try {
            JsonNode stored = MAPPER.readTree(json);
            if (stored instanceof ObjectNode object && !object.has(RISKS)) {
                object.set(RISKS, MAPPER.valueToTree(RiskProfile.NONE));
            }
            return MAPPER.treeToValue(stored, Screening.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the stored text is no screening");
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Reading.Complete.class, name = "complete"),
        @JsonSubTypes.Type(value = Reading.Incomplete.class, name = "incomplete"),
        @JsonSubTypes.Type(value = Reading.NotServed.class, name = "not-served"),
        @JsonSubTypes.Type(value = Reading.NotAvailable.class, name = "not-available")
    })
    private interface ReadingByName {}
}
