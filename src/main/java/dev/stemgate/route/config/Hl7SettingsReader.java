// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.intake.hl7.Hl7Settings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** Reads what a folder or a listener says of its HL7 v2 messages: {@code charset}, {@code admittingIsDefinite}, {@code testMessages}. */
final class Hl7SettingsReader {

    private Hl7SettingsReader() {}

    static Hl7Settings read(Keys keys) {
        return new Hl7Settings(charset(keys), flag(keys, "admittingIsDefinite"), flag(keys, "testMessages"));
    }

    private static Charset charset(Keys keys) {
        String name = keys.text("charset").orElse(Hl7Settings.DEFAULT.charset().name());
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw keys.error("charset", "must be a character set that Java knows, such as UTF-8 or ISO-8859-1");
        }
    }

    static boolean flag(Keys keys, String key) {
        String text = keys.text(key).orElse("false");
        if (!text.matches("true|false")) {
            throw keys.error(key, "must be true or false");
        }
        return text.equals("true");
    }
}
