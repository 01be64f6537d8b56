// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.WriteConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bridge's route and {@link PatientReader} must agree on what costs one kind, and what costs the whole reading. */
class RefusalsTest {

    @Test
    void theRouteHandlesAsRefusalsWhatTheReaderDoes() throws IOException {
        String route = Files.readString(Path.of("routes/20-screening.camel.yaml"));
        assertThat(Arrays.stream(EhrException.class.getPermittedSubclasses())
                        .filter(type -> route.contains("- " + type.getName() + "\n")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(EhrException.class.getPermittedSubclasses())
                        .filter(type -> type != EhrUnavailableException.class && type != WriteConflictException.class)
                        .toList());
    }
}
