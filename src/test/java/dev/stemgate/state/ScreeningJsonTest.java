// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import org.junit.jupiter.api.Test;

class ScreeningJsonTest {

    private final Screening screening =
            Screenings.of(new PatientKey("north", "p1"), Screenings.DAY, Outcome.CONTRAINDICATED);

    @Test
    void whatIsReadEqualsWhatWasWritten() {
        Screening read = ScreeningJson.read(ScreeningJson.write(screening));

        assertThat(read).isEqualTo(screening);
        assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(screening));
    }

    @Test
    void holdsRecordComponentsOnly() {
        assertThat(ScreeningJson.write(screening))
                .contains("\"asOf\":\"2026-03-01\"", "\"is\":\"not-served\"")
                .doesNotContain("\"day\":");
    }

    @Test
    void propertiesOfALaterReleaseAreIgnored() {
        String later = ScreeningJson.write(screening).replaceFirst("\\{", "{\"hazards\":[1],");

        assertThat(ScreeningJson.read(later)).isEqualTo(screening);
    }

    @Test
    void damagedTextIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> ScreeningJson.read("{\"patient\":\"Canary Person\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Canary")
                .hasNoCause();
    }
}
