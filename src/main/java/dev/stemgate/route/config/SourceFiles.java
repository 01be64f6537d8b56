// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the readers of folders and listeners share: the files of one folder, and the hospitals that they name. */
final class SourceFiles {

    private final List<Hospital> hospitals;

    SourceFiles(List<Hospital> hospitals) {
        this.hospitals = List.copyOf(hospitals);
    }

    /** What a reader makes of each file of a folder, by file name; nothing when there is no such folder. */
    static <S> List<S> readAll(Path folder, Function<Path, Optional<S>> read) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(HospitalReader::isHospitalFile)
                    .sorted()
                    .flatMap(file -> read.apply(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(folder + ": the folder of the sources cannot be read", e);
        }
    }

    /** The hospital that a source names. @param remedy what to do where it names none */
    Hospital hospital(Keys keys, String remedy) {
        String ehr = keys.required("ehr", remedy);
        return hospitals.stream()
                .filter(hospital -> hospital.ehr().equals(ehr))
                .findFirst()
                .orElseThrow(() -> keys.error(
                        "ehr",
                        "names no hospital; there are: "
                                + String.join(
                                        ", ",
                                        hospitals.stream().map(Hospital::ehr).toList())));
    }
}
