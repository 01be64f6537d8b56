// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.intake.ToldRecords;
import dev.stemgate.intake.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Broken XML is told to the sink, and no parser writes of it where the log goes: its words may quote the record. */
@Isolated("it looks at standard error and standard output")
class BrokenXmlTest {

    private static final long SEED = 20261122;
    private static final String BUNDLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="urn:uuid:1"/><resource>
            <Condition><id value="c"/><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">Canary &amp; &#252;</div></text>
            <code><text value="Canary &lt;x&gt;"/></code><subject><reference value="Patient/p"/></subject></Condition>
            </resource></entry></Bundle>
            """;

    private final PrintStream err = System.err;
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        PrintStream ear = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setErr(ear);
        System.setOut(ear);
    }

    @AfterEach
    void restore() {
        System.setErr(err);
        System.setOut(out);
    }

    @Test
    void noParserSpeaksOfABrokenDocument() {
        int refused = 0;
        for (byte[] mutant : mutants()) {
            try {
                refused += ToldRecords.of(
                                new FhirFormat(), "x.xml", new ByteArrayInputStream(mutant), ToldRecords.source())
                        .refused
                        .size();
            } catch (UnreadableFileException whole) {
                refused++;
            }
        }
        assertThat(refused).as("most of them are broken").isGreaterThan(200);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static List<byte[]> mutants() {
        byte[] whole = BUNDLE.getBytes(StandardCharsets.UTF_8);
        List<byte[]> mutants = new ArrayList<>();
        for (int length = 45; length < whole.length; length += 3) {
            mutants.add(Arrays.copyOf(whole, length));
        }
        Random random = new Random(SEED);
        for (int i = 0; i < 600; i++) {
            byte[] mutant = whole.clone();
            mutant[45 + random.nextInt(mutant.length - 45)] = (byte) random.nextInt(256);
            mutants.add(mutant);
        }
        for (String odd : List.of(
                "&nosuch;",
                "&#0;",
                "<!DOCTYPE x>",
                "<![CDATA[",
                "<a b='1' b='2'/>",
                "<x:y/>",
                "<!-- -- -->",
                "<?xml?>",
                "]]>",
                "\uFFFF",
                "\u0001")) {
            mutants.add(BUNDLE.replace("&amp;", odd).getBytes(StandardCharsets.UTF_8));
            mutants.add(BUNDLE.replace("<code>", "<code>" + odd).getBytes(StandardCharsets.UTF_8));
        }
        for (String encoding : List.of("UTF-99", "UTF-16", "US-ASCII", "")) {
            mutants.add(BUNDLE.replace("\"UTF-8\"", '"' + encoding + '"')
                    .replace("&#252;", "\u00fc")
                    .getBytes(StandardCharsets.UTF_8));
        }
        mutants.add(BUNDLE.replace("1.0", "9.9").getBytes(StandardCharsets.UTF_8));
        return mutants;
    }
}
