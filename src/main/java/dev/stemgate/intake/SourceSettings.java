// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One source of files or messages: a folder, or a listener.
 *
 * @param name short; part of every key and report
 * @param ehr the EHR whose patients the records are matched to
 * @param folder where files are dropped; for a listener, where it keeps what it needs
 * @param format {@code auto}, {@code fhir}, {@code csv} or {@code hl7v2}
 * @param snapshot whether each file says everything that the source knows: what a later complete file does not hold is withdrawn
 * @param zone of times that carry none
 * @param limits of one line or entry
 * @param identifierSystems URI of the naming system for each name that the source uses instead (a CSV column, an HL7 assigning
 *     authority)
 * @param idsOfEhr whether the source's patient ids are the EHR's own logical ids
 * @param mapping the mapping file of a CSV source
 */
public record SourceSettings(
        String name,
        String ehr,
        Path folder,
        String format,
        boolean snapshot,
        ZoneId zone,
        Limits limits,
        Map<String, String> identifierSystems,
        boolean idsOfEhr,
        Optional<Path> mapping) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]{0,63}";

    public SourceSettings {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(mapping, "mapping");
        identifierSystems = Map.copyOf(identifierSystems);
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a source's name is letters, digits and hyphens");
        }
    }
}
