// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Who may read a file with a secret. */
public final class FileModes {

    private FileModes() {}

    /** True when every user of this machine may read the file; false where the file system knows no modes, or there is no file. */
    public static boolean readableByAll(Path file) {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException unknown) {
            return false;
        }
    }
}
