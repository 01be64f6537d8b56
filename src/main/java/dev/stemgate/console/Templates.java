// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of the pages, in {@code console/templates} of the jar. Whatever is put into one is escaped for HTML, and a name that was not
 * given is an error and not a blank. Thread-safe.
 */
final class Templates {

    private final PebbleEngine engine;
    private final Map<String, Object> everywhere;

    /** @param everywhere what every page is given */
    Templates(Clock clock, ZoneId zone, Map<String, Object> everywhere) {
        this.everywhere = Map.copyOf(everywhere);
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("console/templates");
        loader.setSuffix(".html");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .extension(new ShownValues(clock, zone))
                .build();
    }

    /** A page as HTML, with what every page shows: who is logged in, the token of its forms, and the notice of the last change. */
    String render(String name, Visit visit, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(everywhere);
        all.put("who", visit.session().user());
        all.put("token", visit.session().changeToken());
        all.put("notice", visit.session().takeNotice());
        all.putAll(values);
        StringWriter text = new StringWriter(16_384);
        try {
            engine.getTemplate(name).evaluate(text, all, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("the page " + name + " cannot be written", e);
        }
        return text.toString();
    }
}
