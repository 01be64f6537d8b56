// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stemgate.route.Bridge;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DemoScreeningTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {401, 503})
    void anEhrThatDoesNotLetUsInEndsWithExitCode4(int status) {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            ehr.misbehave(request -> FaultAction.status(status));
            try (Bridge bridge = bridge(ehr);
                    StopSignal stop = StopSignal.listen()) {
                assertThatExceptionOfType(CommandFailure.class)
                        .isThrownBy(() -> screening(bridge).await(stop))
                        .withMessageContaining("has not answered")
                        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE));
            }
        }
    }

    @Test
    void anEmptyEhrIsScreenedAtOnce() throws InterruptedException {
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty());
                Bridge bridge = bridge(ehr);
                StopSignal stop = StopSignal.listen()) {
            assertThat(screening(bridge).await(stop)).isTrue();
        }
    }

    private Bridge bridge(Sandbox ehr) {
        return Bridge.start(
                BridgeFixture.settings(folder, ehr.baseUrl(), "observation", ""),
                BridgeFixture.core(),
                Clock.systemUTC());
    }

    private static DemoScreening screening(Bridge bridge) {
        Console quiet = new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
        return new DemoScreening(bridge, BridgeFixture.EHR, quiet, Duration.ofSeconds(1));
    }
}
