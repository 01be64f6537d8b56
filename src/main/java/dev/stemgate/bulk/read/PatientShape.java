// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Person;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Patient who is a human being and linked to no other record. */
final class PatientShape extends RecordShape {

    private static final String ANIMAL = "http://hl7.org/fhir/StructureDefinition/patient-animal";
    private static final Map<String, Sex> SEXES =
            Map.of("male", Sex.MALE, "female", Sex.FEMALE, "other", Sex.OTHER, "unknown", Sex.UNKNOWN);

    private DateRange birth;
    private Sex sex;
    private Optional<Person.Deceased> deceased;
    private boolean active;
    private List<String> identifiers;

    PatientShape() {
        super("Patient", Set.of("link", "careProvider"));
    }

    @Override
    void clear() {
        birth = null;
        sex = Sex.UNKNOWN;
        deceased = null;
        active = true;
        identifiers = new ArrayList<>(4);
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "birthDate" -> birth = in.date();
            case "gender" -> sex = StatusShape.known(SEXES, in.code());
            case "deceasedBoolean" -> deceased = once(deceased, dead(in.truth()));
            case "deceasedDateTime" ->
                deceased = once(deceased, Optional.of(new Person.Deceased(Optional.of(in.date()))));
            case "active" -> active = in.truth();
            case "identifier" -> identifiers(in);
            case "extension" -> extensions(in);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Optional<Person.Deceased> dead(boolean dead) {
        return dead ? Optional.of(new Person.Deceased(Optional.empty())) : Optional.empty();
    }

    private void identifiers(Elements in) throws OddShape {
        in.beginArray();
        while (in.nextItem()) {
            in.beginObject();
            String system = "";
            String value = "";
            for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
                switch (name) {
                    case "system" -> system = in.code();
                    case "value" -> value = in.plain();
                    default -> in.skip();
                }
            }
            if (!system.isEmpty() && !value.isEmpty()) {
                identifiers.add(system + "|" + value);
            }
        }
    }

    /** An extension says whether the Patient is an animal. */
    private static void extensions(Elements in) throws OddShape {
        in.beginArray();
        while (in.nextItem()) {
            in.beginObject();
            for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
                if (!name.equals("url")) {
                    in.skip();
                } else if (in.code().equals(ANIMAL)) {
                    throw OddShape.FOUND;
                }
            }
        }
    }

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) {
        Person person = new Person(
                ref,
                Optional.ofNullable(birth),
                sex,
                deceased == null ? Optional.empty() : deceased,
                true,
                active,
                Optional.empty(),
                labels);
        return new BulkRecord.Person(person, identifiers);
    }
}
