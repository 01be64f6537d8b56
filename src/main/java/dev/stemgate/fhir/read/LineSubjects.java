// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.bulk.record.Subject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** Whose record a line is, by the rules of {@link SubjectCheck}, where the patient is not known beforehand. Thread-safe. */
record LineSubjects(References references) {

    private static final Pattern SUBJECT =
            Pattern.compile("\"(?:subject|patient)\"\\s*:\\s*\\{[^{}]*?\"reference\"\\s*:\\s*\"([^\"\\\\]{1,300})\"");
    private static final Pattern ANY = Pattern.compile("\"reference\"\\s*:\\s*\"([^\"\\\\]{1,300})\"");

    Subject of(DomainResource record) {
        Reference subject = SubjectCheck.subjectOf(record);
        if (subject.hasReference()) {
            return references
                    .idOf(subject.getReference(), "Patient")
                    .<Subject>map(Subject.ById::new)
                    .orElse(Subject.UNKNOWN);
        }
        Identifier identifier = subject.getIdentifier();
        return identifier.hasSystem() && identifier.hasValue()
                ? new Subject.ByIdentifier(SubjectCheck.key(identifier))
                : Subject.UNKNOWN;
    }

    static List<String> identifiers(Patient patient) {
        return patient.getIdentifier().stream().map(SubjectCheck::key).toList();
    }

    /** The Patients that a well-formed record names as its subject; at most one. A Patient names itself. */
    List<String> named(ObjectNode record) {
        if (record.path("resourceType").asText().equals("Patient")) {
            return Stream.of(record.path("id").asText())
                    .filter(id -> !id.isEmpty())
                    .toList();
        }
        return Stream.of("subject", "patient")
                .map(name -> record.path(name).path("reference").asText())
                .flatMap(reference -> references.idOf(reference, "Patient").stream())
                .distinct()
                .toList();
    }

    /** The Patients of whom something that is no record, such as a Bundle, holds records: its own subject, else every one named in it. */
    List<String> within(ObjectNode tree, byte[] bytes) {
        List<String> own = named(tree);
        return own.isEmpty() ? said(bytes) : own;
    }

    /** The Patients that broken bytes speak of: the subject where it can be seen, else every Patient that is referred to. */
    List<String> said(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        RecordHead head = RecordHead.of(bytes);
        if (head.type().equals("Patient") && head.id().isPresent()) {
            return List.of(head.id().get());
        }
        Set<String> subjects = matches(SUBJECT, text);
        return List.copyOf(subjects.isEmpty() ? matches(ANY, text) : subjects);
    }

    private Set<String> matches(Pattern pattern, String text) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            Optional<String> id = references.idOf(matcher.group(1), "Patient");
            id.ifPresent(ids::add);
        }
        return ids;
    }
}
