// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static dev.stemgate.sandbox.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a server may read a search for several patients. */
class PatientListsTest {

    private static final String ALL = "a0,a1,a2,a3,a4,a5,a6";

    private final Sandbox ehr = Sandbox.start(SandboxSettings.empty());
    private final Http http = new Http(ehr);

    @BeforeEach
    void people() {
        for (String id : ALL.split(",")) {
            ehr.store().put(Samples.patient(id));
        }
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void aServerThatSimplyWorksReadsThemAll() {
        assertThat(found("Patient?_id=" + ALL)).hasSize(7);
    }

    @Test
    void refused() {
        ehr.adopt(Set.of(Manner.LISTS_REFUSED));
        assertThat(http.get("Patient?_id=" + ALL).statusCode()).isEqualTo(400);
        assertThat(http.get("Condition?patient=" + ALL).statusCode()).isEqualTo(400);
        assertThat(http.get("Condition?patient=a1&clinical-status=active,recurrence")
                        .statusCode())
                .as("a list of other things")
                .isEqualTo(200);
        assertThat(found("Patient?_id=a3")).containsExactly("a3");
    }

    @Test
    void theFirstOnlyOrTheFirstFive() {
        ehr.adopt(Set.of(Manner.LISTS_FIRST_ONLY));
        assertThat(found("Patient?_id=a3,a1")).containsExactly("a3");
        ehr.adopt(Set.of(Manner.LISTS_CUT));
        assertThat(found("Patient?_id=" + ALL)).containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4");
    }

    @Test
    void takenForOneId() {
        ehr.adopt(Set.of(Manner.LISTS_UNMATCHED));
        assertThat(found("Patient?_id=" + ALL)).isEmpty();
        assertThat(found("Patient?_id=a1")).containsExactly("a1");
    }

    private List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        json(http.get(query))
                .path("entry")
                .forEach(entry -> ids.add(entry.at("/resource/id").asText()));
        return ids;
    }
}
