// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What PID says for the matching: identifiers, birth date and administrative sex. Names, addresses and the SSN of PID-19 are never
 * read. Thread-safe.
 */
final class PatientSegment {

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*)){2,}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final List<String> RANK = List.of("MR", "PI", "PT", "");
    private static final Map<String, String> SEX = Map.of(
            "M", "male", "F", "female", "O", "other", "A", "other", "X", "other", "U", "unknown", "N", "unknown");

    private final SourceSettings source;

    PatientSegment(SourceSettings source) {
        this.source = source;
    }

    /** One identifier of PID-3 or MRG-1 (CX). */
    private record Id(String value, String namespace, String universalId, String universalType, String type) {

        static Id of(Segment.Element cx) {
            return new Id(
                    cx.text(1),
                    cx.text(4, 1),
                    cx.text(4, 2),
                    cx.text(4, 3).toUpperCase(Locale.ROOT),
                    cx.text(5).toUpperCase(Locale.ROOT));
        }

        String authority() {
            return universalId.isEmpty() ? namespace : universalId;
        }

        int rank() {
            int at = RANK.indexOf(type);
            return at < 0 ? RANK.size() : at;
        }
    }

    /** Whose the message is; {@link Subject#NOT_SAID} when PID-3 is empty: then nothing is attached to anybody. */
    Subject subject(Segment pid) {
        List<Id> ids = ids(pid, 3);
        if (ids.isEmpty()) {
            return Subject.NOT_SAID;
        }
        return new Subject(localId(ids), identifiers(ids), MessageTime.date(pid.text(7)), sex(pid.text(8)));
    }

    /** The identifiers of a field of type CX: PID-3, or MRG-1. */
    List<PatientIdentifier> identifiers(Segment segment, int field) {
        return identifiers(ids(segment, field));
    }

    private static List<Id> ids(Segment segment, int field) {
        return segment.repetitions(field).stream()
                .map(Id::of)
                .filter(id -> !id.value().isEmpty())
                .toList();
    }

    private List<PatientIdentifier> identifiers(List<Id> ids) {
        List<PatientIdentifier> known = new ArrayList<>();
        ids.forEach(id -> system(id).ifPresent(system -> known.add(new PatientIdentifier(system, id.value()))));
        return known;
    }

    /** The same one however the sender orders its repetitions. */
    private String localId(List<Id> ids) {
        Id first = ids.stream()
                .min(Comparator.comparingInt(Id::rank)
                        .thenComparing(Id::authority)
                        .thenComparing(Id::value))
                .orElseThrow();
        return source.idsOfEhr() || first.authority().isEmpty()
                ? first.value()
                : first.value() + "^" + first.authority();
    }

    /** The site's own word for an authority or an identifier's type goes first; then an OID, UUID or URI is its own system. */
    private Optional<String> system(Id id) {
        for (String name : List.of(id.namespace() + "^" + id.type(), id.namespace(), id.universalId())) {
            String system = source.identifierSystems().getOrDefault(name, "");
            if (!name.isEmpty() && !system.isEmpty()) {
                return Optional.of(system);
            }
        }
        String universal = id.universalId();
        if (OID.matcher(universal).matches() && id.universalType().matches("ISO|")) {
            return Optional.of("urn:oid:" + universal);
        }
        if (UUID.matcher(universal.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of("urn:uuid:" + universal.toLowerCase(Locale.ROOT));
        }
        return id.universalType().equals("URI") || universal.matches("(https?|urn):\\S+")
                ? Optional.of(universal).filter(uri -> !uri.isEmpty())
                : Optional.empty();
    }

    private static String sex(String word) {
        return SEX.getOrDefault(word.toUpperCase(Locale.ROOT), "");
    }
}
