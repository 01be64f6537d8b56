// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import dev.stemgate.intake.drop.Formats;
import dev.stemgate.intake.hl7.Hl7Format;
import dev.stemgate.intake.hl7.Hl7Settings;
import dev.stemgate.route.config.FileSource;
import dev.stemgate.route.config.MllpSource;
import io.netty.channel.ChannelHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans that the template {@code mllp-source} names for each listener: its senders, frames, answers and keys. */
public final class MllpListeners {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListeners.class);

    private MllpListeners() {}

    /** The formats of files and messages, with HL7 v2 among them as each folder and each listener says of it. */
    public static Formats formats(List<FileSource> folders, List<MllpSource> listeners) {
        Map<String, Hl7Settings> settings = new HashMap<>();
        folders.forEach(folder -> settings.put(folder.settings().name(), folder.hl7()));
        listeners.forEach(listener -> settings.put(listener.name(), listener.hl7()));
        return new Formats(Map.of(Formats.HL7V2, new Hl7Format(Hl7Settings.DEFAULT, settings)));
    }

    /** @param bind takes a bean's name and the bean */
    public static void bind(MllpSource source, BiConsumer<String, Object> bind) {
        source.warnings().forEach(LOG::warn);
        String name = source.name();
        bind.accept("mllp-senders-" + name, new AllowedSenders(name, source.senders()));
        bind.accept("mllp-frames-" + name, new Frames(source.intake().limits().entryBytes()));
        bind.accept("mllp-answers-" + name, new MllpFrameEncoder());
        bind.accept("mllp-keys-" + name, source.tls().map(ListenerKeys::of).orElseGet(SSLContextParameters::new));
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
