// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.model.RecordKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parameters of a hospital file that say who is screened. */
final class WhoReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private WhoReader() {}

    static WhoIsScreened read(Path file, Keys keys) {
        List<String> groups = list(keys.text("group").orElse(""));
        if (!groups.stream().allMatch(group -> ID.matcher(group).matches())) {
            throw keys.error("group", "must be logical ids of Groups, separated by commas");
        }
        Optional<Path> patients = keys.text("patients").map(text -> HospitalReader.resolve(file, text));
        patients.ifPresent(PatientList::check);
        Optional<String> search = keys.text("cohort")
                .or(() -> groups.isEmpty() && patients.isEmpty() ? Optional.of("Patient") : Optional.empty());
        List<String> changes = list(keys.text("changes").orElse(""));
        for (String type : changes) {
            if (Arrays.stream(RecordKind.values())
                    .noneMatch(kind -> kind.fhirType().equals(type))) {
                throw keys.error(
                        "changes",
                        "does not take '" + type + "'; it takes "
                                + Arrays.stream(RecordKind.values())
                                        .map(RecordKind::fhirType)
                                        .collect(Collectors.joining(", ")));
            }
        }
        return new WhoIsScreened(
                search,
                groups,
                patients,
                changes,
                keys.duration("overlap", Duration.ofMinutes(10)),
                keys.duration("fullReadEvery", Duration.ofDays(1)));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .distinct()
                .toList();
    }
}
