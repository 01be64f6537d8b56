// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the server makes of a search for several patients at once, with commas between them. Thread-safe. */
final class PatientLists {

    private static final int CUT = 5;
    private static final Set<String> WHOSE = Set.of("patient", "subject");

    private final Manners manners;

    PatientLists(Manners manners) {
        this.manners = manners;
    }

    /**
     * The parameters as this server reads them.
     *
     * @throws InvalidRequestException where it refuses lists
     */
    Map<String, String[]> read(String type, Map<String, String[]> parameters) {
        Map<String, String[]> read = new TreeMap<>(parameters);
        read.replaceAll((name, values) -> {
            String plain = name.split("[:.]", 2)[0];
            boolean ofPatients = WHOSE.contains(plain) || type.equals("Patient") && plain.equals("_id");
            return ofPatients ? Arrays.stream(values).map(this::read).toArray(String[]::new) : values;
        });
        return read;
    }

    private String read(String value) {
        if (!value.contains(",")) {
            return value;
        }
        if (manners.has(Manner.LISTS_REFUSED)) {
            throw new InvalidRequestException("One patient is to be named, not several");
        }
        if (manners.has(Manner.LISTS_UNMATCHED)) {
            return value.replace(',', ' ');
        }
        if (manners.has(Manner.LISTS_FIRST_ONLY)) {
            return first(value, 1);
        }
        return manners.has(Manner.LISTS_CUT) ? first(value, CUT) : value;
    }

    private static String first(String value, int some) {
        return Arrays.stream(value.split(",")).limit(some).collect(Collectors.joining(","));
    }
}
