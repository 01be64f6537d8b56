// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RelativeDatesTest {

    private final RelativeDates dates = new RelativeDates(LocalDate.of(2026, 3, 31));

    @Test
    void periodsApplyFromLeftToRight() {
        assertThat(dates.fill("\"{{asof}}\" \"{{asof-P5Y+P1D}}\" \"{{asof-P1M}}\""))
                .isEqualTo("\"2026-03-31\" \"2021-04-01\" \"2026-02-28\"");
    }

    @Test
    void precisionCanBeAMonthOrAYear() {
        assertThat(dates.fill("{{asof-P4M:month}} {{asof-P10Y:year}}")).isEqualTo("2025-11 2016");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> dates.fill("{{today}}"));
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> dates.fill("{{asof-P1Q}}"));
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> dates.fill("{{asof-PD}}"));
    }
}
