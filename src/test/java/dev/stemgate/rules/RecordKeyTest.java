// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ResourceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordKeyTest {

    private static final List<ResourceRef> REFS = List.of(
            new ResourceRef("Condition", "1", "4"),
            new ResourceRef("Condition", "10", ""),
            new ResourceRef("Condition", "2", ""),
            new ResourceRef("Condition", "drops~1", "batch.csv:17"),
            new ResourceRef("Medication", "1", ""),
            new ResourceRef("MedicationRequest", "1", ""),
            new ResourceRef("MedicationStatement", "0", ""));

    @Test
    void keysAreOrderedAsTheirTextsAre() {
        for (ResourceRef one : REFS) {
            for (ResourceRef other : REFS) {
                int byText = Integer.signum(one.key().compareTo(other.key()));
                assertThat(Integer.signum(RecordKey.compare(one, other))).isEqualTo(byText);
                assertThat(Integer.signum(RecordKey.of(one).compareTo(RecordKey.of(other))))
                        .isEqualTo(byText);
                assertThat(RecordKey.of(one).equals(RecordKey.of(other))).isEqualTo(byText == 0);
            }
        }
    }

    @Test
    void versionsOfOneRecordHaveOneKey() {
        RecordKey key = RecordKey.of(new ResourceRef("Condition", "1", "4"));
        assertThat(RecordKey.of(new ResourceRef("Condition", "1", "5")))
                .isEqualTo(key)
                .hasSameHashCodeAs(key);
    }
}
