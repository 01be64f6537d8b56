// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the payload of an unclassified letter holds.
 *
 * @param code the coding; of a text, its display holds the text
 * @param kinds in which kinds of record it stood; empty for a letter of an earlier release
 */
record WaitingCode(Code code, Set<RecordKind> kinds) {

    private static final JsonMapper JSON = new JsonMapper();

    WaitingCode {
        kinds = Set.copyOf(kinds);
    }

    byte[] json() {
        ObjectNode node = JSON.createObjectNode()
                .put("system", code.system())
                .put("code", code.code())
                .put("display", code.display());
        kinds.stream().sorted().forEach(kind -> node.withArray("in").add(kind.fhirType()));
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static WaitingCode read(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
            node.path("in").forEach(word -> Arrays.stream(RecordKind.values())
                    .filter(kind -> kind.fhirType().equals(word.asText()))
                    .forEach(kinds::add));
            Code code = new Code(
                    node.path("system").asText(),
                    node.path("code").asText(),
                    node.path("display").asText());
            return new WaitingCode(code, kinds);
        } catch (IOException e) {
            throw new UncheckedIOException("the payload of an unclassified letter is not what was stored", e);
        }
    }

    WaitingCode alsoIn(RecordKind kind) {
        Set<RecordKind> all = EnumSet.of(kind);
        all.addAll(kinds);
        return new WaitingCode(code, all);
    }
}
