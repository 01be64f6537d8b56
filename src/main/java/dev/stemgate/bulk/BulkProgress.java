// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

/** Is told how far a run has come. Called by several threads. */
public interface BulkProgress {

    /** The unit of stages that read. */
    String BYTES = "bytes";

    /** The unit of stages that go through what was set aside, a part of it after the other. */
    String PARTS = "parts";

    /** A stage begins. @param total what there is to do, in the unit */
    void begin(String stage, long total, String unit);

    void advance(long done);

    void end();

    /** Something that a person should know, without personal data. */
    void say(String line);

    /** For a run that nobody watches. */
    BulkProgress SILENT = new BulkProgress() {
        @Override
        public void begin(String stage, long total, String unit) {
            // Nobody watches.
        }

        @Override
        public void advance(long done) {
            // Nobody watches.
        }

        @Override
        public void end() {
            // Nobody watches.
        }

        @Override
        public void say(String line) {
            // Nobody listens.
        }
    };
}
