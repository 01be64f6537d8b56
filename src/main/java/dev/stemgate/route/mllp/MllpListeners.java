package dev.stemgate.route.mllp;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.MllpSource;
import dev.stemgate.route.config.MllpSourceReader;
import io.netty.channel.ChannelHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans that the template {@code mllp-source} names for each listener: its senders, frames, answers and keys. */
public final class MllpListeners {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListeners.class);

    private MllpListeners() {}

    /**
     * The listeners among the sources of this bridge, checked together.
     *
     * @throws ConfigurationException when one names an unknown hospital, or two have one name or one port
     */
    public static List<MllpSource> of(BridgeSettings settings) {
        List<MllpSource> sources =
                new MllpSourceReader(settings.zone()).readAll(settings.routes().resolve("sources"));
        Map<String, MllpSource> taken = new HashMap<>();
        for (MllpSource source : sources) {
            settings.hospital(source.intake().ehr());
            for (String unique : List.of("the name '" + source.name() + "'", "port " + source.port())) {
                Optional.ofNullable(taken.put(unique, source)).ifPresent(other -> {
                    throw new ConfigurationException(
                            source.file() + ": " + unique + " is already used by " + other.file());
                });
            }
            source.warnings().forEach(LOG::warn);
        }
        return sources;
    }

    /** @param bind takes a bean's name and the bean */
    public static void bind(MllpSource source, BiConsumer<String, Object> bind) {
        String name = source.name();
        bind.accept("mllp-senders-" + name, new AllowedSenders(name, source.senders()));
        bind.accept("mllp-frames-" + name, new Frames(source.intake().limits().entryBytes()));
        bind.accept("mllp-answers-" + name, new MllpFrameEncoder());
        bind.accept(
                "mllp-keys-" + name, source.tls().map(ListenerKeys::of).orElseGet(SSLContextParameters::new));
    }

    /** A decoder for each connection. */
    private static final class Frames extends DefaultChannelHandlerFactory {

        private final int longest;

        Frames(int longest) {
            this.longest = longest;
        }

        @Override
        public ChannelHandler newChannelHandler() {
            return new MllpFrameDecoder(longest);
        }
    }
}
