// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.List;
import java.util.Optional;

/** Makes a corrected record and makes sure that it can be read. */
final class RecordCorrection {

    private final DeskPorts ports;

    RecordCorrection(DeskPorts ports) {
        this.ports = ports;
    }

    /** @throws CorrectionRefusedException with what is wrong, in words and element names and never a value */
    EditedRecord of(DeadLetter letter, byte[] original, RecordEdit edit) {
        boolean file = ports.reprocessing().knows(letter.source());
        if (!file && !letter.reason().boundToContent()) {
            throw new CorrectionRefusedException("a letter '" + letter.reason().code()
                    + "' is not about the content of one record and cannot be corrected. "
                    + letter.reason().remedy());
        }
        EditedRecord edited = file ? ofFile(letter, original, edit) : EditedRecord.of(original, edit);
        if (!file && !EditedRecord.sameRecord(original, edited.bytes())) {
            throw new CorrectionRefusedException(
                    "the corrected record has another id; a correction changes what a record says and not which one it is");
        }
        Optional<String> problem = file
                ? ports.reprocessing().problem(letter, edited.bytes())
                : ports.records().problem(edited.bytes());
        problem.ifPresent(words -> {
            throw new CorrectionRefusedException(
                    "the corrected record could not be read: " + words + ". Nothing was stored");
        });
        return edited;
    }

    /** In a row of a table a path is the name of a column. */
    private EditedRecord ofFile(DeadLetter letter, byte[] original, RecordEdit edit) {
        if (edit instanceof RecordEdit.Elements elements) {
            Optional<byte[]> row = ports.reprocessing().withCells(letter, original, elements.values());
            if (row.isPresent()) {
                List<String> columns = elements.values().keySet().stream()
                        .map(column -> column.replaceAll("\\s", "_"))
                        .toList();
                return new EditedRecord(row.get(), columns);
            }
        }
        return EditedRecord.of(original, edit);
    }
}
