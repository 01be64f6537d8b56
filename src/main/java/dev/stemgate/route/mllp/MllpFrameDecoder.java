// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import dev.stemgate.route.mllp.MllpFrame.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a connection's bytes into MLLP frames (0x0B … 0x1C 0x0D), with a limit of length, which the decoder of camel-hl7 4.18 does not
 * have (CAMEL-26090). A connection that ends within a frame leaves nothing: its sender has no answer and sends again. One a
 * connection.
 */
final class MllpFrameDecoder extends ByteToMessageDecoder {

    private static final byte START = 0x0B;
    private static final byte END = 0x1C;

    private final int longest;
    private boolean framed;
    private boolean lost;

    MllpFrameDecoder(int longest) {
        this.longest = longest;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!framed) {
            begin(in, out);
        }
        if (framed) {
            end(in, out);
        }
    }

    private void begin(ByteBuf in, List<Object> out) {
        while (in.isReadable() && !framed && !lost) {
            byte next = in.getByte(in.readerIndex());
            if (next == START) {
                in.skipBytes(1);
                framed = true;
            } else if (next == '\r' || next == '\n' || next == ' ') {
                in.skipBytes(1);
            } else {
                lose(in, out, Math.min(longest, in.readableBytes()), Fault.NOT_FRAMED);
            }
        }
    }

    private void end(ByteBuf in, List<Object> out) {
        int length = in.bytesBefore(END);
        int another = in.bytesBefore(START);
        if (another >= 0 && (length < 0 || another < length)) {
            lose(in, out, Math.min(longest, another), Fault.NOT_ENDED);
        } else if (length > longest || length < 0 && in.readableBytes() > longest) {
            lose(in, out, longest, Fault.TOO_LONG);
        } else if (length >= 0) {
            out.add(new MllpFrame(bytes(in, length), Fault.NONE));
            in.skipBytes(1);
            framed = false;
        }
    }

    private void lose(ByteBuf in, List<Object> out, int length, Fault fault) {
        out.add(new MllpFrame(bytes(in, length), fault));
        in.skipBytes(in.readableBytes());
        lost = true;
        framed = false;
    }

    private static byte[] bytes(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }
}
