// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadKeysTest {

    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void whatIsSealedIsNotReadableAndOpensAgain() {
        PayloadKeys keys = PayloadKeys.of(NEW, Optional.empty());
        PayloadKeys.Sealed sealed = keys.seal("canary".getBytes(UTF_8), "table/1");
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("canary");
        assertThat(keys.open(sealed, "table/1")).isEqualTo("canary".getBytes(UTF_8));
        assertThat(keys.seal("canary".getBytes(UTF_8), "table/1").bytes())
                .as("a nonce is used once")
                .isNotEqualTo(sealed.bytes());
        assertThat(keys.toString() + sealed).doesNotContain("canary").contains(keys.currentId());
    }

    @Test
    void aRotatedKeyStillOpensAndTheNewOneSeals() {
        PayloadKeys.Sealed before = PayloadKeys.of(OLD, Optional.empty()).seal(new byte[] {7}, "t/1");
        PayloadKeys both = PayloadKeys.of(NEW, Optional.of(OLD));
        assertThat(both.open(before, "t/1")).containsExactly(7);
        assertThat(both.seal(new byte[0], "t/1").keyId()).isNotEqualTo(before.keyId());
        assertThatThrownBy(() -> PayloadKeys.of(NEW, Optional.empty()).open(before, "t/1"))
                .isInstanceOf(StateUnavailableException.class)
                .hasMessageContaining(before.keyId())
                .hasMessageContaining("state.previousPayloadKeyFile");
    }

    @Test
    void aChangedOrMovedPayloadIsNoticed() {
        PayloadKeys keys = PayloadKeys.of(NEW, Optional.empty());
        PayloadKeys.Sealed sealed = keys.seal("canary".getBytes(UTF_8), "t/1");
        assertThatThrownBy(() -> keys.open(sealed, "t/2")).isInstanceOf(StateUnavailableException.class);
        for (int i = 0; i < sealed.bytes().length; i++) {
            byte[] changed = sealed.bytes().clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> keys.open(new PayloadKeys.Sealed(changed, sealed.keyId()), "t/1"))
                    .isInstanceOf(StateUnavailableException.class)
                    .hasMessageNotContaining("canary");
        }
        assertThatThrownBy(() -> keys.open(new PayloadKeys.Sealed(new byte[3], sealed.keyId()), "t/1"))
                .isInstanceOf(StateUnavailableException.class);
    }

    @Test
    void withoutAKeyNothingIsSealedAndAKeyHasThirtyTwoBytes() {
        assertThat(PayloadKeys.NONE.seal(new byte[] {1}, "t/1").bytes()).containsExactly(1);
        assertThatThrownBy(() -> PayloadKeys.of(new byte[16], Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
