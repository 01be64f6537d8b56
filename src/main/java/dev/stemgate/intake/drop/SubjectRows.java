// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.state.InputSubject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a {@link Subject} stands in the ledger. Stateless. */
final class SubjectRows {

    private static final JsonMapper JSON = new JsonMapper();

    private SubjectRows() {}

    /** A patient is known by the id inside the source; where it has none, by all its identifiers. */
    static String key(String source, Subject subject) {
        StringBuilder text = new StringBuilder(source).append('\n').append(subject.localId());
        if (subject.localId().isEmpty()) {
            sorted(subject).forEach(identifier -> text.append('\n').append(part(identifier)));
        }
        return ContentHash.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static InputSubject row(SourceSettings source, Subject subject) {
        boolean described = !subject.birthDate().isEmpty() || !subject.sex().isEmpty();
        boolean anything = described || !subject.identifiers().isEmpty();
        return new InputSubject(
                key(source.name(), subject),
                source.name(),
                source.ehr(),
                subject.localId(),
                anything ? json(subject) : "",
                described,
                InputSubject.NEW,
                Optional.empty());
    }

    /** How an identifier stands in a description, so that a description can be searched for it. */
    static String part(PatientIdentifier identifier) {
        return JSON.createObjectNode()
                .put("system", identifier.system())
                .put("value", identifier.value())
                .toString();
    }

    static String hash(PatientIdentifier identifier) {
        return ContentHash.of(part(identifier).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Subject subject) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode identifiers = node.putArray("identifiers");
        sorted(subject).forEach(identifier -> identifiers
                .addObject()
                .put("system", identifier.system())
                .put("value", identifier.value()));
        return node.put("birthDate", subject.birthDate())
                .put("sex", subject.sex())
                .toString();
    }

    private static List<PatientIdentifier> sorted(Subject subject) {
        return subject.identifiers().stream()
                .sorted(Comparator.comparing(PatientIdentifier::system).thenComparing(PatientIdentifier::value))
                .toList();
    }

    static Subject subject(InputSubject row) {
        if (row.description().isEmpty()) {
            return Subject.ofLocalId(row.localId());
        }
        try {
            JsonNode node = JSON.readTree(row.description());
            List<PatientIdentifier> identifiers = new ArrayList<>();
            node.path("identifiers")
                    .forEach(each -> identifiers.add(new PatientIdentifier(
                            each.path("system").asText(), each.path("value").asText())));
            return new Subject(
                    row.localId(),
                    identifiers,
                    node.path("birthDate").asText(),
                    node.path("sex").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored description is not what was written");
        }
    }
}
