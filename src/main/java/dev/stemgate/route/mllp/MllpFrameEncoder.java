// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Puts an answer into its frame; an empty one, for a sender that asked for none, sends nothing. Stateless. */
@Sharable
final class MllpFrameEncoder extends MessageToByteEncoder<byte[]> {

    private static final byte[] END = {0x1C, 0x0D};

    @Override
    protected void encode(ChannelHandlerContext context, byte[] answer, ByteBuf out) {
        if (answer.length > 0) {
            out.writeByte(0x0B);
            out.writeBytes(answer);
            out.writeBytes(END);
        }
    }
}
