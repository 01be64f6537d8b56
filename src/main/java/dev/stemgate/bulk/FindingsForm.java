// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

/** Forms in which analysts get the findings of each patient (docs/bulk.md). All three say the same. */
public enum FindingsForm {
    NDJSON("findings.ndjson"),
    CSV("findings.csv"),
    PARQUET("findings.parquet");

    private final String fileName;

    FindingsForm(String fileName) {
        this.fileName = fileName;
    }

    /** Name of the result in the output folder. */
    public String fileName() {
        return fileName;
    }
}
