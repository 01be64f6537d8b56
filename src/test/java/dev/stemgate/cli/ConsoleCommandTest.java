// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.console.access.UsersFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void thePrintedLineLetsTheUserIn() throws Exception {
        assertThat(execute("a long night shift\n", "anna")).isZero();
        assertThat(out.toString()).startsWith("anna:pbkdf2-sha512$").doesNotContain("night");
        UsersFile users = new UsersFile(Files.writeString(folder.resolve("users"), out.toString()));
        assertThat(users.knows("anna", "a long night shift".toCharArray())).isTrue();
    }

    @Test
    void aShortPasswordAndAStrangeNameAreRefused() {
        assertThat(execute("short\n", "anna")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("12 characters").doesNotContain("short\n");
        assertThat(execute("", "anna")).isEqualTo(ExitCode.USAGE.number());
        assertThat(execute("a long night shift\n", "an:na")).isEqualTo(ExitCode.USAGE.number());
        assertThat(out.toString()).isEmpty();
    }

    private int execute(String input, String name) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Main.execute(
                    new PrintWriter(out, true), new PrintWriter(err, true), "console", "password", "--stdin", name);
        } finally {
            System.setIn(before);
        }
    }
}
