// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;

/** What went wrong with a file or folder, in words for whoever is to see to it. A system's own message is not repeated: it may name anything. */
final class InputTrouble {

    private InputTrouble() {}

    static String words(IOException trouble) {
        if (trouble instanceof AccessDeniedException) {
            return "no permission";
        }
        if (trouble instanceof NoSuchFileException) {
            return "there is no file of this name";
        }
        if (trouble instanceof FileAlreadyExistsException || trouble instanceof NotDirectoryException) {
            return "a file is where a folder should be";
        }
        if (trouble instanceof EOFException) {
            return "it ends too early";
        }
        if (trouble instanceof ZipException) {
            return "it is damaged, or in another format than gzip";
        }
        return "the system reports " + trouble.getClass().getSimpleName();
    }
}
