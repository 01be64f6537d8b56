// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import dev.stemgate.bulk.BulkStatistics.FileCount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of an export by the type of FHIR that their names name. The names themselves are not shown: some exporters name a file after the one
 * patient whose records it holds.
 *
 * @param type a type of FHIR, or {@code other}
 */
public record FileView(String type, long files, long lines, long bytes) {

    private static final String OTHER = "other";
    private static final Pattern TYPE = Pattern.compile(
            "(?<![A-Za-z])(AllergyIntolerance|Condition|Encounter|Immunization|Medication"
                    + "(?:Administration|Dispense|Request|Statement)?|Observation|Patient|Procedure|ServiceRequest)(?![A-Za-z])");

    static List<FileView> of(List<FileCount> files) {
        Map<String, FileView> byType = new TreeMap<>();
        for (FileCount file : files) {
            Matcher named = TYPE.matcher(file.name());
            String type = named.find() ? named.group(1) : OTHER;
            byType.merge(type, new FileView(type, 1, file.lines(), file.bytes()), FileView::plus);
        }
        return List.copyOf(byType.values());
    }

    private FileView plus(FileView other) {
        return new FileView(type, files + other.files, lines + other.lines, bytes + other.bytes);
    }
}
