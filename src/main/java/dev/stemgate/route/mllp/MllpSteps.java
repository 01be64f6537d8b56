// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.MessageIntake;
import dev.stemgate.intake.hl7.Acknowledgement;
import dev.stemgate.intake.hl7.Acknowledgement.Outcome;
import dev.stemgate.intake.hl7.Hl7Format;
import dev.stemgate.intake.hl7.ReceivedMessage;
import dev.stemgate.intake.hl7.RejectedMessage;
import dev.stemgate.route.config.MllpSource;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.component.netty.NettyConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the route of a listener does with a frame: stores the message, and answers what became of it (CONTRACTS, MLLP). The answer goes
 * out only after the commit; a sender that does not see it sends again, and the repeat is recognised. Thread-safe.
 */
public final class MllpSteps {

    /** Exchange property: name of the listener. */
    static final String SOURCE = "source";

    private static final Logger LOG = LoggerFactory.getLogger(MllpSteps.class);
    private static final String RECEIVED = "received";
    private static final byte[] NO_ANSWER = {};

    /** What was rejected is no repeat of the same bytes in a frame that can be read. */
    private static final String REJECTED = "-rejected";

    private final Map<String, MllpSource> sources;
    private final MessageIntake intake;
    private final Clock clock;

    public MllpSteps(List<MllpSource> sources, MessageIntake intake, Clock clock) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(MllpSource::name, Function.identity()));
        this.intake = intake;
        this.clock = clock;
    }

    /** Body: an {@link MllpFrame}, then the answer's bytes, empty for no answer. */
    public void take(Exchange exchange) {
        MllpSource source = source(exchange);
        MllpFrame frame = exchange.getMessage().getBody(MllpFrame.class);
        ReceivedMessage message = ReceivedMessage.of(frame.bytes());
        exchange.setProperty(RECEIVED, message);
        boolean readable = frame.isWhole() && message.hasReadableHeader();
        FileFormat format = readable ? new Hl7Format(source.hl7()) : refusing(frame);
        String id = readable ? message.id() : message.id() + REJECTED;
        MessageIntake.Receipt receipt = intake.take(source.intake(), id, frame.bytes(), format);
        boolean rejected = !readable || receipt == MessageIntake.Receipt.REFUSED;
        exchange.getMessage()
                .setBody(answer(source, message, rejected ? Outcome.REJECTED : Outcome.STORED)
                        .orElse(NO_ANSWER));
        if (!frame.isWhole()) {
            LOG.warn(
                    "{}: a connection was closed: {}",
                    source.name(),
                    frame.fault().line());
            close(exchange);
        }
    }

    /**
     * The message could not be stored: the sender is told to keep it. Where it asked for no answer it sees its connection closed, which is
     * what the component does with a body of null.
     */
    public void notStored(Exchange exchange) {
        MllpSource source = source(exchange);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.error(
                "{}: a message could not be stored ({})",
                source.name(),
                cause.getClass().getSimpleName());
        ReceivedMessage message = exchange.getProperty(RECEIVED, ReceivedMessage.class);
        exchange.getMessage()
                .setBody(answer(source, message, Outcome.NOT_STORED).orElse(null));
    }

    private MllpSource source(Exchange exchange) {
        return sources.get(exchange.getProperty(SOURCE, String.class));
    }

    private static FileFormat refusing(MllpFrame frame) {
        return new RejectedMessage(
                frame.isWhole()
                        ? "the header, MSH, cannot be read or names no control id (MSH-10)"
                        : frame.fault().line());
    }

    private Optional<byte[]> answer(MllpSource source, ReceivedMessage message, Outcome outcome) {
        return new Acknowledgement(source.intake().zone()).to(message, outcome, clock.instant());
    }

    private static void close(Exchange exchange) {
        exchange.getMessage().setHeader(NettyConstants.NETTY_CLOSE_CHANNEL_WHEN_COMPLETE, true);
    }
}
