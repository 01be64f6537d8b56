// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/** The state database cannot be opened. The message is one line: what is wrong, then what to do about it. */
public class StateUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it cannot be opened. */
    public enum Problem {
        IN_USE,
        WRONG_PASSWORD,
        WRONG_KEY,
        NOT_WRITABLE,
        NEWER_SCHEMA,
        DAMAGED,
        UNREACHABLE,
        MISCONFIGURED
    }

    private final Problem problem;
    private final String remedy;

    public StateUnavailableException(Problem problem, String what, String remedy) {
        super(what + "; " + remedy);
        this.problem = Objects.requireNonNull(problem, "problem");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    public Problem problem() {
        return problem;
    }

    /** What a person can do about it, as part of a sentence. */
    public String remedy() {
        return remedy;
    }
}
