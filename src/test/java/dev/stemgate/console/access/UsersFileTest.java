// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {

    private static final String HASH =
            PasswordHash.of("correct horse battery".toCharArray()).text();

    @TempDir
    Path folder;

    @Test
    void onlyTheRightPasswordOfAKnownUserIsAccepted() throws IOException {
        UsersFile users = new UsersFile(file("# who may log in\n\nanna:" + HASH + "\n"));
        assertThat(users.knows("anna", "correct horse battery".toCharArray())).isTrue();
        assertThat(users.knows("anna", "correct horse batterz".toCharArray())).isFalse();
        assertThat(users.knows("anna", new char[0])).isFalse();
        assertThat(users.knows("bert", "correct horse battery".toCharArray())).isFalse();
    }

    @Test
    void aUserWhoIsTakenOutIsOutAtOnce() throws IOException {
        Path file = file("anna:" + HASH + "\nbert:" + HASH + "\n");
        UsersFile users = new UsersFile(file);
        assertThat(users.names("anna")).isTrue();
        Files.writeString(file, "bert:" + HASH + "\n");
        assertThat(users.names("anna")).isFalse();
        assertThat(users.knows("anna", "correct horse battery".toCharArray())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nobody\n",
                "anna\n",
                "anna:secret\n",
                "anna:pbkdf2-sha512$1$AAAA$AAAA\n",
                "anna:pbkdf2-sha512$210000$***$AAAA\n",
                "anna:pbkdf2-sha512$210000$AAAA$AAAA\n",
                "an na:HASH\n",
                ":HASH\n",
                "anna:HASH\nanna:HASH\n"
            })
    void aDamagedFileIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> new UsersFile(file(text.replace("HASH", HASH))))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("users")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining(HASH);
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> new UsersFile(folder.resolve("none")))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("check path and permissions");
    }

    @Test
    void equalPasswordsHaveDifferentHashes() {
        assertThat(PasswordHash.of("correct horse battery".toCharArray()).text())
                .startsWith("pbkdf2-sha512$210000$")
                .isNotEqualTo(HASH);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("users"), text);
    }
}
