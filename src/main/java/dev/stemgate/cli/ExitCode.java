// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

/** What the process answers the shell (CONTRACTS, Command line). */
enum ExitCode {
    DONE(0),
    DONE_WITH_DIFFERENCES(1),
    USAGE(2),
    INPUT_UNUSABLE(3),
    REMOTE_UNAVAILABLE(4),
    INTERNAL_ERROR(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
