// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.Person;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Sex;
import dev.stemgate.model.VerificationStatus;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The elements of the case bundles. */
final class CaseFields {

    private CaseFields() {}

    static Person person(JsonNode node) {
        Optional<Person.Deceased> deceased = node.has("deceasedDateTime")
                ? Optional.of(new Person.Deceased(date(node.path("deceasedDateTime"))))
                : Optional.of(new Person.Deceased(Optional.empty()))
                        .filter(dead -> node.path("deceasedBoolean").asBoolean(false));
        Optional<String> replacedBy = Optional.of(node.at("/link/0"))
                .filter(link -> link.path("type").asText().equals("replaced-by"))
                .map(link -> link.at("/other/reference").asText().replace("Patient/", ""));
        boolean human = !node.at("/extension/0/url").asText().endsWith("patient-animal");
        return new Person(
                new ResourceRef("Patient", node.path("id").asText(), "1"),
                date(node.path("birthDate")),
                word(Sex.class, node.path("gender").asText(), Sex.UNKNOWN),
                deceased,
                human,
                node.path("active").asBoolean(true),
                replacedBy,
                codes(node.at("/meta/security")));
    }

    static Concept concept(JsonNode node) {
        String absent = node.at("/extension/0/valueCode").asText();
        return new Concept(codes(node.path("coding")), node.path("text").asText(), absent);
    }

    static List<Code> codes(JsonNode codings) {
        List<Code> codes = new ArrayList<>();
        codings.forEach(coding -> codes.add(new Code(
                coding.path("system").asText(),
                coding.path("code").asText(),
                coding.path("display").asText())));
        return codes;
    }

    static Optional<DateRange> date(JsonNode node) {
        String text = node.asText();
        return switch (text.length()) {
            case 0 -> Optional.empty();
            case 4 -> Optional.of(DateRange.year(Year.parse(text)));
            case 7 -> Optional.of(DateRange.month(YearMonth.parse(text)));
            default -> Optional.of(DateRange.day(LocalDate.parse(text.substring(0, 10))));
        };
    }

    static ClinicalStatus clinicalStatus(String text) {
        return word(ClinicalStatus.class, text, ClinicalStatus.MISSING);
    }

    static VerificationStatus verificationStatus(String text) {
        return word(VerificationStatus.class, text, VerificationStatus.MISSING);
    }

    static MedicationFact.Status medicationStatus(String text) {
        return word(MedicationFact.Status.class, text, MedicationFact.Status.UNKNOWN);
    }

    /** The statuses of an Administration or a Dispense, in the words of {@link MedicationFact.Status}. */
    static MedicationFact.Status givenStatus(String text) {
        return switch (text) {
            case "in-progress" -> MedicationFact.Status.ACTIVE;
            case "not-done", "declined" -> MedicationFact.Status.NOT_TAKEN;
            case "preparation" -> MedicationFact.Status.INTENDED;
            default -> medicationStatus(text);
        };
    }

    static MedicationFact.Intent intent(String text) {
        return text.endsWith("order")
                ? MedicationFact.Intent.ORDER
                : word(MedicationFact.Intent.class, text, MedicationFact.Intent.UNKNOWN);
    }

    static <E extends Enum<E>> E word(Class<E> type, String text, E otherwise) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }
}
