// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

/** A request that cannot be answered: a status, a title and one sentence for the person. Holds no patient data. */
final class PageProblem extends RuntimeException {

    private final int status;
    private final String title;

    private PageProblem(int status, String title, String sentence) {
        super(sentence);
        this.status = status;
        this.title = title;
    }

    static PageProblem notFound(String sentence) {
        return new PageProblem(404, "Not found", sentence);
    }

    static PageProblem notUnderstood(String sentence) {
        return new PageProblem(400, "Not understood", sentence);
    }

    static PageProblem refused(String sentence) {
        return new PageProblem(403, "Refused", sentence);
    }

    static PageProblem changedMeanwhile(String sentence) {
        return new PageProblem(409, "Changed meanwhile", sentence);
    }

    static PageProblem stateUnavailable() {
        return new PageProblem(
                503,
                "State unavailable",
                "The state database does not answer. The bridge keeps trying; try again in a moment.");
    }

    static PageProblem internal() {
        return new PageProblem(
                500, "Internal error", "This page failed. It is a fault of Stemgate; the bridge itself goes on.");
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
