// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

/** One of several ways to do the same work, which a {@link Comparison} lets run in turn. */
interface Contender {

    /** What stands in the table. */
    String name();

    /**
     * Does the whole work once.
     *
     * @return how many patients it did
     * @throws Exception when it cannot; the bench ends
     */
    int run() throws Exception;

    /** A contender that is a piece of code. */
    static Contender of(String name, Work work) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int run() throws Exception {
                return work.run();
            }
        };
    }

    /** See {@link #run()}. */
    interface Work {
        int run() throws Exception;
    }
}
