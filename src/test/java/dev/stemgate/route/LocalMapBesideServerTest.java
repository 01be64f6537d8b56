// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.codes.StubTerminologyServer;
import dev.stemgate.model.Finding;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site classifies codes while the bridge runs beside a terminology server. */
class LocalMapBesideServerTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String TUMOUR = "999000001";
    private static final String PANEL = "999000002";

    @TempDir
    Path folder;

    @Test
    void theMapAndTheServerAreBothHeardAndTheMapFirst() throws IOException {
        Path map = Files.createDirectories(folder.resolve("local-codes"));
        try (StubTerminologyServer server = new StubTerminologyServer();
                BridgeFixture fixture = BridgeFixture.in(folder)) {
            server.knows(TUMOUR, "Zzz of the yyy", "363346000").knows(PANEL, "Panel seventeen", "1");
            fixture.given(patient("anna"), irrelevant("c0", "anna"), condition("c1", "anna", TUMOUR, "Zzz of the yyy"))
                    .given(patient("bert"), irrelevant("d0", "bert"), condition("d1", "bert", PANEL, "Panel seventeen"))
                    .startWithSettings(
                            "localCodes: local-codes\nterminologyServer:\n  baseUrl: " + server.base() + "\n",
                            Clock.systemUTC())
                    .settle();
            assertThat(finding(fixture, "anna", "active-malignancy")).contains(Finding.PRESENT);
            assertThat(screening(fixture, "bert").toClassify()).hasSize(1);
            int asked = server.requests().size();

            ModelVersion first = assign(map, PANEL, "diabetes", Optional.of(Role.SIGNAL));
            await(fixture, "bert", "diabetes", Finding.POSSIBLE);
            fixture.settle();
            fixture.again();
            assertThat(screening(fixture, "anna").model())
                    .as("judged by the new map, and by what the server said before")
                    .isEqualTo(first);
            assertThat(finding(fixture, "anna", "active-malignancy")).contains(Finding.PRESENT);

            assign(map, TUMOUR, "irrelevant", Optional.empty());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !fixture.bridge().core().version().equals(first));
            fixture.again();
            assertThat(finding(fixture, "anna", "active-malignancy"))
                    .as("the site's own word goes before the server's")
                    .isNotEqualTo(Optional.of(Finding.PRESENT));
            assertThat(finding(fixture, "bert", "diabetes")).contains(Finding.POSSIBLE);
            assertThat(server.requests()).as("nothing is asked twice").hasSize(asked);
        }
    }

    private static ModelVersion assign(Path map, String code, String criterion, Optional<Role> role) {
        LocalCode row = new LocalCode(
                SNOMED,
                code,
                "",
                Optional.of(Terminology.Domain.CLINICAL),
                criterion,
                role,
                Set.of(),
                "local panel",
                "anna",
                "2026-01-01");
        return new CodeAssignment(Path.of("model").toAbsolutePath(), map)
                .assign(List.of(row))
                .core()
                .version();
    }

    private static void await(BridgeFixture fixture, String patient, String criterion, Finding finding) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> finding(fixture, patient, criterion)
                .equals(Optional.of(finding)));
    }

    private static Optional<Finding> finding(BridgeFixture fixture, String patient, String criterion) {
        return screening(fixture, patient).finding(criterion);
    }

    private static Screening screening(BridgeFixture fixture, String patient) {
        return fixture.bridge()
                .results()
                .all(new PatientKey(BridgeFixture.EHR, patient))
                .get(0)
                .screening();
    }
}
