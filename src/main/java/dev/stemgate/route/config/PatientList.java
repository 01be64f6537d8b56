// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that names patients, one a line: a logical id ({@code 123} or {@code Patient/123}), or an identifier with its system
 * ({@code urn:oid:1.2.3|0042}). Empty lines and lines that begin with {@code #} are passed over. The file is patients' data: no line of it
 * is ever put into a message.
 *
 * @param ids logical ids, each once
 * @param identifiers to be looked up
 * @param unreadable numbers of the lines that are neither
 */
public record PatientList(List<String> ids, List<Identifier> identifiers, List<Integer> unreadable) {

    private static final Pattern ID = Pattern.compile("(?:Patient/)?([A-Za-z0-9.-]{1,64})");
    private static final Pattern TOKEN = Pattern.compile("([^\\s|]{1,200})\\|([^|\\p{Cntrl}]{1,100})");

    /**
     * An identifier of a patient.
     *
     * @param line where it stands, from 1
     */
    public record Identifier(int line, String system, String value) {
        public Identifier {
            Objects.requireNonNull(system, "system");
            Objects.requireNonNull(value, "value");
        }

        /** Without the value, which is personal data. */
        @Override
        public String toString() {
            return "identifier of line " + line;
        }
    }

    public PatientList {
        ids = List.copyOf(ids);
        identifiers = List.copyOf(identifiers);
        unreadable = List.copyOf(unreadable);
    }

    /** @throws IOException when the file cannot be read as UTF-8 text */
    public static PatientList read(Path file) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        List<Identifier> identifiers = new ArrayList<>();
        List<Integer> unreadable = new ArrayList<>();
        String text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\\uFEFF", "");
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String entry = line.strip();
            Matcher id = ID.matcher(entry);
            Matcher token = TOKEN.matcher(entry);
            if (id.matches()) {
                ids.add(id.group(1));
            } else if (token.matches()) {
                identifiers.add(
                        new Identifier(number, token.group(1), token.group(2).strip()));
            } else if (!entry.isEmpty() && !entry.startsWith("#")) {
                unreadable.add(number);
            }
        }
        return new PatientList(List.copyOf(ids), identifiers, unreadable);
    }

    /** Fails at the start where the file is missing or a line of it says nothing. */
    static void check(Path file) {
        try {
            PatientList list = read(file);
            if (!list.unreadable().isEmpty()) {
                throw new ConfigurationException(file + ":" + list.unreadable().get(0)
                        + ": neither a patient's logical id nor an identifier written system|value");
            }
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + ": the list of patients is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": the list of patients cannot be read; 'patients' names one", e);
        }
    }
}
