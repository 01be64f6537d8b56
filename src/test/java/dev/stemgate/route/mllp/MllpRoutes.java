// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A listener among the sources of a test. */
public final class MllpRoutes {

    private MllpRoutes() {}

    /** Beside the folder of the hospitals, where the settings of a test look for it. */
    public static void write(Path folder, String ehr, int port) {
        try {
            Path sources = Files.createDirectories(folder.resolve("sources"));
            Files.writeString(
                    sources.resolve("adt.camel.yaml"),
                    ListenerFixture.sourceFile(port, "").replace("value: test-ehr", "value: " + ehr));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try {
            return ListenerFixture.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An admission with one diagnosis for each code. */
    public static String admission(String controlId, String patient, String... codes) {
        StringBuilder message = new StringBuilder("MSH|^~\\&|ADTApp|Hospital|B|C|20260301120000+0100||ADT^A01^ADT_A01|"
                + controlId + "|P|2.5\rPID|1||" + patient + "^^^HOSP^MR||TESTCANARY^ADA||19610507|F\r");
        for (int i = 0; i < codes.length; i++) {
            message.append("DG1|").append(i + 1).append("||").append(codes[i]).append("^^I10|||F\r");
        }
        return message.toString();
    }
}
