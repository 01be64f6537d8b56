// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.route.config.Network;
import dev.stemgate.route.mllp.MllpFrame.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MllpFrameDecoderTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new MllpFrameDecoder(100));

    private List<String> frames(String... parts) {
        List<String> frames = new ArrayList<>();
        for (String part : parts) {
            channel.writeInbound(Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1));
            for (MllpFrame next = channel.readInbound(); next != null; next = channel.readInbound()) {
                frames.add(next.fault() + ":" + new String(next.bytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return frames;
    }

    private static MllpFrame frameOf(String text) {
        EmbeddedChannel other = new EmbeddedChannel(new MllpFrameDecoder(100));
        other.writeInbound(Unpooled.copiedBuffer("\u000b" + text + "\u001c\r", StandardCharsets.ISO_8859_1));
        return other.readInbound();
    }

    @Test
    void framesAreCutWhateverThePacketsAre() {
        assertThat(frames("\u000bone\r\u001c\r\u000btwo\u001c\r")).containsExactly("NONE:one\r", "NONE:two");
        assertThat(frames("\u000b", "th", "ree\u001c", "\r", "\r\n\u000bfour\u001c"))
                .containsExactly("NONE:three", "NONE:four");
    }

    @Test
    void bytesWithoutAFrameAreToldAtOnceAndTheRestIsIgnored() {
        assertThat(frames("MSH|no frame", "\u000bgood\u001c\r")).containsExactly("NOT_FRAMED:MSH|no frame");
    }

    @Test
    void frameWithinAFrameIsToldAndTheRestIsIgnored() {
        assertThat(frames("\u000bcut off\u000bnext\u001c\r")).containsExactly("NOT_ENDED:cut off");
    }

    @Test
    void frameOverTheLimitIsToldWithItsBeginning() {
        assertThat(frames("\u000b" + "x".repeat(60), "x".repeat(60), "x\u001c\r"))
                .containsExactly("TOO_LONG:" + "x".repeat(100));
        assertThat(frameOf("x".repeat(101)).fault()).isEqualTo(Fault.TOO_LONG);
        assertThat(frameOf("x".repeat(100)).isWhole()).isTrue();
    }

    @Test
    void connectionThatEndsWithinAFrameLeavesNothing() {
        assertThat(frames("\u000bhalf a mess")).isEmpty();
        channel.finish();
        assertThat((Object) channel.readInbound()).isNull();
    }

    @Test
    void answerIsFramed() {
        EmbeddedChannel out = new EmbeddedChannel(new MllpFrameEncoder());
        out.writeOutbound((Object) "MSA|AA|1".getBytes(StandardCharsets.US_ASCII));
        ByteBuf written = out.readOutbound();
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("\u000bMSA|AA|1\u001c\r");
        written.release();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3,10.1.2.3,true", "10.1.2.0/24,10.1.2.77,true", "10.1.2.0/24,10.1.3.1,false", "::1,::1,true"})
    void sendersAreAddressesOrNetworks(String network, String address, boolean matches)
            throws java.net.UnknownHostException {
        java.net.InetSocketAddress remote = new java.net.InetSocketAddress(java.net.InetAddress.getByName(address), 1);
        assertThat(AllowedSenders.rule(Network.parse(network)).matches(remote)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hospital.example", "10.1.2.0/x", "10.1.2.0/99", ""})
    void whatIsNoAddressIsRefused(String network) {
        assertThatThrownBy(() -> Network.parse(network)).isInstanceOf(IllegalArgumentException.class);
    }
}
